import { createHash, randomBytes } from 'node:crypto'
import type { SessionEventBody } from '../protocol/session-events.ts'
import type { Ingest } from '../protocol/sessions-api.ts'
import { type Decide, type Entry, ReceiptConflictError, UnknownSessionError } from '../sessions/decision.ts'
import { isHandoverOn } from '../sessions/handover-state.ts'
import { type SessionOwner, sessionKey } from '../sessions/session-key.ts'
import type { SessionLog } from '../sessions/session-log.ts'
import type { SessionState } from '../sessions/session-state.ts'
import { conflict } from '../web/problem.ts'

type Item = Ingest['items'][number]
type MessageItem = Extract<Item, { kind: 'message' }>
type HandoverItem = Extract<Item, { kind: 'handover' }>

/**
 * Takes in a conversation of a platform that runs its own handover: the copilot reads along, nothing is sent anywhere.
 * Items go in one by one in their order; a message that is repeated counts once. Rejects with HttpProblem 409 where the
 * session is one of our own, or a messageId came before with another message.
 */
export async function ingest(
  log: SessionLog,
  endpointId: string,
  { userId, sessionId, profile, items }: Ingest,
): Promise<{ key: string; lastSeq: number }> {
  const owner: SessionOwner = { endpointId, userId, sessionId }
  const key = sessionKey(endpointId, sessionId)
  const append = async (decide: Decide, receipt?: { scope: string; id: string; digest: string }) =>
    log
      .append({ key, owner, decide: onlyIngested(decide), ...(receipt && { receipt }) })
      .catch(throwAsProblem)
  const began = await append((session, at) =>
    profile && !covers(session.profile, profile)
      ? { entries: [{ event: { type: 'profile-updated', at, profile } }] }
      : {},
  )
  let lastSeq = began.state.seq
  for (const item of items) {
    const { state } =
      item.kind === 'message'
        ? await append(sayMessage(item), receiptOf(key, item))
        : await append(moveHandover(key, item))
    lastSeq = state.seq
  }
  return { key, lastSeq }
}

/** Begins the session with its first item. */
const onlyIngested =
  (decide: Decide): Decide =>
  (session, now) => {
    if (session.seq > 0 && session.channel !== 'ingest')
      throw conflict('This session is a chat of this server’s own.')
    const decision = decide(session, now)
    if (session.seq > 0) return decision
    const start: Entry = { event: { type: 'session-started', at: now, channel: 'ingest' } }
    return { ...decision, entries: [start, ...(decision.entries ?? [])] }
  }

const sayMessage =
  ({ kind: _kind, at, ...said }: MessageItem): Decide =>
  ({ handover }, now) => ({
    entries: [
      {
        event: {
          type: 'message',
          at: at ?? now,
          ...said,
          ...(said.from === 'agent' && isHandoverOn(handover) && { handoverId: handover.id }),
        },
      },
    ],
  })

/** A handover of the other platform, in our own events; asking for what is already so changes nothing. */
const moveHandover =
  (key: string, { status, agentId, reason = '', at: given }: HandoverItem): Decide =>
  (session, now) => {
    const at = given ?? now
    const isOn = isHandoverOn(session.handover)
    if (status !== 'queue' && status !== 'active') {
      if (!isOn || !session.handover) return {}
      const { id: handoverId } = session.handover
      const event = { type: 'handover-ended' as const, at, handoverId, status, reason }
      return { entries: [{ event, deliverTo: ['assists'] }] }
    }
    const handoverId = isOn && session.handover ? session.handover.id : `${key}.${session.handoverCount + 1}`
    const entries: Entry[] = isOn
      ? []
      : [{ event: requested(handoverId, at), deliverTo: ['copilot', 'assists'] }]
    if (status === 'active' && !isJoined(session, agentId, isOn))
      entries.push({ event: { type: 'handover-agent-joined', at, handoverId, agentId } })
    return { entries }
  }

const isJoined = ({ handover }: SessionState, agentId = '', isOn: boolean) =>
  isOn && handover?.status === 'active' && handover.agentIds.includes(agentId)

const requested = (handoverId: string, at: number): SessionEventBody => ({
  type: 'handover-requested',
  at,
  handoverId,
  by: 'api',
  connectionId: '',
  correlationId: randomBytes(4).toString('hex').toUpperCase(),
})

const receiptOf = (key: string, { messageId, from, text, data }: MessageItem) => ({
  scope: `message:${key}`,
  id: messageId,
  digest: createHash('sha256')
    .update(JSON.stringify([from, text ?? null, data ?? null]))
    .digest('base64url'),
})

const covers = (known: object, given: object) =>
  Object.entries(given).every(
    ([name, value]) => JSON.stringify(known[name as keyof typeof known]) === JSON.stringify(value),
  )

function throwAsProblem(error: unknown): never {
  if (error instanceof ReceiptConflictError)
    throw conflict('A messageId came before with another message. What stood before it was taken in.')
  if (error instanceof UnknownSessionError) throw conflict('This sessionId belongs to another userId.')
  throw error
}
