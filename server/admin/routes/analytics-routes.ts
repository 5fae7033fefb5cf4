import { z } from 'zod'
import { slugSchema } from '../../protocol/administration.ts'
import { analyticsSchema } from '../../protocol/analytics.ts'
import { type ApiRoute, route } from '../../web/api/route.ts'
import { invalid } from '../../web/problem.ts'
import { type AnalyticsParts, analyse } from '../analytics.ts'
import { toCsv } from '../csv.ts'

const DAY_IN_MILLISECONDS = 24 * 60 * 60 * 1_000
const USUAL_DAYS = 30
const MOST_DAYS = 366

const day = z.iso.date().meta({ description: 'A day of UTC.' })

/** What the copilot and the handovers of an endpoint came to. */
export function analyticsRoutes(parts: AnalyticsParts): ApiRoute[] {
  const shared = {
    tag: 'Analytics',
    scope: 'analytics:read',
    params: z.strictObject({ endpointId: slugSchema }),
    reach: ({ params }: { params: { endpointId: string } }) => params.endpointId,
    query: z.strictObject({ from: day.optional(), to: day.optional() }),
    timeoutSeconds: 60,
  } as const
  return [
    route({
      ...shared,
      id: 'readAnalytics',
      method: 'get',
      path: '/endpoints/{endpointId}/analytics',
      summary:
        'Handovers, waiting times and what became of suggestions; the last 30 days where not told otherwise',
      answer: analyticsSchema,
      handle: ({ params, query }) => analyse(parts, { ...params, ...periodOf(query) }),
    }),
    route({
      ...shared,
      id: 'exportAnalytics',
      method: 'get',
      path: '/endpoints/{endpointId}/analytics.csv',
      summary: 'Handovers and assists by day as CSV: one figure a line',
      answer: 'text/csv',
      handle: async ({ params, query }) => {
        const { from, to } = periodOf(query)
        const { handoversByDay, turnsByDay, assists, model } = await analyse(parts, { ...params, from, to })
        const rows = [
          ...handoversByDay.flatMap(({ day, ...steps }) => figures(day, 'handover', '', steps)),
          ...turnsByDay.flatMap(({ day, ...counts }) => figures(day, 'turn', '', counts)),
          ...assists.flatMap(({ day, assist, agent, counts }) => figures(day, assist, agent, counts)),
          ...model.flatMap(({ day, ...counts }) => figures(day, 'model', '', counts)),
        ]
        return {
          fileName: `analytics-${params.endpointId}-${from}-${to}.csv`,
          mediaType: 'text/csv',
          content: toCsv(['day', 'of', 'agent', 'figure', 'count'], rows),
        }
      },
    }),
  ]
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
