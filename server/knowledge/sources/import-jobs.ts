import type { Transaction } from 'kysely'
import type { ImportProgress, ImportStatus, KnowledgeImport } from '../../protocol/knowledge.ts'
import type { Database } from '../../storage/database.ts'
import type { Tables } from '../../storage/schema.ts'
import type { Logger } from '../../telemetry/logger.ts'
import { conflict, HttpProblem } from '../../web/problem.ts'
import type { ImportItem, ImportTelling } from './import-items.ts'
import { ImportStore, INTERRUPTED } from './import-store.ts'
import { ProgressRecord } from './progress-record.ts'
import { UnreadableError } from './reading/reading.ts'

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
  ended(status: ImportStatus): Promise<void>
}

const BEAT_MILLISECONDS = 2_000
/** A server that was not heard of for so many beats is gone, and what it ran with it. */
const MISSED_BEATS = 15
const JOBS_AT_ONCE = 2
const MOST_WAITING = 50
const LONGEST_MILLISECONDS = 60 * 60_000

/** Somebody ended the import, here or on another server. */
class EndedElsewhere extends Error {}
/** This server ends. */
class Interruption extends Error {}

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
  readonly #store: ImportStore
  readonly #lostMilliseconds: number
  readonly #jobs = new Map<string, Job>()
  readonly #waiting: (() => void)[] = []
  #running = 0
  #beat: NodeJS.Timeout | undefined
  #beating: Promise<void> = Promise.resolve()

  constructor(parts: ImportJobsParts) {
    this.#parts = parts
    this.#store = new ImportStore(parts.database)
    this.#lostMilliseconds = (parts.beatMilliseconds ?? BEAT_MILLISECONDS) * MISSED_BEATS
  }

  /** Marks what an ended server left, and goes on looking for that. */
  async start(): Promise<void> {
    // Nobody else has the folder of an embedded database: what runs there ran on a server that ended.
    await this.#store.markInterrupted(this.#parts.database.dialect === 'sqlite' ? 0 : this.#lostMilliseconds)
    this.#beat = setInterval(() => {
      this.#beating = this.#beating.then(() => this.#look()).catch(() => undefined)
    }, this.#parts.beatMilliseconds ?? BEAT_MILLISECONDS).unref()
  }

  async stop(): Promise<void> {
    clearInterval(this.#beat)
    for (const { abort } of this.#jobs.values()) abort.abort(new Interruption())
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
    const begun = await this.#store.begin(sourceId, this.#parts.serverId)
    const abort = new AbortController()
    const ended = this.#run(begun, work, abort.signal).finally(() => this.#jobs.delete(begun.id))
    this.#jobs.set(begun.id, { abort, ended })
    return { begun, ended }
  }

  /** The source's imports, the latest first. */
  list(sourceId: string): Promise<KnowledgeImport[]> {
    return this.#store.list(sourceId)
  }

  /** An import with what became of each file, those that need a look first. Throws HttpProblem 404. */
  progress(sourceId: string, importId: string, outcomes: number): Promise<ImportProgress> {
    return this.#store.progress(sourceId, importId, outcomes)
  }

  /** Ends an import; what the source held stays. Throws HttpProblem 409 where it has ended already. */
  async cancel(sourceId: string, importId: string): Promise<void> {
    await this.#store.progress(sourceId, importId, 0)
    const ended = await this.#store.end(importId, 'cancelled', 'Somebody cancelled it.')
    if (!ended) throw conflict('This import has ended already.')
    const job = this.#jobs.get(importId)
    job?.abort.abort(new EndedElsewhere())
    await job?.ended
  }

  async #run({ id, sourceId }: KnowledgeImport, work: ImportWork, stop: AbortSignal): Promise<void> {
    const late = AbortSignal.timeout(LONGEST_MILLISECONDS)
    const signal = AbortSignal.any([stop, late])
    await this.#turn(signal)
    try {
      signal.throwIfAborted()
      await this.#store.run(id)
      await this.#work(id, work, signal)
    } catch (error) {
      await this.#fail(id, late.aborted ? tooLong() : error)
    } finally {
      this.#running--
      this.#waiting.shift()?.()
      await this.#settle(id, sourceId, work)
    }
  }

  async #work(importId: string, work: ImportWork, signal: AbortSignal): Promise<void> {
    const record = new ProgressRecord(this.#parts.database, importId)
    const telling: ImportTelling = {
      signal,
      expect: more => record.expect(more),
      settle: item => record.settle(item),
    }
    const items = await this.#read(work, telling, record)
    signal.throwIfAborted()
    if (!items.some(({ result }) => result === 'done')) {
      const why = items.length === 1 ? items[0]?.reason : 'Nothing could be read.'
      throw new UnreadableError('failed', `${why ?? ''} Everything was left as it was.`)
    }
    await this.#store.complete(importId, transaction => work.apply(transaction, items))
  }

  async #read(work: ImportWork, telling: ImportTelling, record: ProgressRecord): Promise<ImportItem[]> {
    try {
      return await work.read(telling)
    } finally {
      // Nothing is told of an import after its end.
      await record.written()
    }
  }

  async #fail(importId: string, error: unknown): Promise<void> {
    if (error instanceof EndedElsewhere) return
    const isKnown = error instanceof UnreadableError || error instanceof Interruption
    if (!isKnown) this.#parts.logger.error({ error, importId }, 'an import failed')
    const [status, reason] =
      error instanceof Interruption
        ? (['interrupted', INTERRUPTED] as const)
        : (['failed', isKnown ? error.message : 'Something went wrong here. Please try again.'] as const)
    // Where even that cannot be written, the import is marked when nobody hears of it any more.
    await this.#store.end(importId, status, reason).catch(() => undefined)
  }

  async #settle(importId: string, sourceId: string, work: ImportWork): Promise<void> {
    try {
      await this.#store.tidy(sourceId)
    } catch (error) {
      this.#parts.logger.warn({ error, importId }, 'earlier imports were not forgotten')
    }
    try {
      await work.ended((await this.#store.statusOf(importId)) ?? 'interrupted')
    } catch (error) {
      this.#parts.logger.warn({ error, importId }, 'after an import something was left undone')
    }
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

  /** Says that this server's imports go on, stops those that were ended elsewhere, and marks what other servers left. */
  async #look(): Promise<void> {
    for (const id of await this.#store.keepAlive([...this.#jobs.keys()])) {
      this.#jobs.get(id)?.abort.abort(new EndedElsewhere())
    }
    if (this.#parts.database.dialect === 'postgres') await this.#store.markInterrupted(this.#lostMilliseconds)
  }
}

const tooLong = () => new UnreadableError('failed', 'The import took longer than an hour and was given up.')
