import { setTimeout } from 'node:timers/promises'
import type { Appended } from '../../sessions/command.ts'
import type { Database } from '../../storage/database.ts'
import type { Logger } from '../../telemetry/logger.ts'
import { FigureStore } from './figure-store.ts'
import { COUNTED_TYPES } from './session-figures.ts'

const LOOK_MILLISECONDS = 10_000
/** A chat that goes on is not counted at every message. */
const QUIET_MILLISECONDS = 60_000
const SESSIONS_AT_ONCE = 50
const MOST_REMEMBERED = 50_000
/** What servers that died had not counted is found so often. */
const LOOK_AT_ALL_MILLISECONDS = 60 * 60 * 1_000
/** Whoever reads figures waits so long for what is not counted yet. */
const PATIENCE_MILLISECONDS = 2_000
/** Counting leaves the server most of its time. */
const REST_SHARE = 3

/** Keeps the figures of days up with the sessions' logs, beside the log and out of its way. */
export class FigureKeeper {
  readonly store: FigureStore
  readonly #logger: Logger
  readonly #stopping = new AbortController()
  /** Sessions that this server wrote to since they were counted, and when; the longest quiet first. */
  readonly #changed = new Map<string, number>()
  #loop: Promise<void> | undefined
  #turn: Promise<unknown> = Promise.resolve()
  #lookedAt = Number.NEGATIVE_INFINITY
  readonly #firstLook = Promise.withResolvers<void>()

  constructor({ database, logger }: { database: Database; logger: Logger }) {
    this.store = new FigureStore(database)
    this.#logger = logger
  }

  /** Hears of every commit of this server. */
  readonly hear = ({ key, events }: Pick<Appended, 'key' | 'events'>): void => {
    if (!events.some(({ seq, type }) => seq === 1 || COUNTED_TYPES.includes(type))) return
    this.#remember(key)
    // What does not fit is found when all sessions are looked at.
    if (this.#changed.size <= MOST_REMEMBERED) return
    this.#changed.clear()
    this.#lookedAt = Number.NEGATIVE_INFINITY
  }

  start(): void {
    this.#loop ??= this.#run()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#loop
    await this.#turn
  }

  /** Counts what this server knows of, as far as that is quickly done; resolves with whether nothing is left. */
  async catchUp(): Promise<boolean> {
    const until = Date.now() + PATIENCE_MILLISECONDS
    await Promise.race([this.#firstLook.promise, pause(PATIENCE_MILLISECONDS, this.#stopping.signal)])
    while (this.#changed.size > 0 && Date.now() < until)
      await this.#count([...this.#changed.keys()].slice(0, SESSIONS_AT_ONCE))
    return this.#changed.size === 0 && Number.isFinite(this.#lookedAt)
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping
    while (!signal.aborted) {
      try {
        if (Date.now() - this.#lookedAt >= LOOK_AT_ALL_MILLISECONDS) await this.#lookAtAll()
        await this.#countQuiet()
      } catch (error) {
        this.#logger.warn({ error }, 'figures could not be counted')
      }
      await pause(LOOK_MILLISECONDS, signal)
    }
  }

  async #lookAtAll(): Promise<void> {
    const began = Date.now()
    let after = ''
    do {
      const keys = await this.store.behind(after, SESSIONS_AT_ONCE)
      if (keys.length > 0) await this.#countAtRest(keys)
      after = keys.at(-1) ?? ''
    } while (after !== '' && !this.#stopping.signal.aborted)
    this.#lookedAt = began
    this.#firstLook.resolve()
  }

  async #countQuiet(): Promise<void> {
    const before = Date.now() - QUIET_MILLISECONDS
    for (;;) {
      const quiet = [...this.#changed].slice(0, SESSIONS_AT_ONCE).filter(([, at]) => at <= before)
      if (quiet.length === 0 || this.#stopping.signal.aborted) return
      await this.#countAtRest(quiet.map(([key]) => key))
    }
  }

  async #countAtRest(keys: readonly string[]): Promise<void> {
    const began = Date.now()
    await this.#count(keys)
    await pause((Date.now() - began) * REST_SHARE, this.#stopping.signal)
  }

  /** One after the other, so that whoever waits for its turn finds counted what was being counted. */
  #count(keys: readonly string[]): Promise<void> {
    const turn = this.#turn.then(() => this.#countNow(keys))
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  async #countNow(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.#changed.delete(key)
    try {
      for (const key of await this.store.count(keys)) this.#remember(key)
    } catch (error) {
      for (const key of keys) this.#remember(key)
      throw error
    }
  }

  #remember(key: string): void {
    this.#changed.delete(key)
    this.#changed.set(key, Date.now())
  }
}

/** Resolves after so many milliseconds, or at once when nobody waits any more. */
const pause = (milliseconds: number, signal: AbortSignal) =>
  setTimeout(milliseconds, undefined, { signal, ref: false }).catch(() => undefined)
