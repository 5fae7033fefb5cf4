import { VirtualAgentError } from './virtual-agent-error.ts'

/** Largest answer that is read, in bytes after decompression. */
const MAX_ANSWER_LENGTH = 256 * 1024

export interface JsonRequest {
  url: string
  body: string
  headers?: Record<string, string>
  /** Ends the request and the reading of its answer. */
  signal: AbortSignal
}

/**
 * Posts JSON and reads a JSON answer; an empty one counts as `{}`. Redirects are refused, since they could lead a
 * signed request or a customer's words anywhere. Throws a `VirtualAgentError`.
 */
export async function postJson({ url, body, headers, signal }: JsonRequest): Promise<unknown> {
  const response = await send(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body,
    redirect: 'manual',
    signal,
  })
  if (response.ok) return parse(await read(response, signal))
  await response.body?.cancel()
  throw refusal(response.status)
}

/** A signal that fires when the caller gives up or the time is over, whichever comes first. */
export const withinSeconds = (seconds: number, signal: AbortSignal): AbortSignal =>
  AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000)])

async function send(url: string, request: RequestInit & { signal: AbortSignal }): Promise<Response> {
  try {
    return await fetch(url, request)
  } catch (error) {
    throw (
      interruption(request.signal) ??
      new VirtualAgentError('unreachable', `The bot could not be reached${codeOf(error)}.`)
    )
  }
}

/** The system's code of a failed connection, such as ECONNREFUSED; the message beside it would name the address. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? ` (${cause.code})` : ''
}

async function read(response: Response, signal: AbortSignal): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of response.body ?? []) {
      length += chunk.length
      if (length > MAX_ANSWER_LENGTH)
        throw new VirtualAgentError('too-large', `The bot's answer exceeds ${MAX_ANSWER_LENGTH} bytes.`)
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof VirtualAgentError) throw error
    throw interruption(signal) ?? new VirtualAgentError('failed', "The bot's answer broke off.")
  }
  return Buffer.concat(chunks).toString('utf8')
}

function interruption(signal: AbortSignal): VirtualAgentError | undefined {
  if (!signal.aborted) return undefined
  const reason: unknown = signal.reason
  return reason instanceof DOMException && reason.name === 'TimeoutError'
    ? new VirtualAgentError('timeout', 'The bot did not answer in time.')
    : new VirtualAgentError('aborted', 'The bot was no longer waited for.')
}

function refusal(status: number): VirtualAgentError {
  if (status >= 300 && status < 400)
    return new VirtualAgentError('redirected', 'The bot answered with a redirect, which is not followed.')
  if (status === 502 || status === 503 || status === 504)
    return new VirtualAgentError('unreachable', `The bot is not available (status ${status}).`)
  return new VirtualAgentError(status < 500 ? 'refused' : 'failed', `The bot answered with status ${status}.`)
}

function parse(text: string): unknown {
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new VirtualAgentError('invalid-answer', "The bot's answer is not JSON.")
  }
}
