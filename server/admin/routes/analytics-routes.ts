import { z } from 'zod'
import { slugSchema } from '../../protocol/administration.ts'
import { type Analytics, analyticsSchema } from '../../protocol/analytics.ts'
import { type ApiRoute, type Download, route } from '../../web/api/route.ts'
import { invalid } from '../../web/problem.ts'
import { type AnalyticsParts, analyse } from '../analytics.ts'
import { toCsv } from '../csv.ts'
import type { EndpointStore } from '../endpoint-store.ts'

const DAY_IN_MILLISECONDS = 24 * 60 * 60 * 1_000
const USUAL_DAYS = 30
const MOST_DAYS = 366

const day = z.iso.date().meta({ description: 'A day of UTC.' })

export interface AnalyticsRouteParts extends AnalyticsParts {
  endpointStore: Pick<EndpointStore, 'idsFor'>
}

const query = z.strictObject({ from: day.optional(), to: day.optional() })
type Query = z.output<typeof query>

const ABOUT =
  'Handovers, waiting times and what became of suggestions; the last 30 days where not told otherwise. Times are right to 1 %.'

/** What the copilot and the handovers came to: of one endpoint, or of all that the caller may reach. */
export function analyticsRoutes(parts: AnalyticsRouteParts): ApiRoute[] {
  const shared = {
    method: 'get',
    tag: 'Analytics',
    scope: 'analytics:read',
    query,
    timeoutSeconds: 60,
  } as const
  const ofOne = {
    ...shared,
    params: z.strictObject({ endpointId: slugSchema }),
    reach: ({ params }: { params: { endpointId: string } }) => params.endpointId,
  } as const
  const ofAll = { ...shared, reach: 'filtered' } as const
  const read = (endpointIds: readonly string[], asked: Query) => analyse(parts, endpointIds, periodOf(asked))
  const table = async (endpointIds: readonly string[], asked: Query, name: string): Promise<Download> => {
    const { from, to } = periodOf(asked)
    return {
      fileName: `analytics-${name}${from}-${to}.csv`,
      mediaType: 'text/csv',
      content: toTable(await read(endpointIds, asked)),
    }
  }
  return [
    route({
      ...ofAll,
      id: 'readAllAnalytics',
      path: '/analytics',
      summary: 'All endpoints that the caller may reach, in figures',
      description: ABOUT,
      answer: analyticsSchema,
      handle: async ({ caller, query: asked }) => read(await parts.endpointStore.idsFor(caller), asked),
    }),
    route({
      ...ofAll,
      id: 'exportAllAnalytics',
      path: '/analytics.csv',
      summary: 'The same by day as CSV: one figure a line',
      answer: 'text/csv',
      handle: async ({ caller, query: asked }) => table(await parts.endpointStore.idsFor(caller), asked, ''),
    }),
    route({
      ...ofOne,
      id: 'readAnalytics',
      path: '/endpoints/{endpointId}/analytics',
      summary: 'An endpoint in figures',
      description: ABOUT,
      answer: analyticsSchema,
      handle: ({ params, query: asked }) => read([params.endpointId], asked),
    }),
    route({
      ...ofOne,
      id: 'exportAnalytics',
      path: '/endpoints/{endpointId}/analytics.csv',
      summary: 'The same by day as CSV: one figure a line',
      answer: 'text/csv',
      handle: ({ params, query: asked }) => table([params.endpointId], asked, `${params.endpointId}-`),
    }),
  ]
}

function toTable({ handoversByDay, turnsByDay, assists, model }: Analytics): string {
  const rows = [
    ...handoversByDay.flatMap(({ day, ...steps }) => figures(day, 'handover', '', steps)),
    ...turnsByDay.flatMap(({ day, ...counts }) => figures(day, 'turn', '', counts)),
    ...assists.flatMap(({ day, assist, agent, counts }) => figures(day, assist, agent, counts)),
    ...model.flatMap(({ day, ...counts }) => figures(day, 'model', '', counts)),
  ]
  return toCsv(['day', 'of', 'agent', 'figure', 'count'], rows)
}

const figures = (day: string, of: string, agent: string, counts: Record<string, number>) =>
  Object.entries(counts).map(([figure, count]) => [day, of, agent, figure, count])

function periodOf({ from, to }: { from?: string | undefined; to?: string | undefined }) {
  const last = to ?? new Date().toISOString().slice(0, 10)
  const first =
    from ?? new Date(Date.parse(last) - (USUAL_DAYS - 1) * DAY_IN_MILLISECONDS).toISOString().slice(0, 10)
  const days = (Date.parse(last) - Date.parse(first)) / DAY_IN_MILLISECONDS
  if (days < 0) throw invalid('from', 'is after to')
  if (days > MOST_DAYS) throw invalid('from', `is more than ${MOST_DAYS} days before to`)
  return { from: first, to: last }
}
