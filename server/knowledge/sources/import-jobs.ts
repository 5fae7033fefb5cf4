import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { ImportProgress, KnowledgeImport } from '../../protocol/knowledge.ts'
import type { Database } from '../../storage/database.ts'
import { isLostRace } from '../../storage/failures.ts'
import type { KnowledgeImportRow, Tables } from '../../storage/schema.ts'
import type { Logger } from '../../telemetry/logger.ts'
import { conflict, HttpProblem, notFound } from '../../web/problem.ts'
import type { ImportItem, ImportTelling } from './import-items.ts'
import { ProgressRecord } from './progress-record.ts'
import { UnreadableError } from './reading/reading.ts'
import { toImport, toOutcome } from './source-rows.ts'

export interface ImportJobsParts {
  database: Database
  serverId: string
  logger: Logger
  /** How often a server says that it still runs its imports, and looks for what others want of them. */
  beatMilliseconds?: number
}

/** What a job does: reads, telling of its progress, then applies all of it in one transaction. */
export interface ImportWork {
  read(telling: ImportTelling): Promise<ImportItem[]>
  apply(transaction: Transaction<Tables>, items: ImportItem[]): Promise<void>
  /** After it ended, however it did. */
  ended(status: KnowledgeImport['status']): Promise<void>
}

const BEAT_MILLISECONDS = 2_000
/** A server that was not heard of for so many beats is gone, and what it ran with it. */
const MISSED_BEATS = 15
const JOBS_AT_ONCE = 2
const MOST_WAITING = 50
const LONGEST_MILLISECONDS = 60 * 60_000
const KEPT_IMPORTS = 20
const OPEN = ['waiting', 'running'] as const

class EndedElsewhere extends Error {}

interface Job {
  abort: AbortController
  ended: Promise<void>
}

/**
 * Imports as jobs: their progress is kept in the database, where every server can read and cancel them. Reading takes
 * its time; what was read is applied in one step, and only while nobody has ended the import.
 */
export class ImportJobs {
  readonly #parts: ImportJobsParts
  readonly #jobs = new Map<string, Job>()
  readonly #waiting: (() => void)[] = []
  #running = 0
  #beat: NodeJS.Timeout | undefined
  #beating: Promise<void> = Promise.resolve()

  constructor(parts: ImportJobsParts) {
    this.#parts = parts
  }

