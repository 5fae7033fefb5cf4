import type { UsageReport } from '../copilot/usage.ts'
import type { Analytics } from '../protocol/analytics.ts'
import type { SessionEvent } from '../protocol/session-events.ts'
import { toEvent } from '../sessions/event-row.ts'
import type { Database } from '../storage/database.ts'
import { turnOutcomes } from './turn-outcomes.ts'

const DAY_IN_MILLISECONDS = 24 * 60 * 60 * 1_000
const MOST_SESSIONS = 5_000
const SESSIONS_AT_ONCE = 100

/** What is looked at in a session. */
const TYPES: SessionEvent['type'][] = [
  'message',
  'suggestions-made',
  'assist-feedback',
  'handover-requested',
  'handover-refused',
  'handover-opened',
  'handover-queued',
  'handover-agent-joined',
  'handover-ended',
]

const NONE = { requested: 0, opened: 0, joined: 0, completed: 0, cancelled: 0, error: 0, refused: 0 }
const NO_TURNS = { eligible: 0, asIs: 0, edited: 0, cleared: 0, dismissed: 0, left: 0, silent: 0 }

export interface AnalyticsParts {
  database: Database
  readUsage: (query: { endpointId: string; from: string; to: string }) => Promise<UsageReport>
}

/** A period of one endpoint in figures; `from` and `to` are days of UTC. The newest 5,000 sessions are looked at. */
export async function analyse(
  { database, readUsage }: AnalyticsParts,
  query: { endpointId: string; from: string; to: string },
): Promise<Analytics> {
  const keys = await sessionsOf(database, query)
  const tally = new Tally()
  for (let start = 0; start < Math.min(keys.length, MOST_SESSIONS); start += SESSIONS_AT_ONCE) {
    const batch = keys.slice(start, Math.min(start + SESSIONS_AT_ONCE, MOST_SESSIONS))
    const rows = await database.kysely
      .selectFrom('events')
      .select(['session_id', 'seq', 'body'])
      .where('session_id', 'in', batch)
      .where('type', 'in', TYPES)
      .orderBy('session_id')
      .orderBy('seq')
      .execute()
    for (const events of Map.groupBy(rows, row => row.session_id).values()) tally.add(events.map(toEvent))
  }
  const { assists, model } = await readUsage(query)
  return {
    sessions: Math.min(keys.length, MOST_SESSIONS),
    complete: keys.length <= MOST_SESSIONS,
    ...tally.result(),
    assists: assists.map(({ changed, ...assist }) => ({ ...assist, changed: changed ?? null })),
    model,
  }
}

/** Those that began within the period, newest first; one more than are looked at tells that there are others. */
async function sessionsOf(
  { kysely }: Database,
  { endpointId, from, to }: { endpointId: string; from: string; to: string },
): Promise<string[]> {
  const rows = await kysely
    .selectFrom('sessions')
    .select('id')
    .where('endpoint_id', '=', endpointId)
    .where('created_at', '>=', Date.parse(from))
    .where('created_at', '<', Date.parse(to) + DAY_IN_MILLISECONDS)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_SESSIONS + 1)
    .execute()
  return rows.map(({ id }) => id)
}

/** Adds sessions up, one after the other. */
class Tally {
  readonly #handovers = new Days(NONE)
  readonly #turns = new Days(NO_TURNS)
  readonly #edits: number[] = []
  readonly #facts = { shown: 0, marked: 0 }
  readonly #queueTimes: number[] = []
  readonly #handoverTimes: number[] = []
  readonly #firstSuggestions: number[] = []

  add(events: readonly SessionEvent[]): void {
    this.#addHandovers(events)
    this.#addSuggestions(events)
    this.#addTurns(events)
  }

  result() {
    return {
      handovers: this.#handovers.total(),
      handoversByDay: this.#handovers.byDay(),
      turns: this.#turns.total(),
      turnsByDay: this.#turns.byDay(),
      medianEdit: timesOf(this.#edits).median,
      facts: this.#facts,
      queueTime: timesOf(this.#queueTimes),
      handoverTime: timesOf(this.#handoverTimes),
      firstSuggestion: timesOf(this.#firstSuggestions),
    }
  }

  /** Each step of a handover counts once, on the day on which it was asked for. */
  #addHandovers(events: readonly SessionEvent[]): void {
    for (const event of events) {
      if (event.type === 'handover-refused') this.#handovers.count(event.at, 'refused')
      if (event.type !== 'handover-requested') continue
      const own = events.filter(other => 'handoverId' in other && other.handoverId === event.handoverId)
      const first = (type: SessionEvent['type']) => own.find(other => other.type === type)
      const [joined, ended] = [first('handover-agent-joined'), first('handover-ended')]
      this.#handovers.count(event.at, 'requested')
      if (first('handover-opened') ?? first('handover-queued') ?? joined)
        this.#handovers.count(event.at, 'opened')
      if (joined) this.#handovers.count(event.at, 'joined')
      if (ended?.type === 'handover-ended') this.#handovers.count(event.at, ended.status)
      if (joined) this.#queueTimes.push(Math.max(0, joined.at - event.at))
      if (joined && ended) this.#handoverTimes.push(Math.max(0, ended.at - joined.at))
    }
  }

  #addSuggestions(events: readonly SessionEvent[]): void {
    const said = new Map<number, number>()
    for (const event of events) {
      if (event.type === 'message' && event.from === 'customer') said.set(event.seq, event.at)
      if (event.type !== 'suggestions-made' || event.suggestions.length === 0) continue
      const at = said.get(event.for)
      if (at === undefined) continue
      said.delete(event.for)
      this.#firstSuggestions.push(Math.max(0, event.at - at))
    }
  }

  #addTurns(events: readonly SessionEvent[]): void {
    for (const { at, became, changed, facts } of turnOutcomes(events)) {
      this.#turns.count(at, 'eligible')
      this.#turns.count(at, became)
      if (changed) this.#edits.push(changed)
      this.#facts.shown += facts.shown
      this.#facts.marked += facts.marked
    }
  }
}

/** Counts of some figures by day of UTC. */
class Days<Figures extends Record<string, number>> {
  readonly #none: Figures
  readonly #days = new Map<string, Figures>()

  constructor(none: Figures) {
    this.#none = none
  }

  count(at: number, figure: keyof Figures): void {
    const day = new Date(at).toISOString().slice(0, 10)
    const figures = this.#days.get(day) ?? this.#none
    this.#days.set(day, { ...figures, [figure]: (figures[figure] ?? 0) + 1 })
  }

  byDay(): ({ day: string } & Figures)[] {
    return [...this.#days]
      .map(([day, figures]) => ({ day, ...figures }))
      .sort((one, other) => one.day.localeCompare(other.day))
  }

  total(): Figures {
    const sums = Object.keys(this.#none).map(figure => [
      figure,
      [...this.#days.values()].reduce((sum, figures) => sum + (figures[figure] ?? 0), 0),
    ])
    return Object.fromEntries(sums) as Figures
  }
}

function timesOf(values: readonly number[]) {
  const sorted = values.toSorted((one, other) => one - other)
  const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? null
  return { count: sorted.length, median: at(0.5), ninetieth: at(0.9), longest: at(1) }
}
