import type { LanguageModel } from '../language-model/language-model.ts'
import type { Appended } from '../sessions/command.ts'
import type { Decide } from '../sessions/decision.ts'
import { isHandoverOn } from '../sessions/handover-state.ts'
import { LAST_PLACE } from '../sessions/session-log.ts'
import type { SessionState } from '../sessions/session-state.ts'
import type { AssistsParts, Occasion } from './occasion.ts'
import { readWithModel } from './read-along.ts'
import type { SpareTime } from './spare-time.ts'
import { type MadeSummary, readHandover, summariseByExtraction, summariseWithModel } from './summarise.ts'
import { together } from './together.ts'

const MOST_WAITING = 20_000
const MODELS_AT_ONCE = 16

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
 * the server that committed the last of them, one chat after the other. It is not durable on purpose: what a crash loses, the
 * next message or the end of the chat makes anew.
 */
export class LiveReading {
  readonly #parts: AssistsParts
  readonly #spareTime: SpareTime
  readonly #pace: LivePace
  readonly #stopping = new AbortController()
  readonly #waiting = new Map<string, Waiting>()
  /** Chats whose pause has come, in that order. */
  readonly #due = new Set<string>()
  #turns: Promise<void> | undefined
  readonly #withModel = new Map<string, { work: Promise<unknown>; abort: AbortController }>()

  constructor(
    parts: AssistsParts,
    spareTime: SpareTime,
    pace: LivePace = { quietMilliseconds: 2_000, latestMilliseconds: 12_000 },
  ) {
    this.#parts = parts
    this.#spareTime = spareTime
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
    const occasion = await readHandover(this.#parts, key, LAST_PLACE)
    if (!occasion) return false
    const model = await this.#parts.findModel(occasion.session.owner.endpointId)
    const byModel = model && (await summariseWithModel(this.#parts, model, occasion, signal))
    const made = byModel ?? summariseByExtraction(this.#parts, occasion)
    if (made) await this.#append(key, [write(made)])
    return made !== undefined
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    for (const { timer } of this.#waiting.values()) clearTimeout(timer)
    for (const { abort } of this.#withModel.values()) abort.abort()
    await Promise.allSettled([this.#turns, ...[...this.#withModel.values()].map(({ work }) => work)])
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

  #begin(key: string): void {
    this.#waiting.delete(key)
    this.#due.add(key)
    this.#turns ??= this.#takeTurns()
  }

  #forget(key: string): void {
    clearTimeout(this.#waiting.get(key)?.timer)
    this.#waiting.delete(key)
    this.#due.delete(key)
    this.#withModel.get(key)?.abort.abort()
  }

  async #takeTurns(): Promise<void> {
    for (const key of this.#due) {
      await this.#spareTime.turn()
      if (this.#stopping.signal.aborted) break
      this.#due.delete(key)
      await this.#read(key).catch(error => this.#parts.logger.warn({ error }, 'a chat was not read along'))
    }
    this.#turns = undefined
  }

  async #read(key: string): Promise<void> {
    const occasion = await readHandover(this.#parts, key, LAST_PLACE)
    const model = occasion && (await this.#parts.findModel(occasion.session.owner.endpointId))
    if (!occasion) return
    if (model) return this.#beginWithModel(key, model, occasion)
    const made = summariseByExtraction(this.#parts, occasion, { isLive: true })
    if (made) await this.#append(key, [write(made)])
  }

  /** One reading of a chat at a time; where too many are read, this one waits for another pause. */
  #beginWithModel(key: string, model: LanguageModel, occasion: Occasion): void {
    if (this.#withModel.size >= MODELS_AT_ONCE || this.#withModel.has(key)) return this.#wait(key)
    const abort = new AbortController()
    const work = this.#readWithModel(key, model, occasion, abort.signal)
      .catch(error => {
        if (!abort.signal.aborted) this.#parts.logger.warn({ error }, 'a chat was not read along')
      })
      .finally(() => this.#withModel.delete(key))
    this.#withModel.set(key, { work, abort })
  }

  async #readWithModel(
    key: string,
    model: LanguageModel,
    occasion: Occasion,
    signal: AbortSignal,
  ): Promise<void> {
    const summing = summariseWithModel(this.#parts, model, occasion, signal).then(byModel => {
      const made = byModel ?? summariseByExtraction(this.#parts, occasion, { isLive: true })
      return made && this.#append(key, [write(made)])
    })
    const reading = readWithModel(this.#parts, model, occasion, signal).then(decides =>
      this.#append(key, decides),
    )
    await Promise.all([summing, reading])
  }

  async #append(key: string, decides: readonly Decide[]): Promise<void> {
    await this.#parts.log.append({ key, pace: 'soon', decide: together(decides) })
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
