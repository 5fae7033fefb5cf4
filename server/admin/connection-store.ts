import { randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import {
  type AdministeredConnection,
  type Connection,
  type connectionChangesSchema,
  connectionSchema,
  type newConnectionSchema,
} from '../protocol/connections.ts'
import type { Database } from '../storage/database.ts'
import type { Secrets } from '../storage/secrets.ts'
import type { ConnectionRow } from '../storage/tables/endpoints.ts'
import { readCursor, toPage } from '../web/api/paging.ts'
import { conflict, notFound } from '../web/problem.ts'
import { isTaken } from './administrators.ts'
import { changedPaths } from './changed-paths.ts'
import { changedMeanwhile } from './endpoint-store.ts'
import { slugOf } from './slugs.ts'

const SECRET_BYTES = 32
const HOUR_IN_MILLISECONDS = 60 * 60 * 1_000

export interface ConnectionStoreParts {
  database: Database
  secrets: Secrets
  /** What this server remembers of connections is old. */
  changed: () => void
  /** The ids of the endpoints that hand over through each connection. */
  usersOfConnections: () => Promise<ReadonlyMap<string | undefined, string[]>>
}

/** Connections to 8x8 as administrators change them, sealed as a whole; their secrets go in and never come out. */
export class ConnectionStore {
  readonly #parts: ConnectionStoreParts

  constructor(parts: ConnectionStoreParts) {
    this.#parts = parts
  }

  /** By id. */
  async list({ limit, cursor }: { limit: number; cursor?: string | undefined }) {
    const after = readCursor(cursor, z.string())
    let query = this.#parts.database.kysely
      .selectFrom('connections')
      .selectAll()
      .orderBy('id')
      .limit(limit + 1)
    if (after !== undefined) query = query.where('id', '>', after)
    const page = toPage(await query.execute(), limit, row => row.id)
    const users = await this.#parts.usersOfConnections()
    return { ...page, items: page.items.map(row => this.#show(row, users.get(row.id))) }
  }

  find(id: string): Promise<Selectable<ConnectionRow> | undefined> {
    return this.#parts.database.kysely
      .selectFrom('connections')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst()
  }

  async read(id: string): Promise<AdministeredConnection> {
    const row = await this.#row(id)
    return this.#show(row, (await this.#parts.usersOfConnections()).get(id))
  }

  /** The connection with its secrets, for the server's own use. */
  async open(id: string): Promise<Connection> {
    return this.#open(await this.#row(id))
  }

  /** Rejects with HttpProblem 409 where the id is taken, with ZodError where credentials are missing. */
  async create({ settings, ...rest }: z.output<typeof newConnectionSchema>): Promise<string> {
    const connection = connectionSchema.parse({
      ...settings,
      ...rest,
      id: rest.id ?? slugOf(rest.name),
      webhookSecret: newWebhookSecret(),
    })
    const { database, secrets, changed } = this.#parts
    await database.kysely
      .insertInto('connections')
      .values({
        id: connection.id,
        name: connection.name,
        settings: secrets.seal(JSON.stringify(connection)),
        created_at: Date.now(),
      })
      .execute()
      .catch(error => {
        throw isTaken(error) ? conflict('There is a connection with this id already.') : error
      })
    changed()
    return connection.id
  }

  /** Rejects with 409 where somebody else changed it meanwhile. Resolves with the paths that changed. */
  async change(
    id: string,
    { name, settings, apiKey, password, revision }: z.output<typeof connectionChangesSchema>,
  ): Promise<string[]> {
    const before = await this.open(id)
    const { webhookId, webhookSecret, earlierWebhookSecret } = before
    const after = connectionSchema.parse({
      ...settings,
      id,
      name,
      apiKey: apiKey ?? before.apiKey,
      password: password ?? before.password,
      webhookId,
      webhookSecret,
      earlierWebhookSecret,
    })
    await this.#write(after, revision)
    return changedPaths(before, after)
  }

  /** Changes what the server itself keeps of a connection. */
  async keep(id: string, changes: Partial<Connection>): Promise<void> {
    const row = await this.#row(id)
    await this.#write(connectionSchema.parse({ ...this.#open(row), ...changes }), row.revision)
  }

  /** A new secret address; 8x8 may use the one before for `overlapHours` more. */
  async rotateSecret(id: string, overlapHours: number): Promise<Connection> {
    const { webhookSecret: secret } = await this.open(id)
    const validUntil = Date.now() + overlapHours * HOUR_IN_MILLISECONDS
    await this.keep(id, { webhookSecret: newWebhookSecret(), earlierWebhookSecret: { secret, validUntil } })
    return this.open(id)
  }

  async remove(id: string): Promise<void> {
    await this.#parts.database.kysely.deleteFrom('connections').where('id', '=', id).execute()
    this.#parts.changed()
  }

  async #write(connection: Connection, revision: number): Promise<void> {
    const { database, secrets, changed } = this.#parts
    const { numUpdatedRows } = await database.kysely
      .updateTable('connections')
      .set({
        name: connection.name,
        settings: secrets.seal(JSON.stringify(connection)),
        revision: revision + 1,
      })
      .where('id', '=', connection.id)
      .where('revision', '=', revision)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw changedMeanwhile('connection')
    changed()
  }

  async #row(id: string): Promise<Selectable<ConnectionRow>> {
    const row = await this.find(id)
    if (!row) throw notFound('connection')
    return row
  }

  #open(row: Pick<ConnectionRow, 'settings'>): Connection {
    return connectionSchema.parse(JSON.parse(this.#parts.secrets.open(row.settings)))
  }

  #show(row: Selectable<ConnectionRow>, usedBy: string[] = []): AdministeredConnection {
    const {
      id,
      name,
      apiKey,
      password,
      webhookId,
      webhookSecret: _,
      earlierWebhookSecret,
      ...settings
    } = this.#open(row)
    const earlierUntil = earlierWebhookSecret?.validUntil ?? 0
    return {
      id,
      name,
      settings,
      hasApiKey: apiKey !== undefined,
      hasPassword: password !== undefined,
      webhookId: webhookId ?? null,
      earlierWebhookSecretUntil: earlierUntil > Date.now() ? earlierUntil : null,
      usedBy,
      revision: row.revision,
      createdAt: row.created_at,
    }
  }
}

const newWebhookSecret = () => randomBytes(SECRET_BYTES).toString('base64url')
