import type { Embedder } from '../../language-model/language-model.ts'
import type { Logger } from '../../telemetry/logger.ts'

/** An agent waits no longer than this for the meaning of a question, in milliseconds. */
const PATIENCE = 300
/** After the model failed it is left alone for so long: not every search shall wait in vain. */
const REST = 5_000
const MOST_QUESTIONS = 1_000

/** What questions mean, in time or not at all. The same question is asked once; drafts and redrafts look up the same. */
export class QuestionVectors {
  readonly #logger: Logger
  readonly #known = new Map<string, Promise<Float32Array | undefined>>()
  readonly #restingUntil = new Map<string, number>()

  constructor(logger: Logger) {
    this.#logger = logger
  }

  /** Undefined where the model did not answer in time; never rejects. `signal` gives up. */
  of(embedder: Embedder, text: string, signal: AbortSignal): Promise<Float32Array | undefined> {
    const key = `${embedder.model} ${text}`
    const known = this.#known.get(key)
    if (known) return known
    if ((this.#restingUntil.get(embedder.model) ?? 0) > Date.now()) return Promise.resolve(undefined)
    if (this.#known.size >= MOST_QUESTIONS) this.#known.delete(this.#known.keys().next().value!)
    const asked = this.#ask(embedder, text, signal)
    this.#known.set(key, asked)
    void asked.then(vector => !vector && this.#known.get(key) === asked && this.#known.delete(key))
    return asked
  }

  async #ask({ model, embed }: Embedder, text: string, signal: AbortSignal) {
    try {
      const [vector] = await embed([text], AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]))
      this.#restingUntil.delete(model)
      return vector
    } catch (error) {
      if (signal.aborted) return undefined
      if (!this.#restingUntil.has(model)) {
        this.#logger.warn({ error }, 'the model did not tell what a question means; words alone are searched')
      }
      this.#restingUntil.set(model, Date.now() + REST)
      return undefined
    }
  }
}
