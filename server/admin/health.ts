import { createRequire } from 'node:module'
import type { Health } from '../protocol/health.ts'
import type { EndpointSettings } from '../protocol/settings/endpoint.ts'
import type { Database } from '../storage/database.ts'

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string }

const LATE_MILLISECONDS = 60_000
const WEEK_IN_MILLISECONDS = 7 * 24 * 60 * 60 * 1_000
const MOST_PARKED = 50
const MOST_SERVERS = 100
const MOST_ENDPOINTS = 500

export interface HealthParts {
  database: Database
  serverId: string
  startedAt: number
  readiness: () => Promise<{ ready: boolean; database: boolean; redis?: boolean }>
  settingsOf: (endpointId: string) => Promise<EndpointSettings | undefined>
  modelOfServer: { baseUrl: string; name: string } | undefined
  tokensToday: (endpointId: string) => Promise<number>
  modelRequests: () => Promise<Record<string, number>>
}

/** How the installation is doing now. Rejects with the database's error where it does not answer. */
export async function readHealth(parts: HealthParts, now = Date.now()): Promise<Health> {
  const { ready, database, redis } = await parts.readiness()
  return {
    ready,
    database: { kind: parts.database.dialect === 'sqlite' ? 'embedded' : 'postgres', answers: database },
    redis: redis === undefined ? 'not-used' : redis ? 'answers' : 'away',
    version,
    node: process.version,
    startedAt: parts.startedAt,
    memoryInBytes: process.memoryUsage.rss(),
    servers: await serversOf(parts, now),
    backlog: await backlogOf(parts.database, now),
    parked: await parkedOf(parts.database, now),
    models: await modelsOf(parts),
    modelRequests: await parts.modelRequests(),
  }
}

async function serversOf({ database, serverId }: HealthParts, now: number): Promise<Health['servers']> {
  const rows = await database.kysely
    .selectFrom('sessions')
    .select(({ fn }) => ['claimed_by', fn.countAll<number | string>().as('count')])
    .where('claimed_by', 'is not', null)
    .where('claimed_until', '>', now)
    .groupBy('claimed_by')
    .orderBy('claimed_by')
    .limit(MOST_SERVERS)
    .execute()
  const working = rows.map(({ claimed_by, count }) => ({
    serverId: claimed_by ?? '',
    sessions: Number(count),
    isThis: claimed_by === serverId,
  }))
  return working.some(({ isThis }) => isThis)
    ? working
    : [{ serverId, sessions: 0, isThis: true }, ...working]
}

async function backlogOf({ kysely }: Database, now: number): Promise<Health['backlog']> {
  const pending = kysely.selectFrom('deliveries').where('status', '=', 'pending')
  const { count, oldest } = await pending
    .select(({ fn }) => [fn.countAll<number | string>().as('count'), fn.min('due_at').as('oldest')])
    .executeTakeFirstOrThrow()
  const late = await pending
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .where('due_at', '<', now - LATE_MILLISECONDS)
    .executeTakeFirstOrThrow()
  const waiting = await kysely
    .selectFrom('waiting_webhooks')
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .executeTakeFirstOrThrow()
  const imports = await kysely
    .selectFrom('knowledge_imports')
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .where('status', 'in', ['waiting', 'running'])
    .executeTakeFirstOrThrow()
  return {
    pending: Number(count),
    late: Number(late.count),
    oldestDueAt: Number(count) > 0 ? oldest : null,
    waitingWebhooks: Number(waiting.count),
    runningImports: Number(imports.count),
  }
}

async function parkedOf({ kysely }: Database, now: number): Promise<Health['parked']> {
  const rows = await kysely
    .selectFrom('deliveries')
    .select(['session_id', 'target', 'settled_at', 'created_at', 'attempts', 'error'])
    .where('status', '=', 'parked')
    .where('created_at', '>', now - WEEK_IN_MILLISECONDS)
    .orderBy('created_at', 'desc')
    .limit(MOST_PARKED)
    .execute()
  return rows.map(({ session_id, target, settled_at, created_at, attempts, error }) => ({
    sessionKey: session_id,
    target,
    at: settled_at ?? created_at,
    attempts,
    error: error ?? '',
  }))
}

async function modelsOf(parts: HealthParts): Promise<Health['models']> {
  const endpoints = await parts.database.kysely
    .selectFrom('endpoints')
    .select(['id', 'name'])
    .orderBy('id')
    .limit(MOST_ENDPOINTS)
    .execute()
  const models: Health['models'] = []
  for (const { id, name } of endpoints) {
    const settings = await parts.settingsOf(id)
    if (!settings) continue
    const { model, modelLimits } = settings.copilot
    const ofServer = model.kind === 'server'
    const address = ofServer ? parts.modelOfServer : model.kind === 'compatible' ? model : undefined
    models.push({
      endpointId: id,
      name,
      model: address?.name ?? null,
      host: address ? new URL(address.baseUrl).host : null,
      ofServer,
      tokensToday: await parts.tokensToday(id),
      tokensPerDay: modelLimits.tokensPerDay,
    })
  }
  return models
}
