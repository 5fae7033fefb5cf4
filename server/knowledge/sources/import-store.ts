import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { ImportProgress, ImportStatus, KnowledgeImport } from '../../protocol/knowledge.ts'
import type { Database } from '../../storage/database.ts'
import { isLostRace } from '../../storage/failures.ts'
import type { Tables } from '../../storage/schema.ts'
import type { KnowledgeImportRow } from '../../storage/tables/knowledge.ts'
import { conflict, notFound } from '../../web/problem.ts'
import { toImport, toOutcome } from './source-rows.ts'

const KEPT_IMPORTS = 20
const OPEN = ['waiting', 'running'] as const
const SQLITE_CONSTRAINT = 19

/** Said of an import whose server ended. */
export const INTERRUPTED =
  'The server ended before the import did. What was there before is kept; start it again.'

/** The record of imports, which every server reads and writes. An import ends once: whoever comes later changes nothing. */
export class ImportStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Records a new import. Throws HttpProblem 409 where its source is being imported. */
  async begin(sourceId: string, serverId: string): Promise<KnowledgeImport> {
    const row = newImport(sourceId, serverId)
    try {
      await this.#database.kysely.insertInto('knowledge_imports').values(row).execute()
    } catch (error) {
      if (!isLostRace(error) && !isBrokenConstraint(error)) throw error
      throw conflict('This source is being imported. Wait for that to end, or cancel it.')
    }
    return toImport(row)
  }

  /** The source's imports, the latest first. */
  async list(sourceId: string): Promise<KnowledgeImport[]> {
    const rows = await this.#imports()
      .selectAll()
      .where('source_id', '=', sourceId)
      .orderBy('started_at', 'desc')
      .limit(KEPT_IMPORTS)
      .execute()
    return rows.map(toImport)
  }

  /** An import with what became of each file, those that need a look first. Throws HttpProblem 404. */
  async progress(sourceId: string, importId: string, outcomes: number): Promise<ImportProgress> {
    const row = await this.#imports()
      .selectAll()
      .where('id', '=', importId)
      .where('source_id', '=', sourceId)
      .executeTakeFirst()
    if (!row) throw notFound('import')
    const settled = await this.#database.kysely
      .selectFrom('knowledge_import_outcomes')
      .selectAll()
      .where('import_id', '=', importId)
      .orderBy(({ eb }) =>
        eb.case().when('result', '=', 'failed').then(0).when('result', '=', 'skipped').then(1).else(2).end(),
      )
      .orderBy('place')
      .limit(outcomes)
      .execute()
    return { ...toImport(row), outcomes: settled.map(toOutcome) }
  }

  async statusOf(importId: string): Promise<ImportStatus | undefined> {
    return (await this.#imports().select('status').where('id', '=', importId).executeTakeFirst())?.status
  }

  async run(importId: string): Promise<void> {
    await this.#open(importId).set({ status: 'running' }).execute()
  }

  /** False where it has ended already. */
  async end(importId: string, status: ImportStatus, reason: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#open(importId)
      .set({ status, reason, ended_at: Date.now() })
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }

  /** Ends an import well together with what `apply` does. False where it has ended already; then nothing is applied. */
  async complete(
    importId: string,
    apply: (transaction: Transaction<Tables>) => Promise<void>,
  ): Promise<boolean> {
    return await this.#database.kysely.transaction().execute(async transaction => {
      const { numUpdatedRows } = await this.#open(importId, transaction)
        .set({ status: 'done', ended_at: Date.now() })
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return false
      await apply(transaction)
      return true
    })
  }

  /** Says that these go on; resolves with those that somebody has ended. */
  async keepAlive(importIds: readonly string[]): Promise<string[]> {
    if (importIds.length === 0) return []
    await this.#database.kysely
      .updateTable('knowledge_imports')
      .set({ alive_at: Date.now() })
      .where('id', 'in', importIds)
      .execute()
    const open = await this.#imports()
      .select('id')
      .where('id', 'in', importIds)
      .where('status', 'in', OPEN)
      .execute()
    return importIds.filter(importId => !open.some(({ id }) => id === importId))
  }

  /** Marks what was not heard of for so long. */
  async markInterrupted(milliseconds: number): Promise<void> {
    await this.#database.kysely
      .updateTable('knowledge_imports')
      .set({ status: 'interrupted', reason: INTERRUPTED, ended_at: Date.now() })
      .where('status', 'in', OPEN)
      .where('alive_at', '<=', Date.now() - milliseconds)
      .execute()
  }

  /** Forgets all but the latest imports of the source. */
  async tidy(sourceId: string): Promise<void> {
    const old = await this.#imports()
      .select('id')
      .where('source_id', '=', sourceId)
      .orderBy('started_at', 'desc')
      .limit(1_000)
      .offset(KEPT_IMPORTS)
      .execute()
    if (old.length === 0) return
    const ids = old.map(({ id }) => id)
    const { kysely } = this.#database
    await kysely.deleteFrom('knowledge_import_outcomes').where('import_id', 'in', ids).execute()
    await kysely.deleteFrom('knowledge_imports').where('id', 'in', ids).execute()
  }

  #imports() {
    return this.#database.kysely.selectFrom('knowledge_imports')
  }

  #open(importId: string, database: Database['kysely'] = this.#database.kysely) {
    return database.updateTable('knowledge_imports').where('id', '=', importId).where('status', 'in', OPEN)
  }
}

/** SQLite says that a constraint is broken where Postgres says which. */
const isBrokenConstraint = (error: unknown) =>
  error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_CONSTRAINT

const newImport = (source_id: string, server_id: string): KnowledgeImportRow => ({
  id: randomUUID(),
  source_id,
  status: 'waiting',
  reason: null,
  server_id,
  alive_at: Date.now(),
  total: null,
  done: 0,
  skipped: 0,
  failed: 0,
  started_at: Date.now(),
  ended_at: null,
})
