import type { UsageReport } from '../copilot/usage.ts'
import type { Analytics } from '../protocol/analytics.ts'
import type { FigureKeeper } from './figures/figure-keeper.ts'
import type { Period } from './figures/figure-store.ts'
import { countOf, type Sized, sizeAt, timeOfSize } from './figures/sizes.ts'

const HANDOVER_STEPS = [
  'requested',
  'opened',
  'joined',
  'completed',
  'cancelled',
  'error',
  'refused',
] as const
const TURN_PARTS = ['eligible', 'asIs', 'edited', 'cleared', 'dismissed', 'left', 'silent'] as const

export interface AnalyticsParts {
  figures: Pick<FigureKeeper, 'catchUp' | 'store'>
  readUsage: (query: Period & { endpointIds: readonly string[] }) => Promise<UsageReport>
}

/** A period of some endpoints in figures; `from` and `to` are days of UTC. */
export async function analyse(
  { figures, readUsage }: AnalyticsParts,
  endpointIds: readonly string[],
  period: Period,
): Promise<Analytics> {
  const complete = await figures.catchUp()
  const counts = await figures.store.byDay(endpointIds, period)
  const sizes = await figures.store.bySize(endpointIds, period)
  const ofEndpoints = await figures.store.byEndpoint(endpointIds, period)
  const { assists, model } = await readUsage({ endpointIds, ...period })
  const sum = (name: string) => sumOf(counts.filter(one => one.name === name))
  const times = (name: string) => timesOf(sizes.get(name) ?? [])
  const edit = sizeAt(sizes.get('edit') ?? [], 0.5)
  return {
    sessions: sum('sessions'),
    complete,
    handovers: totals(counts, 'handover', HANDOVER_STEPS),
    handoversByDay: byDay(counts, 'handover', HANDOVER_STEPS),
    turns: totals(counts, 'turn', TURN_PARTS),
    turnsByDay: byDay(counts, 'turn', TURN_PARTS),
    medianEdit: edit === null ? null : edit / 100,
    facts: { shown: sum('facts-shown'), marked: sum('facts-marked') },
    queueTime: times('queue-time'),
    handoverTime: times('handover-time'),
    firstSuggestion: times('first-suggestion'),
    endpoints: endpointIds.map(endpointId =>
      endpointFigures(
        endpointId,
        ofEndpoints.filter(one => one.endpointId === endpointId),
      ),
    ),
    assists: assists.map(({ changed, ...assist }) => ({ ...assist, changed: changed ?? null })),
    model,
  }
}

interface Counted {
  name: string
  count: number
}

interface DayCount extends Counted {
  day: string
}

const sumOf = (counts: readonly Counted[]) => counts.reduce((sum, { count }) => sum + count, 0)

function endpointFigures(endpointId: string, counts: readonly Counted[]) {
  const { eligible, asIs, edited } = totals(counts, 'turn', TURN_PARTS)
  const { requested, joined } = totals(counts, 'handover', HANDOVER_STEPS)
  const sessions = sumOf(counts.filter(({ name }) => name === 'sessions'))
  return { endpointId, sessions, eligible, used: asIs + edited, requested, joined }
}

function totals<Part extends string>(counts: readonly Counted[], of: string, parts: readonly Part[]) {
  const sums = parts.map(part => [part, sumOf(counts.filter(({ name }) => name === `${of}-${part}`))])
  return Object.fromEntries(sums) as Record<Part, number>
}

/** Days on which anything of it was counted. */
function byDay<Part extends string>(counts: readonly DayCount[], of: string, parts: readonly Part[]) {
  const own = counts.filter(({ name, count }) => count > 0 && name.startsWith(`${of}-`))
  const days = Map.groupBy(own, ({ day }) => day)
  return [...days].map(([day, figures]) => ({ day, ...totals(figures, of, parts) }))
}

function timesOf(sizes: readonly Sized[]) {
  const at = (share: number) => {
    const size = sizeAt(sizes, share)
    return size === null ? null : timeOfSize(size)
  }
  return { count: countOf(sizes), median: at(0.5), ninetieth: at(0.9), longest: at(1) }
}
