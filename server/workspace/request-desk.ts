import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { z } from 'zod'
import type { DraftHub } from '../copilot/draft-hub.ts'
import { cancelSchema } from '../protocol/copilot.ts'
import { parseOrRefuse, Refusal, toSocketError } from '../protocol/refusal.ts'
import type { Logger } from '../telemetry/logger.ts'
import type { CopilotRequests, RequestName } from './requests.ts'
import type { Viewer } from './viewer.ts'

const MOST_AT_ONCE = 16
const REQUESTS_PER_MINUTE = 300

export interface DeskParts {
  requests: CopilotRequests
  drafts: DraftHub
  logger: Logger
}

interface AnyRequest {
  schema: z.ZodType
  handle: (payload: unknown, viewer: Viewer, signal: AbortSignal) => Promise<object>
}

interface Running {
  answer: Promise<object>
  abort: AbortController
}

/**
 * Takes one widget's requests: those of a session that it has joined, in the right shape, so many at once. A request that comes
 * again while it runs gets the same answer.
 */
export class RequestDesk {
  readonly #parts: DeskParts
  readonly #viewer: Viewer
  readonly #running = new Map<string, Running>()
  readonly #limiter = new RateLimiterMemory({ points: REQUESTS_PER_MINUTE, duration: 60 })
  #count = 0

  constructor(parts: DeskParts, viewer: Viewer) {
    this.#parts = parts
    this.#viewer = viewer
  }

  /** Answers a request; what went wrong is an answer as well. */
  async answer(name: RequestName, payload: unknown): Promise<object> {
    const request = this.#parts.requests[name] as AnyRequest | undefined
    try {
      if (!request) throw new Refusal('unknown', 'This server does not know that request.')
      const answer = await this.#start(request, parseOrRefuse(request.schema, payload))
      return this.#viewer.redact?.(answer) ?? answer
    } catch (error) {
      if (!(error instanceof Refusal)) this.#parts.logger.warn({ error, request: name }, 'a request failed')
      return toSocketError(error)
    }
  }

  /** Stops what a request or a draft of this session is writing; there may be none. */
  cancel(payload: unknown): object {
    try {
      const { requestId } = parseOrRefuse(cancelSchema, payload)
      const running = this.#running.get(requestId)
      if (running) running.abort.abort(new Refusal('refused', 'Stopped.'))
      else this.#parts.drafts.cancel(this.#viewer.key, requestId)
      return {}
    } catch (error) {
      return toSocketError(error)
    }
  }

  /** Nobody waits for anything any more. */
  close(): void {
    for (const { abort } of this.#running.values())
      abort.abort(new Refusal('refused', 'The widget has left.'))
  }

  async #start(request: AnyRequest, payload: unknown): Promise<object> {
    const id = requestIdOf(payload) ?? `#${this.#count++}`
    await this.#limiter.consume('requests').catch(() => refuseTooMany())
    const known = this.#running.get(id)
    if (known) return known.answer
    if (this.#running.size >= MOST_AT_ONCE) refuseTooMany()
    const abort = new AbortController()
    const answer = request.handle(payload, this.#viewer, abort.signal).finally(() => this.#running.delete(id))
    this.#running.set(id, { answer, abort })
    return answer
  }
}

const requestIdOf = (payload: unknown) =>
  typeof payload === 'object' && payload !== null && 'requestId' in payload
    ? String(payload.requestId)
    : undefined

function refuseTooMany(): never {
  throw new Refusal('too-many', 'Too many requests at once. Please wait a moment.')
}
