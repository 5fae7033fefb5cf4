import type { Appended } from '../sessions/command.ts'
import type { Decide, Decision } from '../sessions/decision.ts'
import { isHandoverOn } from '../sessions/handover-state.ts'
import type { SessionState } from '../sessions/session-state.ts'
import type { AssistsParts, Occasion } from './occasion.ts'
import { readWithModel } from './read-along.ts'
import { type MadeSummary, readHandover, summariseByExtraction, summariseWithModel } from './summarise.ts'

const MOST_WAITING = 20_000
const AT_ONCE = 16

/** When a chat that goes on is read: after a pause, and at the latest after so long. */
export interface LivePace {
  quietMilliseconds: number
  latestMilliseconds: number
}

interface Waiting {
  timer: NodeJS.Timeout
  latestAt: number
}

/**
 * Keeps the summary of every chat with an agent warm, and has the language model read along: once for each burst of messages, on
 * the server that committed the last of them. It is not durable on purpose: what a crash loses, the next message or the end of
 * the chat makes anew.
 */
export class LiveReading {
  readonly #parts: AssistsParts
  readonly #pace: LivePace
  readonly #waiting = new Map<string, Waiting>()
  readonly #running = new Map<string, { work: Promise<unknown>; abort: AbortController }>()

  constructor(
    parts: AssistsParts,
    pace: LivePace = { quietMilliseconds: 2_000, latestMilliseconds: 12_000 },
  ) {
    this.#parts = parts
    this.#pace = pace
  }

  /** Hears of every commit of this server. */
  hear({ key, events, state: { handover } }: Appended): void {
    if (!isHandoverOn(handover)) return this.#forget(key)
    const isCalledFor = events.some(
      ({ type }) =>
        type === 'handover-requested' ||
        type === 'handover-agent-joined' ||
        (type === 'message' && handover.joinedAt > 0),
    )
    if (isCalledFor) this.#wait(key)
  }

  /** Makes a summary now; resolves with whether there was enough to sum up. */
  async summarise(key: string, signal: AbortSignal): Promise<boolean> {
    const occasion = await readHandover(this.#parts, key, Number.MAX_SAFE_INTEGER)
    const made = occasion && (await this.#makeSummary(occasion, signal))
    if (made) await this.#append(key, [write(made)])
    return made !== undefined
  }

  async stop(): Promise<void> {
    for (const key of this.#waiting.keys()) clearTimeout(this.#waiting.get(key)?.timer)
    this.#waiting.clear()
    for (const { abort } of this.#running.values()) abort.abort()
    await Promise.allSettled([...this.#running.values()].map(({ work }) => work))
  }

  #wait(key: string): void {
    const known = this.#waiting.get(key)
    if (!known && this.#waiting.size >= MOST_WAITING) return
    clearTimeout(known?.timer)
    const now = Date.now()
    const latestAt = known?.latestAt ?? now + this.#pace.latestMilliseconds
    const inMilliseconds = Math.max(0, Math.min(this.#pace.quietMilliseconds, latestAt - now))
    this.#waiting.set(key, { timer: setTimeout(() => this.#begin(key), inMilliseconds), latestAt })
  }

  /** One reading of a chat at a time; where too many are read, this one waits for another pause. */
  #begin(key: string): void {
    this.#waiting.delete(key)
    if (this.#running.size >= AT_ONCE || this.#running.has(key)) return this.#wait(key)
    const abort = new AbortController()
    const work = this.#read(key, abort.signal)
      .catch(error => {
        if (!abort.signal.aborted) this.#parts.logger.warn({ error }, 'a chat was not read along')
      })
      .finally(() => this.#running.delete(key))
    this.#running.set(key, { work, abort })
  }

  async #read(key: string, signal: AbortSignal): Promise<void> {
    const occasion = await readHandover(this.#parts, key, Number.MAX_SAFE_INTEGER)
    if (!occasion) return
    const model = await this.#parts.findModel(occasion.session.owner.endpointId)
    await Promise.all([
      model &&
        readWithModel(this.#parts, model, occasion, signal).then(decides => this.#append(key, decides)),
      this.#makeSummary(occasion, signal).then(made => made && this.#append(key, [write(made)])),
    ])
  }

  async #makeSummary(occasion: Occasion, signal: AbortSignal): Promise<MadeSummary | undefined> {
    const model = await this.#parts.findModel(occasion.session.owner.endpointId)
    const byModel = model && (await summariseWithModel(this.#parts, model, occasion, signal))
    return byModel ?? summariseByExtraction(occasion)
  }

  #forget(key: string): void {
    clearTimeout(this.#waiting.get(key)?.timer)
    this.#waiting.delete(key)
    this.#running.get(key)?.abort.abort()
  }

  async #append(key: string, decides: readonly Decide[]): Promise<void> {
    await this.#parts.log.append({ key, patient: true, decide: together(decides) })
  }
}

/**
 * Where something was said since the last summary, or the model has made a better one. Not after the end: the final one stands
 * then.
 */
const write =
  (made: MadeSummary): Decide =>
  ({ handover, assists }, now) => {
    const last = Object.values(assists.summaries).toSorted((one, other) => other.seq - one.seq)[0]
    const isNews = !last || last.through < made.through
    const isBetter = last?.through === made.through && last.by === 'knowledge' && made.by === 'model'
    return isStillOn(handover) && (isNews || isBetter)
      ? { entries: [{ event: { type: 'summary-made', at: now, purpose: 'live', ...made } }] }
      : {}
  }

const isStillOn = (handover: SessionState['handover']) => !handover || isHandoverOn(handover)

/** Several decisions in one commit. */
export const together =
  (decides: readonly Decide[]): Decide =>
  (session, now): Decision => ({ entries: decides.flatMap(decide => decide(session, now).entries ?? []) })
