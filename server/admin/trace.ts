import type { EventOf, SessionEvent } from '../protocol/session-events.ts'
import type { TraceEntry } from '../protocol/sessions-api.ts'
import { LAST_PLACE, type SessionLog } from '../sessions/session-log.ts'
import type { Database } from '../storage/database.ts'
import type { ExchangeRow } from '../storage/tables/contact-centre.ts'
import type { DeliveryAttemptRow, DeliveryRow } from '../storage/tables/sessions.ts'
import { toHandoverOverview } from './session-finder.ts'

const MOST_OF_EACH = 2_000

/** Everything that happened in a session and on the wire to 8x8, in the order of time. */
export class Traces {
  readonly #database: Database
  readonly #log: Pick<SessionLog, 'find' | 'read'>

  constructor(database: Database, log: Pick<SessionLog, 'find' | 'read'>) {
    this.#database = database
    this.#log = log
  }

  /** Of one handover where its id is given. Undefined where there is no such session. */
  async read(key: string, handoverId?: string) {
    const session = await this.#log.find(key)
    if (!session) return undefined
    const events = await this.#log.read(key, 0, MOST_OF_EACH)
    const stretch = handoverId === undefined ? undefined : stretchOf(events, handoverId)
    const isOfStretch = ({ seq }: { seq: number }) =>
      !stretch || (seq >= stretch.fromSeq && seq <= stretch.toSeq)
    const [deliveries, attempts, exchanges] = [
      await this.#deliveries(key),
      await this.#attempts(key),
      await this.#exchanges(key, events, handoverId),
    ]
    const entries = [
      ...events.filter(isOfStretch).map(ofEvent),
      ...deliveries.filter(isOfStretch).map(ofDelivery),
      ...attempts.filter(isOfStretch).map(ofAttempt),
      ...exchanges.map(ofExchange),
    ]
    const { handover } = session.state
    const known = [handover, handover?.previous].filter(one => one !== undefined)
    return {
      sessionKey: key,
      handover: handover ? toHandoverOverview(handover) : null,
      handovers: known.map(toHandoverOverview),
      entries: entries.sort(byTime),
      complete: [events, deliveries, attempts, exchanges].every(({ length }) => length < MOST_OF_EACH),
    }
  }

  #deliveries(key: string): Promise<DeliveryRow[]> {
    return this.#database.kysely
      .selectFrom('deliveries')
      .selectAll()
      .where('session_id', '=', key)
      .orderBy('seq')
      .limit(MOST_OF_EACH)
      .execute()
  }

  #attempts(key: string): Promise<DeliveryAttemptRow[]> {
    return this.#database.kysely
      .selectFrom('delivery_attempts')
      .selectAll()
      .where('session_id', '=', key)
      .orderBy('seq')
      .orderBy('target')
      .orderBy('place')
      .limit(MOST_OF_EACH)
      .execute()
  }

  /** What went over the wire for the session's conversations, and for those that were asked for and never came to be. */
  async #exchanges(
    key: string,
    events: SessionEvent[],
    handoverId: string | undefined,
  ): Promise<ExchangeRow[]> {
    const conversations = await this.#database.kysely
      .selectFrom('conversations')
      .select(['connection_id', 'conversation_id', 'handover_id'])
      .where('session_id', '=', key)
      .execute()
    const wanted = events.filter(isRequest).filter(({ handoverId: id }) => !handoverId || id === handoverId)
    const connectionIds = new Set(wanted.map(({ connectionId }) => connectionId))
    const ids = [
      ...wanted.map(({ handoverId: id }) => id),
      ...conversations
        .filter(({ handover_id }) => !handoverId || handover_id === handoverId)
        .map(({ conversation_id }) => conversation_id),
    ]
    if (ids.length === 0) return []
    return this.#database.kysely
      .selectFrom('exchanges')
      .selectAll()
      .where('connection_id', 'in', [...connectionIds, ''])
      .where('conversation_id', 'in', ids)
      .orderBy('at')
      .limit(MOST_OF_EACH)
      .execute()
  }
}

const isRequest = (event: SessionEvent): event is EventOf<'handover-requested'> =>
  event.type === 'handover-requested'

/** From the request of one handover to that of the next. */
function stretchOf(events: readonly SessionEvent[], handoverId: string) {
  const begin = events.find(event => isRequest(event) && event.handoverId === handoverId)
  const fromSeq = begin?.seq ?? LAST_PLACE
  const next = events.find(event => isRequest(event) && event.seq > fromSeq)
  return { fromSeq, toSeq: (next?.seq ?? LAST_PLACE) - 1 }
}

/** What caused comes before what was caused. */
const KIND_ORDER: TraceEntry['kind'][] = ['event', 'attempt', 'delivery', 'call', 'webhook']
const byTime = (one: TraceEntry, other: TraceEntry) =>
  one.at - other.at ||
  (one.seq ?? 0) - (other.seq ?? 0) ||
  KIND_ORDER.indexOf(one.kind) - KIND_ORDER.indexOf(other.kind)

const ofEvent = (event: SessionEvent): TraceEntry => ({
  at: event.at,
  kind: 'event',
  name: event.type,
  outcome: 'logged',
  seq: event.seq,
  attempt: null,
  milliseconds: null,
  eventId: null,
  detail: describe(event),
})

/** What a line may tell without saying what people said. */
function describe(event: SessionEvent): string {
  switch (event.type) {
    case 'message':
      return `from ${event.from}, ${event.text?.length ?? 0} characters`
    case 'handover-requested':
      return `reference ${event.correlationId}, by ${event.by}`
    case 'handover-created':
      return `conversation ${event.conversationId}`
    case 'handover-queued':
      return event.queueName ?? event.queueId ?? ''
    case 'handover-agent-joined':
    case 'handover-agent-left':
      return event.agentId ?? ''
    case 'handover-ended':
      return `${event.status}: ${event.reason}`
    case 'handover-refused':
    case 'delivery-parked':
      return event.detail
    default:
      return ''
  }
}

const ofDelivery = (row: DeliveryRow): TraceEntry => ({
  at: row.settled_at ?? Math.max(row.created_at, row.attempts > 0 ? row.due_at : 0),
  kind: 'delivery',
  name: `to ${row.target}`,
  outcome: row.status,
  seq: row.seq,
  attempt: row.attempts,
  milliseconds: row.settled_at === null ? null : Math.max(0, row.settled_at - row.created_at),
  eventId: null,
  detail: row.error ?? '',
})

const ofAttempt = (row: DeliveryAttemptRow): TraceEntry => ({
  at: row.at,
  kind: 'attempt',
  name: `to ${row.target}`,
  outcome: row.outcome,
  seq: row.seq,
  attempt: row.attempt,
  milliseconds: row.milliseconds,
  eventId: null,
  detail: row.error ?? '',
})

const ofExchange = (row: ExchangeRow): TraceEntry => ({
  at: row.at,
  kind: row.direction === 'in' ? 'webhook' : 'call',
  name: row.name,
  outcome: row.status === null ? 'no answer' : String(row.status),
  seq: null,
  attempt: row.attempt,
  milliseconds: row.milliseconds,
  eventId: row.event_id,
  detail: [row.conversation_id, row.detail].filter(Boolean).join(' · '),
})
