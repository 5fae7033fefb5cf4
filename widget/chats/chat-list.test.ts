import { describe, expect, it } from 'vitest'
import { briefDuration } from './brief-duration.ts'
import * as list from './chat-list.ts'
import { initials } from './initials.ts'

const open = (...ids: string[]) => ids.reduce((chats, id) => list.opened(chats, { id }), list.noChats)
const ids = ({ chats }: list.ChatList) => chats.map(({ id }) => id)

describe('the list of chats', () => {
  it('keeps the order of acceptance, whatever is chosen, closed or told again', () => {
    let chats = open('a', 'b', 'c')
    chats = list.selected(chats, 'c')
    chats = list.closed(chats, 'a')
    chats = list.opened(chats, { id: 'b', name: 'Tomasz' })
    expect(ids(chats)).toEqual(['a', 'b', 'c'])
    expect(chats.chats[1]).toMatchObject({ name: 'Tomasz' })
  })

  it('shows the first chat, and no later one by itself', () => {
    expect(open('a', 'b').selectedId).toBe('a')
  })

  it('keeps what it knew of a chat that is told of again', () => {
    const link = { userId: 'u', sessionId: 's', URLToken: 't' }
    let chats = list.opened(open('a'), { id: 'a', name: 'Maeve', link })
    chats = list.seen(chats, 'a', 7)
    chats = list.opened(list.closed(chats, 'a'), { id: 'a' })
    expect(chats.chats[0]).toMatchObject({ name: 'Maeve', link, seenSeq: 7, isClosed: false })
  })

  it('goes from chat to chat, round the corner', () => {
    const chats = open('a', 'b', 'c')
    expect(list.selectedNext(chats, 1).selectedId).toBe('b')
    expect(list.selectedNext(chats, -1).selectedId).toBe('c')
    expect(list.selectedNext(list.selected(chats, 'c'), 1).selectedId).toBe('a')
    expect(list.selectedNext(list.noChats, 1).selectedId).toBeUndefined()
  })

  it.each([
    ['a', 'b'],
    ['b', 'c'],
    ['c', 'b'],
  ])('shows the neighbour of %s when that is put away: %s', (away, neighbour) => {
    const chats = list.dismissed(list.selected(open('a', 'b', 'c'), away), away)
    expect(chats.selectedId).toBe(neighbour)
  })

  it('goes on showing a chat when another one is put away', () => {
    const chats = list.dismissed(list.selected(open('a', 'b', 'c'), 'c'), 'a')
    expect([ids(chats), chats.selectedId]).toEqual([['b', 'c'], 'c'])
    expect(list.dismissed(open('a'), 'a')).toEqual({ chats: [], selectedId: undefined })
  })

  it('shows none when that is wanted, and nothing that is not there', () => {
    expect(list.selected(open('a'), undefined).selectedId).toBeUndefined()
    expect(list.selected(open('a'), 'x').selectedId).toBe('a')
  })

  it('never forgets what was seen', () => {
    expect(list.seen(list.seen(open('a'), 'a', 7), 'a', 5).chats[0]?.seenSeq).toBe(7)
  })
})

describe('initials', () => {
  it.each([
    ['Maeve Brennan', 'MB'],
    ['Tomasz', 'T'],
    ['  Ana María de la Cruz ', 'AC'],
    ['李 小龙', '李小'],
    ['👩‍🚀 Ada', '👩‍🚀A'],
    ['', ''],
  ])('of “%s” are “%s”', (name, letters) => expect(initials(name)).toBe(letters))
})

it.each([
  [72_000, '1:12'],
  [3_599_000, '59:59'],
  [3_720_000, '1h'],
  [9_000_000, '2h'],
])('%i milliseconds are briefly %s', (milliseconds, words) => expect(briefDuration(milliseconds)).toBe(words))
