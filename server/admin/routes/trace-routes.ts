import { z } from 'zod'
import { type TraceEntry, traceSchema } from '../../protocol/sessions-api.ts'
import type { SessionLog } from '../../sessions/session-log.ts'
import { type ApiRoute, route } from '../../web/api/route.ts'
import { reachOfSession, sessionParams } from '../../web/api/session-reach.ts'
import { notFound } from '../../web/problem.ts'
import { toCsv } from '../csv.ts'
import type { Traces } from '../trace.ts'

export interface TraceRouteParts {
  log: SessionLog
  traces: Traces
  /** Writes down what this server still holds in memory. */
  flushExchanges: () => Promise<void>
}

const COLUMNS = [
  'at',
  'kind',
  'name',
  'outcome',
  'seq',
  'attempt',
  'milliseconds',
  'eventId',
  'detail',
] as const satisfies (keyof TraceEntry)[]

/** What happened in a session, and on the wire to 8x8 and back. */
export function traceRoutes({ log, traces, flushExchanges }: TraceRouteParts): ApiRoute[] {
  const shared = {
    tag: 'Sessions',
    params: sessionParams,
    reach: reachOfSession(log),
    scope: 'sessions:read',
    query: z.strictObject({
      handoverId: z.string().max(128).optional().meta({ description: 'Only what belongs to this handover.' }),
    }),
  } as const
  const read = async (key: string, handoverId: string | undefined) => {
    await flushExchanges()
    const trace = await traces.read(key, handoverId)
    if (!trace) throw notFound('thing')
    return trace
  }
  return [
    route({
      ...shared,
      id: 'readTrace',
      method: 'get',
      path: '/sessions/{sessionKey}/trace',
      summary: 'Every event, delivery, webhook and call to 8x8 with times, ids and retries; no texts',
      answer: traceSchema,
      handle: ({ params, query }) => read(params.sessionKey, query.handoverId),
    }),
    route({
      ...shared,
      id: 'exportTrace',
      method: 'get',
      path: '/sessions/{sessionKey}/trace.csv',
      summary: 'The trace as CSV',
      answer: 'text/csv',
      handle: async ({ params, query }) => {
        const { entries } = await read(params.sessionKey, query.handoverId)
        const rows = entries.map(entry =>
          COLUMNS.map(column => (column === 'at' ? new Date(entry.at).toISOString() : entry[column])),
        )
        return {
          fileName: `trace-${params.sessionKey}.csv`,
          mediaType: 'text/csv',
          content: toCsv(COLUMNS, rows),
        }
      },
    }),
  ]
}
