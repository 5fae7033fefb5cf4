import type { Analytics } from '../protocol/analytics.ts'
import type { EventOf, SessionEvent } from '../protocol/session-events.ts'

type Became = Exclude<keyof Analytics['turns'], 'eligible'>

/** What an eligible turn came to, at the time at which help was looked up for it. */
export interface TurnOutcome {
  at: number
  became: Became
  /** Share of characters that the agent changed before using it. */
  changed: number | undefined
  /** Facts in the suggestions that were shown for it, and how many of them had no source. */
  facts: { shown: number; marked: number }
}

/** Quiet for another reason than having nothing: greetings, snoozed. Such turns asked for no help. */
const LACKS: readonly EventOf<'suggestions-made'>['quiet'][] = [undefined, 'no-match', 'no-knowledge']

/**
 * What became of each turn of a session that was worth helping with: a turn counts once, by the best that was made of
 * anything suggested for it. Redrafts belong to the turn that they are for.
 */
export function turnOutcomes(events: readonly SessionEvent[]): TurnOutcome[] {
  const made = Map.groupBy(events.filter(isMade), event => event.for)
  const feedback = Map.groupBy(events.filter(isFeedback), event => event.for)
  return [...made].flatMap(([turn, makings]) => {
    const [first] = makings
    if (!first || !LACKS.includes(first.quiet)) return []
    const told = feedback.get(turn)?.map(event => event.feedback) ?? []
    return [{ at: first.at, ...becameOf(told), facts: factsOf(makings, told) }]
  })
}

type Feedback = EventOf<'assist-feedback'>['feedback']

const isMade = (event: SessionEvent): event is EventOf<'suggestions-made'> & { seq: number } =>
  event.type === 'suggestions-made'

const isFeedback = (event: SessionEvent): event is EventOf<'assist-feedback'> & { seq: number } =>
  event.type === 'assist-feedback' && ['reply', 'question'].includes(event.feedback.assist)

function becameOf(told: readonly Feedback[]): Pick<TurnOutcome, 'became' | 'changed'> {
  const used = told.findLast((one, place) => one.act === 'used' && !isUndone(told, place))
  if (used) return { became: used.changed ? 'edited' : 'asIs', changed: used.changed ?? 0 }
  const has = (act: Feedback['act']) => told.some(one => one.act === act)
  const became = has('cleared')
    ? 'cleared'
    : has('dismissed')
      ? 'dismissed'
      : has('shown')
        ? 'left'
        : 'silent'
  return { became, changed: undefined }
}

const isUndone = (told: readonly Feedback[], place: number) =>
  told.slice(place).some(({ act, id }) => act === 'undone' && id === told[place]?.id)

function factsOf(makings: readonly EventOf<'suggestions-made'>[], told: readonly Feedback[]) {
  const shown = new Set(told.filter(({ act }) => act === 'shown').map(({ id }) => id))
  const suggestions = new Map(makings.flatMap(({ suggestions }) => suggestions).map(one => [one.id, one]))
  const claims = [...suggestions.values()].filter(({ id }) => shown.has(id)).flatMap(one => one.claims)
  return { shown: claims.length, marked: claims.filter(({ evidence }) => evidence.length === 0).length }
}
