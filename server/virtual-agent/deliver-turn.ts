import { randomUUID } from 'node:crypto'
import type { EventOf, SessionEvent } from '../protocol/session-events.ts'
import type { EndpointSettings } from '../protocol/settings/endpoint.ts'
import type { Data } from '../protocol/values.ts'
import type { Decide, Decision, Entry } from '../sessions/decision.ts'
import type { Deliver, DeliveryResult, DeliveryWork } from '../sessions/delivery-lane.ts'
import { isHandoverOn } from '../sessions/handover-state.ts'
import type { SessionLog } from '../sessions/session-log.ts'
import type { SessionState } from '../sessions/session-state.ts'
import type { Logger } from '../telemetry/logger.ts'
import type { DialogueTurn, HandoverStatus, Turn, TurnAnswer, VirtualAgent } from './virtual-agent.ts'
import { VirtualAgentError } from './virtual-agent-error.ts'

export interface TurnParts {
  log: SessionLog
  findEndpoint: (
    id: string,
  ) => Promise<{ id: string; URLToken: string; settings: EndpointSettings } | undefined>
  virtualAgentOf: (endpointId: string, settings: EndpointSettings['virtualAgent']) => VirtualAgent
  requestHandover: (
    key: string,
    session: SessionState,
    settings: EndpointSettings['handover'],
    /** What the virtual agent adds to the request to 8x8. */
    properties: Data | undefined,
    now: number,
  ) => Decision
  /** What came of a handover in which an agent was, for the bot to go on with; undefined where nothing did. */
  resultOf: (key: string, ended: EventOf<'handover-ended'>) => Promise<Data | undefined>
  logger: Logger
}

const DIALOGUE_TURNS = 20
const ATTEMPTS = 2

/** Asks the virtual agent, and writes what it answers: unless a person has taken over meanwhile. */
export function deliverTurn(parts: TurnParts): Deliver {
  return async (work, signal) => {
    const session = await parts.log.find(work.key)
    const endpoint = await parts.findEndpoint(work.owner.endpointId)
    if (!session || !endpoint) return { status: 'parked', error: 'The endpoint is gone.' }
    if (work.event.type === 'message' && isTakenOver(session.state, work.event))
      return { status: 'done', decide: endTurn(work.event) }
    const turn = await toTurn(parts, work, session.state, endpoint.URLToken)
    const { virtualAgent, handover } = endpoint.settings
    try {
      const answer = await parts.virtualAgentOf(endpoint.id, virtualAgent).answer(turn, signal)
      return { status: 'done', decide: writeAnswer(parts, work, answer, handover) }
    } catch (error) {
      return failed(parts, work, virtualAgent, error)
    }
  }
}

async function toTurn(
  { log, resultOf }: TurnParts,
  work: DeliveryWork,
  session: SessionState,
  URLToken: string,
): Promise<Turn> {
  const { event, key, owner } = work
  const result = event.type === 'handover-ended' ? await resultOf(key, event) : undefined
  return {
    endpointId: owner.endpointId,
    URLToken,
    userId: owner.userId,
    sessionId: owner.sessionId,
    turnId: `${key}.${event.seq}`,
    profile: session.profile,
    dialogue: toDialogue(await log.readMessagesBack(key, event.seq - 1, DIALOGUE_TURNS)),
    ...toQuestion(event, result),
  }
}

function toQuestion(
  event: SessionEvent,
  result: Data | undefined,
): Pick<Turn, 'text' | 'data' | 'attachments' | 'postback' | 'handover'> {
  if (event.type === 'message') return { text: event.text, data: event.data, attachments: event.attachments }
  if (event.type !== 'tile-postback')
    return { handover: { ...toStatus(event), ...(result && { data: result }) } }
  const { tileId, postbackId, data } = event
  return { postback: { tileId, postbackId, data } }
}

/** A person has the conversation, or had it since the event. */
const isTakenOver = ({ handover }: SessionState, event: SessionEvent) =>
  (handover?.requestedSeq ?? 0) > event.seq || isHandoverOn(handover)

/** The words of the last turns, oldest first. */
export const toDialogue = (events: readonly SessionEvent[]): DialogueTurn[] =>
  events
    .flatMap(event =>
      event.type === 'message' && event.text ? [{ from: event.from, text: event.text }] : [],
    )
    .slice(-DIALOGUE_TURNS)

