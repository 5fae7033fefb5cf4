import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { sessionKey } from '../../server/sessions/session-key.ts'
import type { DatabaseLocation } from '../../server/storage/database.ts'
import {
  type PostgresStorage,
  postgresStorage,
  whyNoPostgres,
} from '../../server/storage/testing/storages.ts'
import { ENDPOINT_ID } from '../conversation-proof/setup.ts'
import { RedisLine, whyNoRedis } from '../testing/redis-line.ts'
import { TcpLine } from '../testing/tcp-line.ts'

/** A Postgres and a Redis that several servers share, on lines that can be cut. */
export class SharedStorage {
  /** For who looks at the data beside the servers. */
  readonly location: DatabaseLocation
  readonly environment: NodeJS.ProcessEnv
  readonly postgresLine: TcpLine
  readonly redisLine: RedisLine
  readonly #storage: PostgresStorage
  #holder: Client | undefined

  private constructor(storage: PostgresStorage, postgresLine: TcpLine, redisLine: RedisLine) {
    this.#storage = storage
    this.location = storage.location
    this.postgresLine = postgresLine
    this.redisLine = redisLine
    this.environment = {
      DATABASE_URL: throughLine(storage, postgresLine),
      REDIS_URL: redisLine.url,
      ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    }
  }

  /** Why there is none to test with, or undefined where there is. */
  static async whyNot(): Promise<string | undefined> {
    return (await whyNoPostgres()) ?? (await whyNoRedis())
  }

  static async open(): Promise<SharedStorage> {
    const storage = await postgresStorage()
    const postgresLine = await TcpLine.to(withPort(storage.location.url).href)
    return new SharedStorage(storage, postgresLine, await RedisLine.start())
  }

  /** Postgres ends the connections of every server. */
  terminateConnections(): Promise<void> {
    return this.#storage.cutConnections()
  }

  /** Keeps these sessions from everybody else until `letGo`. */
  async hold(sessionIds: readonly string[]): Promise<void> {
    const { url, schema } = this.#storage.location
    this.#holder = new Client({ connectionString: url })
    await this.#holder.connect()
    const keys = sessionIds.map(sessionId => sessionKey(ENDPOINT_ID, sessionId))
    await this.#holder.query('begin')
    await this.#holder.query(`select 1 from ${schema}.sessions where id = any($1) for update`, [keys])
  }

  async letGo(): Promise<void> {
    await this.#holder?.end()
    this.#holder = undefined
  }

  async close(): Promise<void> {
    await this.letGo()
    await this.postgresLine.close()
    await this.redisLine.close()
    await this.#storage.remove()
  }
}

function throughLine({ location }: PostgresStorage, line: TcpLine): string {
  const url = new URL(location.url)
  url.host = line.host
  url.searchParams.set('options', `-c search_path=${location.schema}`)
  return url.href
}

function withPort(address: string): URL {
  const url = new URL(address)
  url.port ||= '5432'
  return url
}
