import { randomUUID } from 'node:crypto'
import type { EventBodyOf, EventOf, SessionEventBody } from '../protocol/session-events.ts'
import type { Attachment } from '../protocol/values.ts'
import type { Decision, Settlement } from '../sessions/decision.ts'
import { toEvent } from '../sessions/event-row.ts'
import { type HandoverState, handoverById, type MessageOrder } from '../sessions/handover-state.ts'
import { messageSignature } from '../sessions/message-signature.ts'
import type { SessionState } from '../sessions/session-state.ts'
import type { Database } from '../storage/database.ts'
import type { ContactCentre, RemoteMessage } from './contact-centre.ts'
import type { HandoverParts } from './handover-parts.ts'
import { matchMessages, type Sent } from './match-messages.ts'
import { newAttachmentId, remoteFile } from './remote-files.ts'
import { wordsAtContactCentre } from './words-at-contact-centre.ts'

/**
 * Messages that 8x8 has accepted and may not list yet. Ours go one after the other, so those that it lists are among the
 * first so many that wait to be seen there.
 */
const MOST_UNLISTED = 50

/** So far back is looked for the words of a message that comes twice. */
const EARLIER_EVENTS = 100

/** Another server has read the conversation meanwhile; what was read here is out of date. */
class ReadElsewhereError extends Error {
  override readonly name = 'ReadElsewhereError'
}

interface Reading {
  handoverId: string
  conversationId: string
  /** Where the reading began. */
  watermark: string | undefined
  remote: RemoteMessage[]
  sent: Sent[]
}

/**
 * Reads what the conversation holds since the last look, lays it beside the log and writes down what that teaches:
 * which of our messages arrived, and in which order the agent's stand. Resolves with the order as it then is.
 * Rejects where 8x8 cannot be read or another server was quicker.
 */
export function reconcile(
  parts: Pick<HandoverParts, 'database' | 'log' | 'access'>,
  contactCentre: ContactCentre,
  key: string,
  handoverId: string,
  signal: AbortSignal,
): Promise<MessageOrder | undefined> {
  return parts.access.alone(key, () => read(parts, contactCentre, key, handoverId, signal))
}

async function read(
  { database, log }: Pick<HandoverParts, 'database' | 'log'>,
  contactCentre: ContactCentre,
  key: string,
  handoverId: string,
  signal: AbortSignal,
): Promise<MessageOrder | undefined> {
  const handover = handoverById((await log.find(key))?.state.handover, handoverId)
  if (!handover?.conversationId) return handover?.order
  const { conversationId, order } = handover
  const { watermark } = order
  const remote = await contactCentre.messagesSince(conversationId, watermark || undefined, signal)
  // Asked after the reading, or what was sent meanwhile would pass for somebody else's. Before the first reading
  // nothing of ours was sent: what 8x8 already holds then is the history that it was given.
  const ours = watermark === undefined ? 0 : remote.filter(({ author }) => author === 'ours').length
  const sent = ours > 0 ? await sentMessages(database, key, order, ours + MOST_UNLISTED) : []
  const reading: Reading = { handoverId, conversationId, watermark, remote, sent }
  const { state } = await log.append({
    key,
    pace: 'soon',
    decide: (session, now) => settleOrder(session, reading, now),
  })
  return handoverById(state.handover, handoverId)?.order
}

/** Our messages that may be at 8x8 and were not seen there yet, oldest first, after the last that were. */
async function sentMessages(
  database: Database,
  key: string,
  { accountedThrough }: MessageOrder,
  limit: number,
): Promise<Sent[]> {
  const rows = await database.kysely
    .selectFrom('deliveries')
    .innerJoin('events', join =>
      join
        .onRef('events.session_id', '=', 'deliveries.session_id')
        .onRef('events.seq', '=', 'deliveries.seq'),
    )
    .select(['events.seq', 'events.body'])
    .where('deliveries.session_id', '=', key)
    .where('deliveries.target', '=', 'contact-centre')
    .where('deliveries.status', '!=', 'parked')
    .where('deliveries.seq', '>', accountedThrough - EARLIER_EVENTS)
    .where('events.type', '=', 'message')
    .orderBy('deliveries.seq')
    .limit(EARLIER_EVENTS + limit)
    .execute()
  return rows.map(toEvent).flatMap(event => (event.type === 'message' ? toSent(event) : []))
}

/** 8x8 gives our files ids of its own; what was said is enough beside the order. */
const toSent = (event: EventOf<'message'>): Sent => ({
  seq: event.seq,
  signature: messageSignature(wordsAtContactCentre(event), []),
})

/**
 * The order of the agent's messages as 8x8 holds them. Those that 8x8 has and the log lacks join the log here;
 * their webhooks will find them there.
 */
function settleOrder(session: SessionState, reading: Reading, now: number): Decision {
  const handover = handoverById(session.handover, reading.handoverId)
  if (!handover) return {}
  if (handover.order.watermark !== reading.watermark) throw new ReadElsewhereError()
  const match = matchMessages(reading.remote, handover.order, reading.sent)
  const { accountedThrough, verifiedLate, watermark } = match
  if (watermark === handover.order.watermark && accountedThrough === handover.order.accountedThrough)
    return {}
  const found = match.agent
    .filter(({ seq }) => seq === undefined)
    .map(({ remote }) => toMessage(remote, handover, now))
  let nextSeq = session.seq + 1
  const messages = match.agent.map(({ seq }) => seq ?? nextSeq++)
  const released: SessionEventBody = {
    type: 'agent-messages-released',
    at: now,
    handoverId: handover.id,
    messages,
    verified: true,
    verifiedLate,
    watermark,
    accountedThrough,
  }
  const files = found.flatMap(({ attachments = [] }) => attachments)
  return {
    entries: [...found.map(event => ({ event })), { event: released }],
    settle: match.agent.flatMap(({ seq }) => (seq === undefined ? [] : letOut(seq))),
    attachments: files.map(file => remoteFile(file, handover.connectionId, reading.conversationId)),
  }
}

/** An agent's message that is on its way to the customer waits no longer. */
export const letOut = (seq: number): Settlement => ({ seq, target: 'customer', status: 'done', attempts: 1 })

function toMessage(remote: RemoteMessage, handover: HandoverState, now: number): EventBodyOf<'message'> {
  const attachments = remote.attachments.map(
    ({ id: remoteId, name }): Attachment => ({
      id: newAttachmentId(),
      name,
      mediaType: 'application/octet-stream',
      remoteId,
    }),
  )
  return {
    type: 'message',
    at: remote.at ?? now,
    messageId: randomUUID(),
    from: 'agent',
    handoverId: handover.id,
    agentId: remote.authorId,
    text: remote.text,
    data: remote.data,
    foundByReading: true,
    ...(attachments.length > 0 && { attachments }),
  }
}
