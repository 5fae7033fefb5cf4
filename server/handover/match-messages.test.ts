import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AgentMessage, MessageOrder } from '../sessions/handover-state.ts'
import { messageSignature } from '../sessions/message-signature.ts'
import type { RemoteMessage } from './contact-centre.ts'
import { matchMessages } from './match-messages.ts'

let ids = 0
const remote = (author: RemoteMessage['author'], text: string, files: string[] = []): RemoteMessage => {
  ids += 1
  return { id: `remote-${ids}`, author, text, attachments: files.map(id => ({ id, name: id })) }
}
const agent = (text: string, files?: string[]) => remote('agent', text, files)
const ours = (text: string) => remote('ours', text)

const known = (seq: number, text: string, files: string[] = []): AgentMessage => ({
  seq,
  at: seq,
  signature: messageSignature(text, files),
})
const sent = (...messages: [number, string][]) =>
  messages.map(([seq, text]) => ({ seq, signature: messageSignature(text, []) }))

const order = (given: Partial<MessageOrder> = {}): MessageOrder => ({
  unreleased: [],
  unverified: [],
  awaitingWebhook: [],
  watermark: '',
  accountedThrough: 1,
  ...given,
})

const places = (match: ReturnType<typeof matchMessages>) =>
  match.agent.map(({ seq, remote: { text } }) => seq ?? text)

describe('the agent’s messages', () => {
  it('stand in 8x8’s order whatever the order of their webhooks', () => {
    const unreleased = [known(5, 'three'), known(6, 'one'), known(7, 'two')]
    const match = matchMessages([agent('one'), agent('two'), agent('three')], order({ unreleased }), [])
    expect(places(match)).toEqual([6, 7, 5])
    expect(match.watermark).toBe(`remote-${ids}`)
  })

  it('that say the same take their places in the order in which they came', () => {
    const unreleased = [known(5, 'ok'), known(6, 'sure'), known(8, 'ok')]
    expect(
      places(matchMessages([agent('ok'), agent('ok'), agent('sure')], order({ unreleased }), [])),
    ).toEqual([5, 8, 6])
  })

  it('whose webhook is missing are found', () => {
    const match = matchMessages([agent('one'), agent('two')], order({ unreleased: [known(5, 'two')] }), [])
    expect(places(match)).toEqual(['one', 5])
  })

  it('wait where 8x8 lags behind', () => {
    const unreleased = [known(5, 'one'), known(6, 'two')]
    expect(places(matchMessages([agent('one')], order({ unreleased }), []))).toEqual([5])
    expect(places(matchMessages([], order({ unreleased }), []))).toEqual([])
  })

  it('released on their timestamps are verified later and not told twice', () => {
    const match = matchMessages([agent('ok'), agent('ok')], order({ unverified: [known(5, 'ok')] }), [])
    expect(match.verifiedLate).toEqual([5])
    expect(places(match)).toEqual(['ok'])
  })

  it('are told apart by their files', () => {
    const unreleased = [known(5, 'here', ['b']), known(6, 'here', ['a']), known(7, 'here', ['c', 'd'])]
    const match = matchMessages(
      [agent('here', ['a']), agent('here', ['d', 'c']), agent('here', ['b'])],
      order({ unreleased }),
      [],
    )
    expect(places(match)).toEqual([6, 7, 5])
  })

  it('with nothing in them are left out', () => {
    expect(places(matchMessages([agent('')], order(), []))).toEqual([])
  })
})

describe('messages of others', () => {
  it('take their place where a webhook told of them, and are not added otherwise', () => {
    const unreleased = [known(5, 'Please hold'), known(6, 'Hello')]
    const list = [remote('other', 'Chat was recorded'), remote('other', 'Please hold'), agent('Hello')]
    expect(places(matchMessages(list, order({ unreleased }), []))).toEqual([5, 6])
  })

  it('of ours are nobody’s news', () => {
    expect(places(matchMessages([ours('Hello')], order({ unreleased: [known(5, 'Hello')] }), []))).toEqual([])
  })
})

