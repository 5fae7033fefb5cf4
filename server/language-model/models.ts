import { createHash } from 'node:crypto'
import type { EndpointSettings } from '../protocol/settings/endpoint.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import { compatibleStream, type ModelTimes } from './compatible-stream.ts'
import { createEmbed } from './embeddings.ts'
import { guardedStream } from './guarded-stream.ts'
import type { Embedder, LanguageModel } from './language-model.ts'
import { type ModelAddress, ModelServer } from './model-server.ts'
import { withAnswers } from './structured-answer.ts'
import type { TokenLedger } from './token-ledger.ts'
import { Turnstile } from './turnstile.ts'

/** The model that the environment names, with that for vectors where it names one. */
export interface ModelOfServer extends ModelAddress {
  embeddings?: string
}

export interface ModelsParts {
  /** LLM_BASE_URL, LLM_API_KEY and LLM_MODEL; undefined where there is none. */
  ofServer: ModelOfServer | undefined
  findEndpoint: (id: string) => Promise<{ settings: EndpointSettings } | undefined>
  ledger: TokenLedger
  metrics: Pick<Metrics, 'modelRequests' | 'modelTokens'>
}

interface Known {
  /** The settings that it was made from. */
  madeFrom: string
  model: LanguageModel | undefined
  embedder: Embedder | undefined
}

const MOST_ENDPOINTS = 10_000

/** Every endpoint's language model: the endpoint's own, or the server's, or none. */
export class Models {
  readonly #parts: ModelsParts
  readonly #known = new Map<string, Known>()

  constructor(parts: ModelsParts) {
    this.#parts = parts
  }

  /** The endpoint's model as its settings stand, or undefined where it has none. */
  async of(endpointId: string): Promise<LanguageModel | undefined> {
    return (await this.#find(endpointId))?.model
  }

  /** What turns texts of the endpoint into vectors, or undefined. */
  async embedderOf(endpointId: string): Promise<Embedder | undefined> {
    return (await this.#find(endpointId))?.embedder
  }

  async #find(endpointId: string): Promise<Known | undefined> {
    const endpoint = await this.#parts.findEndpoint(endpointId)
    if (!endpoint) return undefined
    const { model, modelLimits } = endpoint.settings.copilot
    const madeFrom = JSON.stringify([model, modelLimits])
    const known = this.#known.get(endpointId)
    if (known?.madeFrom === madeFrom) return known
    if (this.#known.size >= MOST_ENDPOINTS) this.#known.clear()
    const made = { madeFrom, ...this.#make(endpointId, this.#addressOf(model), modelLimits) }
    this.#known.set(endpointId, made)
    return made
  }

  #addressOf(model: EndpointSettings['copilot']['model']): ModelOfServer | undefined {
    if (model.kind === 'none') return undefined
    return model.kind === 'server' ? this.#parts.ofServer : model
  }

  #make(
    endpointId: string,
    address: ModelOfServer | undefined,
    limits: EndpointSettings['copilot']['modelLimits'],
  ): Pick<Known, 'model' | 'embedder'> {
    if (!address) return { model: undefined, embedder: undefined }
    const { ledger, metrics } = this.#parts
    const turnstile = new Turnstile({
      atOnce: limits.atOnce,
      waiting: limits.waiting,
      waitSeconds: limits.firstTokenSeconds,
    })
    const stream = guardedStream(compatibleStream(new ModelServer(address), limits), {
      endpointId,
      turnstile,
      ledger,
      tokensPerDay: limits.tokensPerDay,
      onUsed(usage, outcome) {
        metrics.modelRequests.inc({ outcome })
        metrics.modelTokens.inc({ direction: 'input' }, usage.input)
        metrics.modelTokens.inc({ direction: 'output' }, usage.output)
      },
    })
    return { model: withAnswers(stream), embedder: embedderAt(address, limits) }
  }
}

function embedderAt(
  { embeddings: name, ...address }: ModelOfServer,
  times: ModelTimes,
): Embedder | undefined {
  if (!name) return undefined
  const model = createHash('sha256')
    .update(`${address.baseUrl}
${name}`)
    .digest('base64url')
  return { model, embed: createEmbed(new ModelServer({ ...address, name }), times) }
}