  /** Marks what an ended server left, and goes on looking for that. */
  async start(): Promise<void> {
    // Nobody else has the folder of an embedded database: what runs there ran on a server that ended.
    await this.#markInterrupted(this.#parts.database.dialect === 'sqlite' ? 0 : this.#lostMilliseconds)
    this.#beat = setInterval(() => {
      this.#beating = this.#beating.then(() => this.#look()).catch(() => undefined)
    }, this.#parts.beatMilliseconds ?? BEAT_MILLISECONDS).unref()
  }

  async stop(): Promise<void> {
    clearInterval(this.#beat)
    for (const { abort } of this.#jobs.values()) abort.abort(interruption())
    await Promise.allSettled([...this.#jobs.values()].map(({ ended }) => ended))
    await this.#beating
  }

  /**
   * Begins an import; resolves once it is recorded. `ended` resolves when it is over, however it ended.
   * Throws HttpProblem 409 where the source is being imported, 429 where too many wait.
   */
  async begin(sourceId: string, work: ImportWork): Promise<{ begun: KnowledgeImport; ended: Promise<void> }> {
    if (this.#waiting.length >= MOST_WAITING) {
      throw new HttpProblem(429, 'Too many imports wait already. Please try again later.')
    }
    const row = newImport(sourceId, this.#parts.serverId)
    await this.#insert(row)
    const abort = new AbortController()
    const ended = this.#run(row.id, work, abort).finally(() => this.#jobs.delete(row.id))
    this.#jobs.set(row.id, { abort, ended })
    return { begun: toImport(row), ended }
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
    const settled = await this.#parts.database.kysely
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

  /** Ends an import; what the source held stays. Throws HttpProblem 409 where it has ended already. */
  async cancel(sourceId: string, importId: string): Promise<void> {
    const ended = await this.#end(importId, 'cancelled', 'Somebody cancelled it.')
    if (!ended) {
      await this.progress(sourceId, importId, 0)
      throw conflict('This import has ended already.')
    }
    this.#jobs.get(importId)?.abort.abort(new EndedElsewhere())
    await this.#jobs.get(importId)?.ended
  }

  async #run(importId: string, work: ImportWork, abort: AbortController): Promise<void> {
    const late = AbortSignal.timeout(LONGEST_MILLISECONDS)
    const signal = AbortSignal.any([abort.signal, late])
    const record = new ProgressRecord(this.#parts.database, importId)
    await this.#turn(signal)
    try {
      signal.throwIfAborted()
      await this.#change(importId, { status: 'running' })
      const items = await work.read({
        signal,
        expect: more => record.expect(more),
        settle: item => record.settle(item),
      })
      await record.written()
      signal.throwIfAborted()
      await this.#apply(importId, work, items)
    } catch (error) {
      await record.written().catch(() => undefined)
      await this.#fail(importId, late.aborted ? tooLong() : error)
    } finally {
      this.#running--
      this.#waiting.shift()?.()
      await this.#tidy(importId).catch(() => undefined)
      const status = await this.#statusOf(importId).catch(() => undefined)
      await work.ended(status ?? 'interrupted').catch((error: unknown) => {
        this.#parts.logger.warn({ error, importId }, 'after an import something was left undone')
      })
    }
  }

  /** Nothing was read: the source is better left as it is. */
  async #apply(importId: string, work: ImportWork, items: ImportItem[]): Promise<void> {
    if (!items.some(({ result }) => result === 'done')) {
      const why = items.length === 1 ? items[0]?.reason : 'Nothing could be read.'
      throw new UnreadableError('failed', `${why ?? ''} Everything was left as it was.`)
    }
    await this.#parts.database.kysely.transaction().execute(async transaction => {
      const { numUpdatedRows } = await transaction
        .updateTable('knowledge_imports')
        .set({ status: 'done', ended_at: Date.now() })
        .where('id', '=', importId)
        .where('status', 'in', OPEN)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) throw new EndedElsewhere()
      await work.apply(transaction, items)
    })
  }

  async #fail(importId: string, error: unknown): Promise<void> {
    if (error instanceof EndedElsewhere) return
    if (error instanceof Interruption) {
      await this.#end(importId, 'interrupted', INTERRUPTED).catch(() => undefined)
      return
    }
    if (!(error instanceof UnreadableError)) this.#parts.logger.error({ error, importId }, 'an import failed')
    const reason =
      error instanceof UnreadableError ? error.message : 'Something went wrong here. Please try again.'
    await this.#end(importId, 'failed', reason).catch(() => undefined)
  }

  async #turn(signal: AbortSignal): Promise<void> {
    while (this.#running >= JOBS_AT_ONCE && !signal.aborted) {
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#waiting.push(resolve)
      signal.addEventListener('abort', () => resolve(), { once: true })
      await promise
      const place = this.#waiting.indexOf(resolve)
      if (place >= 0) this.#waiting.splice(place, 1)
    }
    this.#running++
  }

  async #insert(row: KnowledgeImportRow): Promise<void> {
    try {
      await this.#parts.database.kysely.insertInto('knowledge_imports').values(row).execute()
    } catch (error) {
      if (isLostRace(error) || isFaultyConstraint(error)) {
        throw conflict('This source is being imported. Wait for that to end, or cancel it.')
      }
      throw error
    }
  }

  /** Says that this server's imports go on, ends those that were cancelled elsewhere, and marks what others left. */
  async #look(): Promise<void> {
    const ids = [...this.#jobs.keys()]
    if (ids.length > 0) {
      await this.#parts.database.kysely
        .updateTable('knowledge_imports')
        .set({ alive_at: Date.now() })
        .where('id', 'in', ids)
        .execute()
      const rows = await this.#imports().select(['id', 'status']).where('id', 'in', ids).execute()
      const open = new Set(rows.filter(({ status }) => isOpen(status)).map(({ id }) => id))
      for (const id of ids) if (!open.has(id)) this.#jobs.get(id)?.abort.abort(new EndedElsewhere())
    }
    if (this.#parts.database.dialect === 'postgres') await this.#markInterrupted(this.#lostMilliseconds)
  }

  get #lostMilliseconds(): number {
    return (this.#parts.beatMilliseconds ?? BEAT_MILLISECONDS) * MISSED_BEATS
  }

  async #markInterrupted(lostMilliseconds: number): Promise<void> {
    await this.#parts.database.kysely
      .updateTable('knowledge_imports')
      .set({ status: 'interrupted', reason: INTERRUPTED, ended_at: Date.now() })
      .where('status', 'in', OPEN)
      .where('alive_at', '<=', Date.now() - lostMilliseconds)
      .execute()
  }

  async #end(importId: string, status: KnowledgeImport['status'], reason: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#parts.database.kysely
      .updateTable('knowledge_imports')
      .set({ status, reason, ended_at: Date.now() })
      .where('id', '=', importId)
      .where('status', 'in', OPEN)
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }

  async #change(importId: string, changes: Partial<KnowledgeImportRow>): Promise<void> {
    await this.#parts.database.kysely
      .updateTable('knowledge_imports')
      .set(changes)
      .where('id', '=', importId)
      .where('status', 'in', OPEN)
      .execute()
  }

  async #statusOf(importId: string): Promise<KnowledgeImport['status'] | undefined> {
    return (await this.#imports().select('status').where('id', '=', importId).executeTakeFirst())?.status
  }

  /** Only the latest imports of a source are kept. */
  async #tidy(importId: string): Promise<void> {
    const { kysely } = this.#parts.database
    const old = await kysely
      .selectFrom('knowledge_imports as old')
      .innerJoin('knowledge_imports as now', 'now.source_id', 'old.source_id')
      .select('old.id')
      .where('now.id', '=', importId)
      .orderBy('old.started_at', 'desc')
      .limit(1_000)
      .offset(KEPT_IMPORTS)
      .execute()
    if (old.length === 0) return
    const ids = old.map(({ id }) => id)
    await kysely.deleteFrom('knowledge_import_outcomes').where('import_id', 'in', ids).execute()
    await kysely.deleteFrom('knowledge_imports').where('id', 'in', ids).execute()
  }

  #imports() {
    return this.#parts.database.kysely.selectFrom('knowledge_imports')
  }
}

class Interruption extends Error {}

const INTERRUPTED = 'The server ended before the import did. What was there before is kept; start it again.'

const interruption = () => new Interruption()

const tooLong = () => new UnreadableError('failed', 'The import took longer than an hour and was given up.')

const isOpen = (status: string) => status === 'waiting' || status === 'running'

/** SQLite tells of a broken constraint where Postgres tells which. */
const isFaultyConstraint = (error: unknown) =>
  error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 19

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
