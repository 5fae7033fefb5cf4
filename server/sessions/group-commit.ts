import { setImmediate } from 'node:timers/promises'
import type { Kysely, Transaction } from 'kysely'
import { isFaultyValue, isLostRace } from '../storage/failures.ts'
import type { Tables } from '../storage/schema.ts'

/** The queue is full: the caller must refuse its own caller for now. */
export class OverloadedError extends Error {
  override readonly name = 'OverloadedError'
}

const LARGEST_BATCH = 256
const LONGEST_QUEUE = 20_000
const ATTEMPTS = 4

/** How long work that is to be done `soon` waits for other work to share its commit, in milliseconds. */
const PATIENCE_MILLISECONDS = 4

/** How long notes gather, in milliseconds. */
const GATHERING_MILLISECONDS = 50

/**
 * When work is committed: at once; soon, with the next work that is in a hurry or a few milliseconds later; or as a note
 * that nobody misses for a while. Notes gather apart, so that what is in a hurry need not carry them.
 */
export type Pace = 'at-once' | 'soon' | 'note'

interface Waiting<Work, Result> {
  work: Work
  resolve: (result: Result) => void
  reject: (error: unknown) => void
}

/** Does a batch inside a transaction; each work's result is made after the commit, or thrown as its own refusal. */
export type CommitWorks<Work, Result> = (
  transaction: Transaction<Tables>,
  batch: readonly Work[],
) => Promise<(() => Result)[]>

/**
 * Commits many callers' work in one transaction: whatever arrived while the last commit ran goes together
 * into the next, so that one flush to disk serves all of it. Callers hear of their work after the commit.
 */
export class GroupCommit<Work, Result> {
  readonly #kysely: Kysely<Tables>
  readonly #commit: CommitWorks<Work, Result>
  readonly #waiting: Waiting<Work, Result>[] = []
  readonly #notes: Waiting<Work, Result>[] = []
  #notesDue: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  /** Something that waits is in a hurry. */
  #hurried = false
  #endPatience = () => {}

  constructor(kysely: Kysely<Tables>, commit: CommitWorks<Work, Result>) {
    this.#kysely = kysely
    this.#commit = commit
  }

  /** Resolves once committed; rejects with the work's own refusal, or the database's error. */
  add(work: Work, pace: Pace = 'at-once'): Promise<Result> {
    if (this.#waiting.length + this.#notes.length >= LONGEST_QUEUE)
      return Promise.reject(new OverloadedError('too much is waiting to be written'))
    return new Promise((resolve, reject) => {
      const waiting = { work, resolve, reject }
      if (pace === 'note') return this.#gather(waiting)
      this.#waiting.push(waiting)
      if (pace === 'at-once') this.#hurry()
      this.#running ??= this.#run()
    })
  }

  /** Resolves when everything added so far is committed or refused. */
  async drained(): Promise<void> {
    this.#takeNotes()
    await this.#running
  }

  #gather(note: Waiting<Work, Result>): void {
    this.#notes.push(note)
    if (this.#notes.length >= LARGEST_BATCH) this.#takeNotes()
    else this.#notesDue ??= setTimeout(() => this.#takeNotes(), GATHERING_MILLISECONDS)
  }

  #takeNotes(): void {
    clearTimeout(this.#notesDue)
    this.#notesDue = undefined
    if (this.#notes.length === 0) return
    this.#waiting.push(...this.#notes.splice(0))
    this.#hurry()
    this.#running ??= this.#run()
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      if (!this.#hurried) await this.#patience()
      // Let everything that this turn of the event loop brings join the batch.
      await setImmediate()
      const batch = this.#waiting.splice(0, LARGEST_BATCH)
      this.#hurried = this.#waiting.length > 0
      await this.#commitBatch(batch)
    }
    this.#running = undefined
  }

  #hurry(): void {
    this.#hurried = true
    this.#endPatience()
  }

  #patience(): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, PATIENCE_MILLISECONDS)
      this.#endPatience = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  async #commitBatch(batch: Waiting<Work, Result>[]): Promise<void> {
    try {
      const results = await this.#commitWithRepeats(batch.map(({ work }) => work))
      batch.forEach(({ resolve, reject }, index) => settle(results[index], resolve, reject))
    } catch (error) {
      if (batch.length > 1 && isFaultyValue(error)) return this.#commitOneByOne(batch)
      for (const { reject } of batch) reject(error)
    }
  }

  /** One work cannot be stored; the others are not to suffer for it. */
  async #commitOneByOne(batch: Waiting<Work, Result>[]): Promise<void> {
    for (const waiting of batch) await this.#commitBatch([waiting])
  }

  async #commitWithRepeats(works: Work[]): Promise<(() => Result)[]> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#kysely.transaction().execute(transaction => this.#commit(transaction, works))
      } catch (error) {
        if (attempt === ATTEMPTS || !isLostRace(error)) throw error
      }
    }
  }
}

function settle<Result>(
  result: (() => Result) | undefined,
  resolve: (result: Result) => void,
  reject: (error: unknown) => void,
): void {
  try {
    if (!result) throw new Error('the batch answered too little')
    resolve(result())
  } catch (error) {
    reject(error)
  }
}