describe('our own messages', () => {
  it.each<[string, RemoteMessage[], [number, string][], number]>([
    ['none is there', [], [[3, 'one']], 1],
    [
      'the first is there',
      [ours('one')],
      [
        [3, 'one'],
        [4, 'two'],
      ],
      3,
    ],
    [
      'all are there',
      [ours('one'), agent('hm'), ours('two')],
      [
        [3, 'one'],
        [4, 'two'],
      ],
      4,
    ],
    [
      'the last accounts for all before it',
      [ours('two')],
      [
        [3, 'one'],
        [4, 'two'],
      ],
      4,
    ],
    [
      'one of two alike is there',
      [ours('ok')],
      [
        [3, 'ok'],
        [4, 'ok'],
      ],
      3,
    ],
    [
      'both of two alike are there',
      [ours('ok'), ours('ok')],
      [
        [3, 'ok'],
        [4, 'ok'],
      ],
      4,
    ],
    [
      'the first came twice, and its words are said once more later',
      [ours('ok'), ours('ok')],
      [
        [3, 'ok'],
        [4, 'one'],
        [5, 'two'],
        [6, 'ok'],
      ],
      3,
    ],
    [
      'one that was counted before came twice',
      [ours('hello')],
      [
        [1, 'hello'],
        [4, 'one'],
        [5, 'hello'],
      ],
      1,
    ],
    [
      'one came twice and others after it',
      [ours('hello'), ours('one'), ours('two')],
      [
        [1, 'hello'],
        [4, 'one'],
        [5, 'two'],
        [6, 'hello'],
      ],
      5,
    ],
    [
      'words that may have come twice are followed by new ones',
      [ours('hello'), ours('two')],
      [
        [1, 'hello'],
        [4, 'one'],
        [5, 'hello'],
        [6, 'two'],
      ],
      6,
    ],
    [
      'one is not listed, and its words are said once more',
      [ours('one'), ours('ok'), ours('two')],
      [
        [3, 'ok'],
        [4, 'one'],
        [5, 'ok'],
        [6, 'two'],
      ],
      6,
    ],
    ['something else is there', [ours('history')], [[3, 'one']], 1],
    ['8x8 writes quotes and spaces in its own way', [ours(' “It’s”  ok ')], [[3, '"It\'s" ok']], 3],
    ['only signs were said', [ours('👍')], [[3, '👍']], 3],
    ['another sign was said', [ours('👎')], [[3, '👍']], 1],
  ])('are counted: %s', (_case, list, messages, accountedThrough) => {
    expect(matchMessages(list, order(), sent(...messages)).accountedThrough).toBe(accountedThrough)
  })

  it('stay counted when a reading brings nothing new', () => {
    const match = matchMessages([], order({ accountedThrough: 9, watermark: 'remote-x' }), [])
    expect(match).toMatchObject({ accountedThrough: 9, watermark: 'remote-x' })
  })
})

it('a conversation read piece by piece is released whole, once and in order', () => {
  const words = fc.constantFrom('ok', 'yes', 'one moment', 'thanks')
  fc.assert(
    fc.property(fc.array(words, { maxLength: 12 }), fc.infiniteStream(fc.nat(4)), (said, pieces) => {
      const list = said.map(text => agent(text))
      let state = order({ unreleased: said.map((text, index) => known(index + 10, text)).reverse() })
      const released: string[] = []
      while (list.length > 0) {
        const piece = list.splice(0, pieces.next().value)
        const match = matchMessages(piece, state, [])
        const seqs = match.agent.map(({ seq }) => seq)
        expect(seqs).not.toContain(undefined)
        released.push(...match.agent.map(({ remote: { text = '' } }) => text))
        state = { ...state, unreleased: state.unreleased.filter(({ seq }) => !seqs.includes(seq)) }
      }
      expect(released).toEqual(said)
      expect(state.unreleased).toEqual([])
    }),
  )
})
