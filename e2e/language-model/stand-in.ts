import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { ControlledStream } from './controlled-stream.ts'
import { endEvent, failure, finishEvent, roleEvent, textEvent, usageEvent } from './wire.ts'

/** A request as it came. */
export interface Call {
  path: string
  headers: IncomingHttpHeaders
  body: { model?: string; messages?: { role: string; content: string }[]; input?: string[] } & Record<
    string,
    unknown
  >
}

/**
 * How a call is answered: a text, streamed in pieces; a stream under the test's control; or bytes with a status.
 * STALL never answers.
 */
export type Reply =
  | string
  | ControlledStream
  | { stalls: true }
  | { status?: number; headers?: Record<string, string>; body: string; hangUp?: boolean }

export type Script = (call: Call) => Reply | Promise<Reply>

/** What streamed texts are cut into, in characters; about a token. */
const PIECE = /[\s\S]{1,4}/g
const LARGEST_BODY = 4 * 1024 * 1024

/** Stays silent until the other side gives up. */
export const STALL = { stalls: true } as const

/**
 * A language model's server with a script in place of the model. It speaks OpenAI's wire: `/v1/chat/completions` as
 * server-sent events and `/v1/embeddings`. Scripts that were queued answer first, each one call; then the standing one.
 */
export class StandIn {
  readonly url: string
  readonly calls: Call[] = []
  readonly #server = createServer((request, response) => void this.#serve(request, response))
  readonly #queue: Script[] = []
  readonly #waiting = new Set<() => void>()
  readonly #pace: number
  #script: Script
  #vectorOf = lettersOf
  #isAside: (call: Call) => boolean = () => false

  private constructor(script: Script, pace: number) {
    this.#script = script
    this.#pace = pace
    this.url = ''
  }

  /** `pace` is how many milliseconds pass between two pieces of a streamed text; it comes at once where not given. */
  static async start(
    script: Script = () => 'Stand-in.',
    { port = 0, pace = 0 }: { port?: number; pace?: number } = {},
  ): Promise<StandIn> {
    const standIn = new StandIn(script, pace)
    await new Promise<void>(resolve => standIn.#server.listen(port, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(standIn.#server.address() as AddressInfo).port}/v1`
    return Object.assign(standIn, { url })
  }

  /** Answers every call from now on that no queued reply takes. */
  always(script: Script): void {
    this.#script = script
  }

  /** What texts mean from now on: `/v1/embeddings` answers with these vectors. */
  means(vectorOf: (text: string) => number[]): void {
    this.#vectorOf = vectorOf
  }

  /** Gives calls that a test is not about an answer that helps nobody, without counting them or giving them a queued reply. */
  setAside(isAside: (call: Call) => boolean): void {
    this.#isAside = isAside
  }

  /** Answers the next call that no reply was queued for. */
  next(reply: Reply | Script): void {
    this.#queue.push(typeof reply === 'function' ? reply : () => reply)
  }

  /** The next call's answer, under the test's control. */
  control(): ControlledStream {
    const stream = new ControlledStream()
    this.next(stream)
    return stream
  }

  /** Begins anew: no calls, nothing queued. */
  forget(): void {
    this.calls.length = 0
    this.#queue.length = 0
  }

  /** Resolves with all calls once so many have come. */
  async called(count: number): Promise<Call[]> {
    while (this.calls.length < count) await new Promise<void>(resolve => this.#waiting.add(resolve))
    return this.calls
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise(resolve => this.#server.close(resolve))
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call: Call = { path: request.url ?? '', headers: request.headers, body: await readBody(request) }
    if (this.#isAside(call)) return void stream('{}', call, response, 0)
    this.calls.push(call)
    for (const resolve of this.#waiting) resolve()
    this.#waiting.clear()
    if (call.path.endsWith('/embeddings') && this.#queue.length === 0)
      return answerEmbeddings(call, response, this.#vectorOf)
    const script = this.#queue.shift() ?? this.#script
    const reply = await script(call)
    if (typeof reply === 'string') return stream(reply, call, response, this.#pace)
    send(reply, response)
  }
}

function send(reply: Exclude<Reply, string>, response: ServerResponse): void {
  if ('stalls' in reply) return
  if (reply instanceof ControlledStream) return reply.attach(response)
  const { status = 200, headers = { 'content-type': 'application/json' }, body, hangUp } = reply
  response.writeHead(status, headers).write(body, () => (hangUp ? response.destroy() : response.end()))
}

async function stream(text: string, { body }: Call, response: ServerResponse, pace: number): Promise<void> {
  const pieces = text.match(PIECE) ?? []
  const asked = (body.messages ?? []).reduce((sum, { content }) => sum + Math.ceil(content.length / 4), 0)
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
  response.write(roleEvent())
  for (const piece of pieces) {
    if (pace > 0) await setTimeout(pace)
    if (response.destroyed) return
    response.write(textEvent(piece))
  }
  response.end(finishEvent() + usageEvent(asked, pieces.length) + endEvent())
}

function answerEmbeddings(
  { body }: Call,
  response: ServerResponse,
  vectorOf: (text: string) => number[],
): void {
  const data = (body.input ?? []).map((text, index) => ({
    object: 'embedding',
    index,
    embedding: vectorOf(text),
  }))
  const json = { object: 'list', data, model: body.model, usage: { prompt_tokens: 1, total_tokens: 1 } }
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(json))
}

/** A vector that says which letters a text has: near for texts that look alike, and always the same. */
function lettersOf(text: string): number[] {
  const counts = Array.from({ length: 32 }, () => 0)
  for (const letter of text.toLowerCase()) counts[(letter.codePointAt(0) ?? 0) % 32]! += 1
  const length = Math.hypot(...counts) || 1
  return counts.map(count => count / length)
}

async function readBody(request: IncomingMessage): Promise<Call['body']> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    chunks.push(chunk as Buffer)
    length += (chunk as Buffer).length
    if (length > LARGEST_BODY) throw new Error('The request is larger than a chat can be.')
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}') as Call['body']
}

/** Replies of servers in trouble. */
export const TROUBLES = {
  wrongKey: { status: 401, body: failure('Incorrect API key provided.', { code: 'invalid_api_key' }) },
  tooMany: (retryAfter?: string): Reply => ({
    status: 429,
    headers: { 'content-type': 'application/json', ...(retryAfter && { 'retry-after': retryAfter }) },
    body: failure('Rate limit reached.', { type: 'requests', code: 'rate_limit_exceeded' }),
  }),
  broken: { status: 500, body: failure('The server had an error.', { type: 'server_error' }) },
  notAStream: { status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Sign in</h1>' },
  refusing: (param: string): Reply => ({
    status: 400,
    body: failure(`Unsupported parameter: '${param}'.`, { param, code: 'unsupported_parameter' }),
  }),
}

/** Asks for JSON: what reads along rather than writes for somebody. */
export const asksForShape = ({ body }: Call): boolean => 'response_format' in body
