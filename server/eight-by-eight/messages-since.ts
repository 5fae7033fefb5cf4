import type { RemoteMessage } from '../handover/contact-centre.ts'
import { cardsToData } from './cards.ts'
import type { EightByEightClient } from './client.ts'
import type { StoredMessage } from './resources.ts'

const SORT = 'createdAt:desc'
/** What is new is seldom more: so much is asked for first, and whole pages only where that does not reach back. */
const FEW = 8

/**
 * A conversation's messages newer than the one with id `watermark`, oldest first; all of them without one. The newest
 * are read first, so that a long conversation costs no more than what is new in it. Rejects where the list is longer
 * than can be read, or no longer holds what was read before.
 */
export async function messagesSince(
  client: EightByEightClient,
  conversationId: string,
  watermark: string | undefined,
  signal: AbortSignal,
): Promise<RemoteMessage[]> {
  const stored = await storedSince(client, conversationId, watermark, signal)
  return Promise.all(stored.map(message => toRemote(client, conversationId, message, signal)))
}

async function storedSince(
  client: EightByEightClient,
  conversationId: string,
  watermark: string | undefined,
  signal: AbortSignal,
): Promise<StoredMessage[]> {
  if (watermark !== undefined) {
    const newer = await client.messages.newestAfter(conversationId, watermark, FEW, signal)
    if (newer) return newer.reverse()
  }
  const newest: StoredMessage[] = []
  for await (const message of client.messages.every(conversationId, SORT, signal)) {
    if (message.id === watermark) return newest.reverse()
    newest.push(message)
  }
  // A message once read cannot vanish: a list without it is not the list that we know.
  if (watermark !== undefined) throw new Error('8x8 no longer lists a message that was read before.')
  return newest.reverse()
}

async function toRemote(
  client: EightByEightClient,
  conversationId: string,
  { id, text, createdAt, author, attachments, cards }: StoredMessage,
  signal: AbortSignal,
): Promise<RemoteMessage> {
  const isOurs = author?.type === 'user' || author?.type === 'bot'
  return {
    id,
    author: author?.type === 'agent' ? 'agent' : isOurs ? 'ours' : 'other',
    authorId: author?.id,
    at: createdAt,
    text,
    data: cardsToData(cards),
    attachments: await withNames(client, conversationId, isOurs ? [] : attachments, signal),
  }
}

/** A message names its files by their ids alone. */
const withNames = (
  client: EightByEightClient,
  conversationId: string,
  attachments: readonly { id: string }[],
  signal: AbortSignal,
) =>
  Promise.all(
    attachments.map(async ({ id }) => {
      const stored = await client.attachments.get(conversationId, id, signal).catch(() => undefined)
      return { id, name: stored?.fileName ?? 'file' }
    }),
  )
