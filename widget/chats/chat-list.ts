import type { Chat, ChatToOpen } from './chat.ts'

/** The chats in the order in which they were opened, which never changes, and the one that is shown. */
export interface ChatList {
  readonly chats: readonly Chat[]
  readonly selectedId?: string
}

export const noChats: ChatList = { chats: [] }

/** Adds a chat at the end, or completes what is known of it. The first one is shown, others wait to be chosen. */
export function opened({ chats, selectedId }: ChatList, chat: ChatToOpen): ChatList {
  const known = chats.some(({ id }) => id === chat.id)
  const next = known
    ? chats.map(one => (one.id === chat.id ? { ...one, isUnknown: false, ...chat, isClosed: false } : one))
    : [...chats, { ...chat, isClosed: false, seenSeq: 0 }]
  return { chats: next, selectedId: chats.length === 0 ? chat.id : selectedId }
}

/** Shows a chat, or none; one that is not there changes nothing. */
export function selected(list: ChatList, id: string | undefined): ChatList {
  const isThere = id === undefined || list.chats.some(chat => chat.id === id)
  return isThere ? { ...list, selectedId: id } : list
}

/** Shows the chat so many places further, round the corner at the ends. */
export function selectedNext(list: ChatList, step: number): ChatList {
  const { chats, selectedId } = list
  if (chats.length === 0) return list
  const place = chats.findIndex(({ id }) => id === selectedId)
  return { chats, selectedId: chats.at((place + step) % chats.length)?.id }
}

/** The host has closed a chat: it stays for a look back. */
export const closed = (list: ChatList, id: string): ChatList => changed(list, id, { isClosed: true })

/** The agent has had the session up to this event before them. */
export function seen(list: ChatList, id: string, seq: number): ChatList {
  const chat = list.chats.find(one => one.id === id)
  return chat && chat.seenSeq < seq ? changed(list, id, { seenSeq: seq }) : list
}

/** Puts a chat away; where it was shown, its neighbour is. */
export function dismissed({ chats, selectedId }: ChatList, id: string): ChatList {
  const place = chats.findIndex(chat => chat.id === id)
  if (place < 0) return { chats, selectedId }
  const rest = chats.toSpliced(place, 1)
  const neighbour = rest[Math.min(place, rest.length - 1)]
  return { chats: rest, selectedId: selectedId === id ? neighbour?.id : selectedId }
}

const changed = ({ chats, selectedId }: ChatList, id: string, change: Partial<Chat>): ChatList => ({
  chats: chats.map(chat => (chat.id === id ? { ...chat, ...change } : chat)),
  selectedId,
})