/** News of a handover in the shape of Cognigy's `input.handover`. */
function toStatus(event: SessionEvent): HandoverStatus {
  switch (event.type) {
    case 'handover-queued':
      return {
        status: 'queue',
        eventType: 'queueUpdate',
        data: event.queueName ? { queueName: event.queueName } : {},
      }
    case 'handover-agent-joined':
      return { status: 'active' }
    case 'handover-inactive':
      return { status: 'active', eventType: 'handoverInactivity', inactivityCount: event.count }
    case 'handover-refused':
      return {
        status: 'error',
        error: { reason: event.reason === 'unsupported' ? 'unsupported' : 'error', message: event.detail },
      }
    case 'handover-ended':
      return event.status === 'error'
        ? { status: 'error', error: { reason: 'error', message: event.reason } }
        : { status: event.status }
    default:
      return { status: 'active', eventType: 'genericHandoverUpdate' }
  }
}

const endTurn =
  (event: SessionEvent): Decide =>
  (_session, now) => ({ entries: turnEnded(event, now) })

const turnEnded = (event: SessionEvent, now: number): Entry[] =>
  event.type === 'message' ? [{ event: { type: 'turn-ended', at: now, of: event.seq } }] : []

/**
 * Profile and tiles always count; what the bot says does not once a person has the conversation. News of a handover
 * is no reason to ask for one: a bot that always does would go round for ever where 8x8 refuses.
 */
function writeAnswer(
  parts: TurnParts,
  { key, event }: DeliveryWork,
  answer: TurnAnswer,
  settings: EndpointSettings['handover'],
): Decide {
  return (session, now) => {
    const takenOver = isTakenOver(session, event)
    const entries: Entry[] = []
    if (answer.profile) entries.push({ event: { type: 'profile-updated', at: now, profile: answer.profile } })
    entries.push(...tileEntries(answer, session, now))
    if (!takenOver) entries.push(...answer.messages.map(message => said(message, now)))
    const wish = event.type === 'message' && !takenOver ? answer.handover : undefined
    const handover = wish ? parts.requestHandover(key, session, settings, wish.properties, now) : {}
    return { ...handover, entries: [...entries, ...(handover.entries ?? []), ...turnEnded(event, now)] }
  }
}

/** Data for a tile that takes none says nothing; it may have gone since the bot was asked. */
function tileEntries(
  { tiles = [], grid, tileData = [] }: TurnAnswer,
  session: SessionState,
  at: number,
): Entry[] {
  const types: Record<string, string> = { ...session.tiles }
  for (const { tileId, tile } of tiles) types[tileId] = tile.type
  const told = tileData.filter(({ tileId }) => types[tileId] === 'html' || types[tileId] === 'iframe')
  return [
    ...(grid ? [{ event: { type: 'grid-set' as const, at, grid } }] : []),
    ...tiles.map(({ tileId, tile }) => ({ event: { type: 'tile-updated' as const, at, tileId, tile } })),
    ...told.map(({ tileId, data }) => ({ event: { type: 'tile-data-sent' as const, at, tileId, data } })),
  ]
}

const said = ({ text, data }: TurnAnswer['messages'][number], now: number): Entry => ({
  event: { type: 'message', at: now, messageId: randomUUID(), from: 'virtual-agent', text, data },
})

/** One more try; then the customer hears that it did not work, and the log says why. */
function failed(
  { logger }: TurnParts,
  { event, attempts, owner }: DeliveryWork,
  settings: EndpointSettings['virtualAgent'],
  error: unknown,
): DeliveryResult {
  const detail = error instanceof Error ? error.message : 'unknown failure'
  logger.warn({ endpoint: owner.endpointId, detail }, 'the virtual agent did not answer')
  const outcome = error instanceof VirtualAgentError ? error.kind : undefined
  if (attempts + 1 < ATTEMPTS) return { status: 'again', error: detail, outcome }
  const sorry = 'unavailable' in settings && event.type === 'message' ? settings.unavailable : ''
  return {
    status: 'parked',
    error: detail,
    outcome,
    decide: (session, now) => ({
      entries: [
        {
          event: {
            type: 'delivery-parked',
            at: now,
            of: event.seq,
            target: 'virtual-agent',
            detail: detail.slice(0, 500),
          },
        },
        ...(sorry && !isHandoverOn(session.handover) ? [said({ text: sorry }, now)] : []),
        ...turnEnded(event, now),
      ],
    }),
  }
}
