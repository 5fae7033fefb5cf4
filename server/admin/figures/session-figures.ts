import type { SessionEvent } from '../../protocol/session-events.ts'
import { turnOutcomes } from '../turn-outcomes.ts'
import { sizeOfTime } from './sizes.ts'

/** What is looked at in a session. */
export const COUNTED_TYPES: readonly SessionEvent['type'][] = [
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

/** Figures that are told by their size; all others are counts alone. */
export const SIZED_FIGURES = ['queue-time', 'handover-time', 'first-suggestion', 'edit'] as const

/** One figure of one day; `size` is 0 where it has none. */
export interface Figure {
  day: string
  name: string
  size: number
}

/** How often each figure counts, by `day name size`. */
export type Counts = Record<string, number>

export function figureOf(key: string): Figure {
  const [day = '', name = '', size = '0'] = key.split(' ')
  return { day, name, size: Number(size) }
}

/** Everything that a session adds to its days. Days are UTC's, `2026-11-21`. */
export function figuresOf(beganAt: number, events: readonly SessionEvent[]): Counts {
  const counts: Counts = {}
  const count: Count = (at, name, size = 0, times = 1) => {
    const key = `${new Date(at).toISOString().slice(0, 10)} ${name} ${size}`
    counts[key] = (counts[key] ?? 0) + times
  }
  count(beganAt, 'sessions')
  countHandovers(events, count)
  countFirstSuggestions(events, count)
  countTurns(events, count)
  return counts
}

type Count = (at: number, name: string, size?: number, times?: number) => void

/** Each step of a handover counts once, on the day on which it was asked for. */
function countHandovers(events: readonly SessionEvent[], count: Count): void {
  for (const event of events) {
    if (event.type === 'handover-refused') count(event.at, 'handover-refused')
    if (event.type !== 'handover-requested') continue
    const { at, handoverId } = event
    const own = events.filter(other => 'handoverId' in other && other.handoverId === handoverId)
    const first = (type: SessionEvent['type']) => own.find(other => other.type === type)
    const [joined, ended] = [first('handover-agent-joined'), first('handover-ended')]
    count(at, 'handover-requested')
    if (first('handover-opened') ?? first('handover-queued') ?? joined) count(at, 'handover-opened')
    if (joined) count(at, 'handover-joined')
    if (ended?.type === 'handover-ended') count(at, `handover-${ended.status}`)
    if (joined) count(at, 'queue-time', sizeOfTime(joined.at - at))
    if (joined && ended) count(at, 'handover-time', sizeOfTime(ended.at - joined.at))
  }
}

function countFirstSuggestions(events: readonly SessionEvent[], count: Count): void {
  const said = new Map<number, number>()
  for (const event of events) {
    if (event.type === 'message' && event.from === 'customer') said.set(event.seq, event.at)
    if (event.type !== 'suggestions-made' || event.suggestions.length === 0) continue
    const at = said.get(event.for)
    if (at === undefined) continue
    said.delete(event.for)
    count(event.at, 'first-suggestion', sizeOfTime(event.at - at))
  }
}

function countTurns(events: readonly SessionEvent[], count: Count): void {
  for (const { at, became, changed, facts } of turnOutcomes(events)) {
    count(at, 'turn-eligible')
    count(at, `turn-${became}`)
    if (changed) count(at, 'edit', Math.round(changed * 100))
    if (facts.shown > 0) count(at, 'facts-shown', 0, facts.shown)
    if (facts.marked > 0) count(at, 'facts-marked', 0, facts.marked)
  }
}
