import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { ReaderAnswer } from './reader-worker.ts'
import { type RawFile, type Reading, UnreadableError } from './reading.ts'

export interface ReaderLimits {
  /** Files read at the same time. */
  workers: number
  /** How long one file may take. */
  milliseconds: number
  /** Memory that reading one file may take. */
  megabytes: number
  /** How long a worker is kept without work. */
  idleMilliseconds: number
}

const LIMITS: ReaderLimits = { workers: 2, milliseconds: 30_000, megabytes: 512, idleMilliseconds: 30_000 }

/**
 * Reads files in threads of their own: a hostile or broken file costs its own time and memory, which are limited, and
 * never the server's. Workers start when there is something to read and end when there has been nothing for a while.
 */
export class Readers {
  readonly #limits: ReaderLimits
  readonly #idle: { worker: Worker; leave: NodeJS.Timeout }[] = []
  readonly #waiting: (() => void)[] = []
  readonly #busy = new Set<Worker>()
  #taken = 0

  constructor(limits: Partial<ReaderLimits> = {}) {
    this.#limits = { ...LIMITS, ...limits }
  }

  /** Rejects with UnreadableError, or with the reason of the signal. */
  async read(file: RawFile, signal?: AbortSignal): Promise<Reading> {
    await this.#turn()
    try {
      signal?.throwIfAborted()
      return await this.#readNow(file, signal)
    } finally {
      this.#taken--
      this.#waiting.shift()?.()
    }
  }

  async close(): Promise<void> {
    const workers = [
      ...this.#busy,
      ...this.#idle.splice(0).map(({ worker, leave }) => (clearTimeout(leave), worker)),
    ]
    await Promise.all(workers.map(worker => worker.terminate()))
  }

  async #turn(): Promise<void> {
    while (this.#taken >= this.#limits.workers) {
      await new Promise<void>(resolve => this.#waiting.push(resolve))
    }
    this.#taken++
  }

  async #readNow(file: RawFile, signal: AbortSignal | undefined): Promise<Reading> {
    const worker = await this.#worker(signal)
    this.#busy.add(worker)
    worker.ref()
    try {
      const answer = await this.#ask(worker, file, signal).catch(async error => {
        await worker.terminate()
        throw error
      })
      this.#rest(worker)
      if ('reading' in answer) return answer.reading
      throw new UnreadableError(answer.result, answer.reason)
    } finally {
      this.#busy.delete(worker)
    }
  }

  async #worker(signal: AbortSignal | undefined): Promise<Worker> {
    const idle = this.#idle.pop()
    if (!idle) return await this.#start(signal)
    clearTimeout(idle.leave)
    return idle.worker
  }

  async #start(signal: AbortSignal | undefined): Promise<Worker> {
    const worker = new Worker(new URL('./reader-worker.ts', import.meta.url), {
      // What parses strangers' files sees none of the server's secrets.
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.megabytes },
    })
    // What a file set going may fail after it was answered for.
    worker.on('error', () => this.#forget(worker))
    worker.stdout.resume()
    worker.stderr.resume()
    try {
      // Its first word says that it has loaded what it needs: that is not the file's time.
      await once(worker, 'message', { signal })
    } catch (error) {
      await worker.terminate()
      throw signal?.aborted ? signal.reason : error
    }
    return worker
  }

  #rest(worker: Worker): void {
    worker.unref()
    const leave = setTimeout(() => {
      this.#forget(worker)
      void worker.terminate()
    }, this.#limits.idleMilliseconds).unref()
    this.#idle.push({ worker, leave })
  }

  #forget(worker: Worker): void {
    const place = this.#idle.findIndex(idle => idle.worker === worker)
    if (place >= 0) clearTimeout(this.#idle.splice(place, 1)[0]?.leave)
  }

  #ask(worker: Worker, file: RawFile, signal: AbortSignal | undefined): Promise<ReaderAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<ReaderAnswer>()
    const failed = (reason: string) => () => reject(new UnreadableError('failed', reason))
    const damaged = failed('This file is damaged or needs more memory to be read than it may take.')
    const aborted = () => reject(signal?.reason as Error)
    const late = setTimeout(failed('Reading this file took too long.'), this.#limits.milliseconds)
    worker.once('message', resolve).once('error', damaged).once('exit', damaged)
    signal?.addEventListener('abort', aborted)
    worker.postMessage(file)
    return promise.finally(() => {
      clearTimeout(late)
      signal?.removeEventListener('abort', aborted)
      worker.off('message', resolve).off('error', damaged).off('exit', damaged)
    })
  }
}
