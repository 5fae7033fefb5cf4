import { ModelError } from '../protocol/model-error.ts'
import { wireErrorSchema } from './chat-wire.ts'
import { troubleOfStatus } from './wire-trouble.ts'

/** Where a model is reached. */
export interface ModelAddress {
  /** Such as `https://api.openai.com/v1`; a query in it goes along with every request. */
  baseUrl: string
  apiKey?: string
  /** The model's name there. */
  name: string
}

/** In bytes; an error says what is wrong in its first sentences. */
const LONGEST_ERROR = 16 * 1024

/**
 * Fields that a server may not know. Of those it names in a refusal we do without from then on: servers that speak
 * this wire differ in them.
 */
const OPTIONAL_FIELDS = [
  'response_format',
  'stream_options',
  'max_completion_tokens',
  'temperature',
  'seed',
] as const

/** One server that speaks OpenAI's wire. Redirects are refused, since they would carry key and chat elsewhere. */
export class ModelServer {
  readonly #address: ModelAddress
  readonly #left = new Set<string>()

  constructor(address: ModelAddress) {
    this.#address = address
  }

  /** Posts to `path`, such as `/chat/completions`, and resolves with a good answer's head. Throws a ModelError. */
  async post(path: string, body: Record<string, unknown>, signal: AbortSignal): Promise<Response> {
    for (;;) {
      const response = await this.#send(path, this.#fitting(body), signal)
      if (response.ok) return response
      const refused = response.status === 400 || response.status === 422 ? await refusedFields(response) : []
      await response.body?.cancel()
      const news = refused.filter(field => field in body && !this.#left.has(field))
      if (news.length === 0) throw troubleOfStatus(response.status, response.headers)
      for (const field of news) this.#left.add(field)
    }
  }

  #fitting(body: Record<string, unknown>): Record<string, unknown> {
    const kept = Object.entries(body).filter(([field]) => !this.#left.has(field))
    // The older name of the same limit.
    if (this.#left.has('max_completion_tokens')) kept.push(['max_tokens', body.max_completion_tokens])
    return { model: this.#address.name, ...Object.fromEntries(kept) }
  }

  async #send(path: string, body: object, signal: AbortSignal): Promise<Response> {
    const { baseUrl, apiKey } = this.#address
    const url = new URL(baseUrl)
    url.pathname = `${url.pathname.replace(/\/$/, '')}${path}`
    try {
      return await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'text/event-stream, application/json',
          ...(apiKey && { authorization: `Bearer ${apiKey}` }),
        },
        body: JSON.stringify(body),
        redirect: 'manual',
        signal,
      })
    } catch (error) {
      if (signal.aborted) throw error
      throw new ModelError('unavailable', `The model's server could not be reached${codeOf(error)}.`, 0)
    }
  }
}

/** The fields that a refusal speaks of. */
async function refusedFields(response: Response): Promise<string[]> {
  const text = await readSome(response).catch(() => '')
  const parsed = wireErrorSchema.safeParse(parseJson(text))
  const param = parsed.success && typeof parsed.data.error === 'object' ? parsed.data.error.param : undefined
  return OPTIONAL_FIELDS.filter(field => (param ? param.startsWith(field) : text.includes(field)))
}

async function readSome(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk)
    length += chunk.length
    if (length > LONGEST_ERROR) break
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The system's code of a failed connection, such as ECONNREFUSED; the message beside it would name the address. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? ` (${cause.code})` : ''
}
