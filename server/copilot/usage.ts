import type { Assist } from '../protocol/assists.ts'
import type { Usage } from '../sessions/decision.ts'
import type { Database } from '../storage/database.ts'

/** Days are UTC's, `2026-11-21`; both ends count. */
export interface UsageQuery {
  endpointIds: readonly string[]
  from: string
  to: string
}

/** What became of one assist on one day. Shares are 0 to 1. */
export interface AssistUsage {
  day: string
  assist: Assist
  /** Empty unless the endpoint counts by agent. */
  agent: string
  counts: Partial<Record<Usage['act'], number>>
  /** Share of characters that agents changed before they used it, on average; of none where nothing was used. */
  changed: number | undefined
}

/** Tokens of the language model on one day. */
export interface ModelUsage {
  day: string
  calls: number
  inputTokens: number
  outputTokens: number
}

export interface UsageReport {
  assists: AssistUsage[]
  model: ModelUsage[]
}

/**
 * What agents were shown and what they made of it, by day and assist, beside the turns that were worth helping with
 * (`eligible`, counted under `reply`). Reads counters that are written with the events themselves.
 */
export async function readUsage({ kysely }: Database, query: UsageQuery): Promise<UsageReport> {
  if (query.endpointIds.length === 0) return { assists: [], model: [] }
  const assists = await kysely
    .selectFrom('assist_usage')
    .select(({ fn }) => [
      'day',
      'assist',
      'agent',
      'act',
      fn.sum<number | string>('count').as('count'),
      fn.sum<number | string>('changed_sum').as('changed_sum'),
    ])
    .where('endpoint_id', 'in', query.endpointIds)
    .where('day', '>=', query.from)
    .where('day', '<=', query.to)
    .groupBy(['day', 'assist', 'agent', 'act'])
    .orderBy('day')
    .orderBy('assist')
    .orderBy('agent')
    .execute()
  const model = await kysely
    .selectFrom('model_usage')
    .select(({ fn }) => [
      'day',
      fn.sum<number | string>('calls').as('calls'),
      fn.sum<number | string>('input_tokens').as('input_tokens'),
      fn.sum<number | string>('output_tokens').as('output_tokens'),
    ])
    .where('endpoint_id', 'in', query.endpointIds)
    .where('day', '>=', query.from)
    .where('day', '<=', query.to)
    .groupBy('day')
    .orderBy('day')
    .execute()
  return {
    assists: assistsOf(assists),
    model: model.map(({ day, calls, input_tokens, output_tokens }) => ({
      day,
      calls: Number(calls),
      inputTokens: Number(input_tokens),
      outputTokens: Number(output_tokens),
    })),
  }
}

/** One row of counters. Postgres answers sums of int8 as text. */
interface Row {
  day: string
  assist: string
  agent: string
  act: string
  count: number | string
  changed_sum: number | string
}

function assistsOf(rows: Row[]): AssistUsage[] {
  const groups = Map.groupBy(rows, ({ day, assist, agent }) => [day, assist, agent].join('\n'))
  return [...groups.values()].map(group => {
    const [first] = group as [Row]
    const used = group.find(({ act }) => act === 'used')
    return {
      day: first.day,
      assist: first.assist as Assist,
      agent: first.agent,
      counts: Object.fromEntries(group.map(({ act, count }) => [act, Number(count)])),
      changed: used && Number(used.changed_sum) / Number(used.count),
    }
  })
}
