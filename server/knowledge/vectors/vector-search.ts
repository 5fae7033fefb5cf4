import type { Embedder } from '../../language-model/language-model.ts'
import type { Database } from '../../storage/database.ts'
import type { Logger } from '../../telemetry/logger.ts'
import type { Dialogue } from '../knowledge.ts'
import type { ArticlePassage } from '../passages.ts'
import { learnVectors } from './learn-vectors.ts'
import type { Near, PassageVectors } from './passage-vectors.ts'
import { QuestionVectors } from './question-vectors.ts'
import { VectorStore } from './vector-store.ts'

export interface VectorSearchParts {
  database: Database
  serverId: string
  /** The endpoint's model for vectors, or undefined where it has none. */
  embedderOf: (endpointId: string) => Promise<Embedder | undefined>
  /** Takes personal data out of what goes to the endpoint's model. */
  hide: (endpointId: string, text: string) => Promise<string>
  logger: Logger
}

/** Who has more is searched by words alone: a search looks at every vector. */
const MOST_PASSAGES = 50_000
/** After learning failed it is tried again no sooner, in milliseconds, and once somebody searches. */
const REST = 60_000
/** A turn of fewer words is read with the turns before it. */
const FEWEST_WORDS = 5
const TURNS_BEFORE = 2

interface Known {
  passages: readonly ArticlePassage[]
  stop: AbortController
  /** The model that is asked or was asked. */
  model?: string
  vectors?: PassageVectors
  running?: Promise<void>
  /** Nothing is learnt before; set once learning failed. */
  restUntil?: number
}

/** Passages by what they mean, for endpoints that have a model for it. Whatever fails here, words find what they always find. */
export class VectorSearch {
  readonly #parts: VectorSearchParts
  readonly #questions: QuestionVectors
  readonly #endpoints = new Map<string, Known>()
  readonly #running = new Set<Promise<void>>()
  readonly #stopping = new AbortController()

  constructor(parts: VectorSearchParts) {
    this.#parts = parts
    this.#questions = new QuestionVectors(parts.logger)
  }

  /** Learns what an endpoint's passages mean, in place of those before; returns at once. */
  learn(endpointId: string, passages: readonly ArticlePassage[]): void {
    this.#endpoints.get(endpointId)?.stop.abort()
    if (this.#stopping.signal.aborted) return
    const known: Known = { passages, stop: new AbortController() }
    this.#endpoints.set(endpointId, known)
    this.#run(async () => {
      const embedder = await this.#parts.embedderOf(endpointId)
      if (embedder) await this.#learn(endpointId, known, embedder)
      else await new VectorStore(this.#parts.database, endpointId).clear()
    }, known)
  }

  forget(endpointId: string): void {
    const known = this.#endpoints.get(endpointId)
    if (!known) return
    known.stop.abort()
    this.#endpoints.delete(endpointId)
    const gone = { ...known, stop: new AbortController() }
    this.#run(async () => {
      await known.running
      await new VectorStore(this.#parts.database, endpointId).clear()
    }, gone)
  }

  /**
   * Those of `passages`, as they were learnt last, that come near to what the dialogue asks, nearest first; undefined
   * where that cannot be told now.
   */
  async near(
    endpointId: string,
    passages: readonly ArticlePassage[],
    dialogue: Dialogue,
    limit: number,
    accepts?: (passage: ArticlePassage) => boolean,
  ): Promise<Near[] | undefined> {
    const known = this.#endpoints.get(endpointId)
    const embedder = known && (await this.#parts.embedderOf(endpointId).catch(() => undefined))
    if (!embedder || known.passages !== passages) return undefined
    if (known.model !== embedder.model || !known.vectors) {
      this.#learnAnew(endpointId, known, embedder)
      return undefined
    }
    const question = await this.#parts.hide(endpointId, questionOf(dialogue)).catch(() => undefined)
    if (!question) return undefined
    const vector = await this.#questions.of(embedder, question, this.#stopping.signal)
    return vector && (await known.vectors.nearest(vector, limit, accepts))
  }

  /** Gives up what is under way. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    for (const { stop } of this.#endpoints.values()) stop.abort()
    await Promise.all(this.#running)
  }

  /** The model was changed since, or failed some time ago. */
  #learnAnew(endpointId: string, known: Known, embedder: Embedder): void {
    const isOther = known.model !== undefined && known.model !== embedder.model
    const isDue = known.restUntil !== undefined && known.restUntil <= Date.now()
    const isNew = known.model === undefined
    if (this.#stopping.signal.aborted || !(isOther || isDue || isNew)) return
    known.stop.abort()
    const anew: Known = { passages: known.passages, stop: new AbortController() }
    if (!isOther) anew.restUntil = known.restUntil
    this.#endpoints.set(endpointId, anew)
    this.#run(() => this.#learn(endpointId, anew, embedder), anew)
  }

  async #learn(endpointId: string, known: Known, embedder: Embedder): Promise<void> {
    const { database, serverId, logger } = this.#parts
    const { passages, stop } = known
    known.model = embedder.model
    if (passages.length > MOST_PASSAGES) {
      logger.warn(
        { endpointId, passages: passages.length },
        'too many passages for vectors; words alone are searched',
      )
      return
    }
    const failedBefore = known.restUntil !== undefined
    try {
      known.restUntil = undefined
      known.vectors = await learnVectors({
        database,
        serverId,
        endpointId,
        embedder,
        passages,
        signal: stop.signal,
      })
    } catch (error) {
      if (stop.signal.aborted) return
      known.restUntil = Date.now() + REST
      if (!failedBefore) {
        logger.warn({ endpointId, error }, 'passages could not be read by meaning; words alone are searched')
      }
    }
  }

  #run(work: () => Promise<void>, known: Known): void {
    const running = work()
      .catch((error: unknown) => {
        if (!known.stop.signal.aborted)
          this.#parts.logger.warn({ error }, 'vectors of passages could not be kept')
      })
      .finally(() => this.#running.delete(running))
    known.running = running
    this.#running.add(running)
  }
}

/** What the last turn asks, with what was said before it where it is short: "and to Spain?". */
function questionOf({ turns }: Dialogue): string {
  const last = turns.at(-1)?.text ?? ''
  const isShort = last.split(/\s+/).length < FEWEST_WORDS
  return isShort
    ? turns
        .slice(-1 - TURNS_BEFORE)
        .map(({ text }) => text)
        .join('\n')
    : last
}
