import type { Appended } from '../sessions/command.ts'
import type { Decide } from '../sessions/decision.ts'
import { isHandoverOn } from '../sessions/handover-state.ts'
import type { AssistsParts } from './occasion.ts'
import { type MadeSummary, summarise } from './summarise.ts'

const MOST_WAITING = 20_000
const AT_ONCE = 4

/** When a chat that goes on is summed up: after a pause, and at the latest after so long. */
export interface LivePace {
  quietMilliseconds: number
  latestMilliseconds: number
}

interface Waiting {
  timer: NodeJS.Timeout
  latestAt: number
}

/**
 * Keeps the summary of every chat with an agent warm: one for each burst of messages, on the server that committed
 * the last of them. It is not durable on purpose: what a crash loses, the next message or the end of the chat makes anew.
 */
export class LiveSummaries {
  readonly #parts: AssistsParts
  readonly #pace: LivePace
  readonly #waiting = new Map<string, Waiting>()
  readonly #running = new Set<Promise<unknown>>()

  constructor(
    parts: AssistsParts,
    pace: LivePace = { quietMilliseconds: 2_000, latestMilliseconds: 12_000 },
  ) {
    this.#parts = parts
    this.#pace = pace
  }

  /** Hears of every commit of this server. */
  hear({ key, events, state }: Appended): void {
    const spoke = events.some(({ type }) => type === 'message')
    if (!isHandoverOn(state.handover)) this.#forget(key)
    else if (spoke && state.handover.joinedAt > 0) this.#wait(key)
  }

  /** Makes one now; resolves with whether there was enough to sum up. */
  async make(key: string): Promise<boolean> {
    this.#forget(key)
    const made = await summarise(this.#parts, key, Number.MAX_SAFE_INTEGER)
    if (!made) return false
    if (!(await this.#isKnown(key, made)))
      await this.#parts.log.append({ key, patient: true, decide: write(made) })
    return true
  }

  async stop(): Promise<void> {
    for (const key of this.#waiting.keys()) this.#forget(key)
    await Promise.allSettled(this.#running)
  }

  #wait(key: string): void {
    const known = this.#waiting.get(key)
    if (!known && this.#waiting.size >= MOST_WAITING) return
    clearTimeout(known?.timer)
    const now = Date.now()
    const latestAt = known?.latestAt ?? now + this.#pace.latestMilliseconds
    const timer = setTimeout(
      () => this.#begin(key),
      Math.max(0, Math.min(this.#pace.quietMilliseconds, latestAt - now)),
    )
    this.#waiting.set(key, { timer, latestAt })
  }

  /** Where too many are being made, this one waits for another pause. */
  #begin(key: string): void {
    this.#waiting.delete(key)
    if (this.#running.size >= AT_ONCE) return this.#wait(key)
    const work = this.make(key)
      .catch(() => undefined)
      .finally(() => this.#running.delete(work))
    this.#running.add(work)
  }

  #forget(key: string): void {
    clearTimeout(this.#waiting.get(key)?.timer)
    this.#waiting.delete(key)
  }

  /** Whether the last summary says the same. */
  async #isKnown(key: string, { summary }: MadeSummary): Promise<boolean> {
    const session = await this.#parts.log.find(key)
    const seqs = Object.values(session?.state.assists.summaries ?? {}).map(({ seq }) => seq)
    if (seqs.length === 0) return false
    const [last] = await this.#parts.log.read(key, Math.max(...seqs) - 1, 1)
    return last?.type === 'summary-made' && JSON.stringify(last.summary) === JSON.stringify(summary)
  }
}

/** Not after the end: the final one stands then. */
const write =
  (made: MadeSummary): Decide =>
  ({ handover, assists }, now) =>
    (!handover || isHandoverOn(handover)) && (assists.summaries.live?.through ?? 0) < made.through
      ? { entries: [{ event: { type: 'summary-made', at: now, purpose: 'live', ...made } }] }
      : {}
