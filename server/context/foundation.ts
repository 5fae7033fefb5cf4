import { hkdfSync, randomUUID } from 'node:crypto'
import type { Config } from '../config.ts'
import { Gateways } from '../eight-by-eight/gateways.ts'
import { encryptionKeys } from '../encryption-keys.ts'
import { EndpointDirectory } from '../endpoints/endpoint-directory.ts'
import { ConnectionDirectory } from '../handover/connection-directory.ts'
import { HANDOVER_PROPERTY } from '../handover/contact-centre.ts'
import { withConnection } from '../handover/with-connection.ts'
import { Neighbours } from '../neighbours.ts'
import { SessionLog } from '../sessions/session-log.ts'
import { openDatabase } from '../storage/database.ts'
import { createSecrets } from '../storage/secrets.ts'
import { ExchangeLog } from '../telemetry/exchange-log.ts'
import { createLogger, type Logger } from '../telemetry/logger.ts'
import { createMetrics } from '../telemetry/metrics.ts'
import { Passes } from '../workspace/tokens.ts'

/** What everything else stands on: storage, secrets, the log, endpoints and connections, and the way to 8x8. */
export type Foundation = Awaited<ReturnType<typeof createFoundation>>

/** What tests may replace. */
export interface ContextOverrides {
  logger?: Logger
}

/** Opens the database and builds what has no part of the product in it. Rejects as `openDatabase` does. */
export async function createFoundation(config: Config, overrides: ContextOverrides) {
  const serverId = randomUUID()
  const logger = overrides.logger ?? createLogger(config.logLevel)
  const metrics = createMetrics()
  const database = await openDatabase(
    config.databaseUrl
      ? { url: config.databaseUrl, schema: config.databaseSchema }
      : { folder: config.dataFolder },
  )
  const [encryptionKey, ...earlierKeys] = encryptionKeys(config)
  const secrets = createSecrets(encryptionKey, earlierKeys)
  /** A key of its own for each purpose. */
  const derived = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', Buffer.from(encryptionKey, 'base64'), '', purpose, 32))
  const neighbours = config.redisUrl
    ? new Neighbours(config.redisUrl, derived('neighbours').toString('hex'), serverId, logger)
    : undefined

  const endpoints = new EndpointDirectory(database, secrets)
  const connections = new ConnectionDirectory(database, secrets)
  const findEndpoint = async (id: string) => {
    const endpoint = await endpoints.byId(id)
    const { connectionId } = endpoint?.settings.handover ?? {}
    return (
      endpoint && withConnection(endpoint, connectionId ? await connections.byId(connectionId) : undefined)
    )
  }
  const exchanges = new ExchangeLog(database, logger)
  const gateways = new Gateways(HANDOVER_PROPERTY, exchanges.record)
  const address = { publicUrl: config.publicUrl ?? '' }

  return {
    config,
    serverId,
    logger,
    metrics,
    database,
    secrets,
    derived,
    neighbours,
    endpoints,
    connections,
    findEndpoint,
    settingsOf: async (id: string) => (await endpoints.byId(id))?.settings,
    findContactCentre: async (connectionId: string) => {
      const connection = await connections.byId(connectionId)
      return connection && gateways.of(connection).gateway
    },
    log: new SessionLog(database, serverId),
    exchanges,
    gateways,
    passes: new Passes(derived('copilot passes')),
    address,
    /** Where browsers reach this server. */
    publicUrl: () => address.publicUrl,
  }
}
