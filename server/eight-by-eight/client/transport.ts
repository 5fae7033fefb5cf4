import { Pool } from 'undici'
import type { z } from 'zod'
import { type Deadline, startDeadline } from '../../deadline.ts'
import { EightByEightError, errorFromFailure, errorFromResponse } from '../errors.ts'
import { parseJson } from '../lenient.ts'
import { createAccessTokens, type PasswordGrant } from './access-token.ts'
import { type Call, callError, hasEffect, isSafePath, operationOf, payloadOf, queryOf } from './call.ts'
import { limitBytes, readBeginning, readText } from './response-body.ts'

export interface TransportOptions {
  /** `https://api.8x8.com`, or a region's own host; a path before `/chat-gateway` is kept. */
  baseUrl: string
  apiKey?: string | undefined
  /** For a system that asks for a bearer token beside the key, or instead of it. */
  grant?: PasswordGrant | undefined
  tenant?: string | undefined
  /** For each call from its start to its last byte. */
  timeoutMs?: number
  /** Most connections to 8x8 at once. */
  connections?: number
  /** Hears of every call that ended. */
  onCall?: ((call: EndedCall) => void) | undefined
}

/** A call as it ended; `answer` is what 8x8 said of it, where it was to be read. */
export interface EndedCall {
  call: Call
  at: number
  status: number | undefined
  answer?: unknown
  error?: EightByEightError
}

export interface Transport {
  readonly tenant: string | undefined
  /** The JSON of a successful answer, read by a schema. */
  json: <Schema extends z.ZodType>(call: Call, schema: Schema) => Promise<z.output<Schema>>
  /** Resolves when 8x8 answered with success, whatever it says beside. */
  send: (call: Call) => Promise<void>
  /** The bytes of a successful answer as they come, at most `maxBytes`. */
  bytes: (call: Call, maxBytes: number) => Promise<AsyncIterable<Uint8Array>>
  /** Ends the connections when the calls under way are over. */
  close: () => Promise<void>
}

const MAX_ANSWER_BYTES = 8 * 1024 * 1024
const MAX_ERROR_BYTES = 16 * 1024
const MAX_CALLS_WAITING = 2048
const CONNECT_TIMEOUT_MS = 5000
const IDLE_TIMEOUT_MS = 60_000

/** HTTP to 8x8: key and tenant, deadlines, limits, and one kind of error. Redirects are errors. */
export function createTransport(options: TransportOptions): Transport {
  const { tenant, timeoutMs = 10_000, connections = 64 } = options
  const base = new URL(options.baseUrl)
  const prefix = base.pathname.replace(/\/+$/, '')
  const headers = {
    accept: 'application/hal+json, application/json',
    ...(tenant === undefined ? {} : { 'x-8x8-tenant': tenant }),
  }
  const headersWithKey = { ...headers, ...(options.apiKey && { 'x-api-key': options.apiKey }) }
  const tokens = options.grant && createAccessTokens(options.grant)
  const pool = new Pool(base.origin, {
    connections,
    allowH2: false,
    connect: { timeout: Math.min(timeoutMs, CONNECT_TIMEOUT_MS) },
    headersTimeout: IDLE_TIMEOUT_MS,
    bodyTimeout: IDLE_TIMEOUT_MS,
  })
  let waiting = 0

  async function json<Schema extends z.ZodType>(call: Call, schema: Schema) {
    using deadline = startDeadline(call.timeoutMs ?? timeoutMs, call.signal)
    return await heard(call, async () => {
      const text = await attempt(call, async () => readText(await start(call, deadline), MAX_ANSWER_BYTES))
      return readAnswer(call, schema, text)
    })
  }

  async function send(call: Call) {
    using deadline = startDeadline(call.timeoutMs ?? timeoutMs, call.signal)
    await heard(call, () =>
      attempt(call, async () => {
        const body = await start(call, deadline)
        await body.dump({ limit: MAX_ANSWER_BYTES }).catch(() => undefined)
      }),
    )
  }

  async function heard<Result>(call: Call, act: () => Promise<Result>): Promise<Result> {
    const at = Date.now()
    try {
      const answer = await act()
      options.onCall?.({ call, at, status: 200, answer })
      return answer
    } catch (error) {
      if (error instanceof EightByEightError) options.onCall?.({ call, at, status: error.status, error })
      throw error
    }
  }

  async function bytes(call: Call, maxBytes: number) {
    const deadline = startDeadline(call.timeoutMs ?? timeoutMs, call.signal)
    try {
      const body = await attempt(call, () => start(call, deadline))
      return readUntil(deadline, call, limitBytes(body, maxBytes))
    } catch (failure) {
      deadline[Symbol.dispose]()
      throw failure
    }
  }

  async function attempt<Result>(call: Call, act: () => Promise<Result>): Promise<Result> {
    if (call.signal?.aborted) throw callError(call, 'aborted', 'given up before it began')
    if (!isSafePath(call.path)) throw callError(call, 'invalid', 'an identifier has no place in a path')
    if (waiting >= MAX_CALLS_WAITING)
      throw callError(call, 'unavailable', `${waiting} calls are already waiting`)
    waiting += 1
    try {
      return await act()
    } catch (failure) {
      throw explain(call, failure)
    } finally {
      waiting -= 1
    }
  }

  /** The body of a successful answer. */
  async function start(call: Call, deadline: Deadline) {
    const token = call.withoutKey ? undefined : await tokens?.get()
    const authorization = token && { authorization: `Bearer ${token}` }
    const answer = await pool.request({
      method: call.method,
      path: prefix + call.path + queryOf(call),
      signal: deadline.signal,
      ...payloadOf(call, call.withoutKey ? headers : { ...headersWithKey, ...authorization }),
    })
    if (token && answer.statusCode === 401) tokens?.forget(token)
    if (answer.statusCode >= 200 && answer.statusCode < 300) return answer.body
    const text = await readBeginning(answer.body, MAX_ERROR_BYTES)
    throw errorFromResponse(operationOf(call), hasEffect(call), {
      status: answer.statusCode,
      retryAfter: answer.headers['retry-after']?.toString(),
      text: [options.apiKey, token].reduce<string>(hide, text),
    })
  }

  return { tenant, json, send, bytes, close: () => pool.close() }
}

const hide = (text: string, secret: string | undefined) => (secret ? text.replaceAll(secret, '…') : text)

async function* readUntil(deadline: Deadline, call: Call, body: AsyncIterable<Uint8Array>) {
  try {
    yield* body
  } catch (failure) {
    throw explain(call, failure)
  } finally {
    deadline[Symbol.dispose]()
  }
}

/** Fails in doubt: who cannot read the answer does not know what it says of the effect. */
function readAnswer<Schema extends z.ZodType>(call: Call, schema: Schema, text: string): z.output<Schema> {
  const answer = schema.safeParse(parseJson(text))
  if (answer.success) return answer.data
  throw callError(call, 'unexpected', 'the answer is not what Chat Gateway v1.0 says', {
    ambiguous: hasEffect(call),
  })
}

function explain(call: Call, failure: unknown): EightByEightError {
  if (failure instanceof EightByEightError) return failure
  const doubt = { ambiguous: hasEffect(call), cause: failure }
  if (call.signal?.aborted) return callError(call, 'aborted', 'given up by its caller', doubt)
  if (failure instanceof RangeError) return callError(call, 'unexpected', failure.message, doubt)
  return errorFromFailure(operationOf(call), hasEffect(call), failure)
}
