import { EventEmitter, once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo, Socket as Wire } from 'node:net'
import express, { type Response as Reply, type Request } from 'express'
import { Server, type Socket } from 'socket.io'

/** What the page sends as `processInput`. */
export interface ScriptedInput {
  URLToken: string
  userId: string
  sessionId: string
  messageId: string
  text?: string
  data?: { attachments?: { fileName: string }[] }
  [field: string]: unknown
}

/** What a message is answered with: taken, refused, or nothing at all. */
export type Answer = 'taken' | 'silence' | { error: { code: string; message: string } }

export const scriptedToken = 'f'.repeat(64)

/**
 * A real endpoint for one URLToken that speaks the customer's socket protocol and does as the test tells it:
 * configuration, uploads, and a socket that waits with `endpoint-ready` as the server does.
 */
export class ScriptedEndpoint implements AsyncDisposable {
  readonly inputs: ScriptedInput[] = []
  readonly uploads: { name: string; bytes: number; authorization: string | undefined }[] = []
  active = true
  answer: Answer = 'taken'
  /** Why uploads are refused, where they are. */
  uploadRefusal?: string
  #http = createServer()
  #io = new Server(this.#http, { cors: { origin: '*' } })
  #heard = new EventEmitter()
  #wires = new Set<Wire>()

  static async start(): Promise<ScriptedEndpoint> {
    const endpoint = new ScriptedEndpoint()
    endpoint.#http.listen(0, '127.0.0.1')
    await once(endpoint.#http, 'listening')
    return endpoint
  }

  private constructor() {
    this.#http.on('request', this.#routes())
    this.#http.on('connection', wire => {
      this.#wires.add(wire)
      wire.on('close', () => this.#wires.delete(wire))
    })
    this.#io.on('connection', socket => this.#connected(socket))
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`
  }

  /** The next handshake's query, as the server parses it. */
  async nextHandshake(): Promise<Record<string, string>> {
    const [query] = await once(this.#heard, 'handshake')
    return query
  }

  async nextInput(): Promise<ScriptedInput> {
    const [input] = await once(this.#heard, 'input')
    return input
  }

  async nextTyping(): Promise<{ status: string }> {
    const [typing] = await once(this.#heard, 'typing')
    return typing
  }

  /** Says something to every customer; resolves when their client acknowledged it. */
  async output(data: {
    text?: string
    data?: unknown
    traceId: string
    source?: 'bot' | 'agent'
  }): Promise<void> {
    await this.#io.timeout(5_000).emitWithAck('output', { type: 'output', data: { source: 'bot', ...data } })
  }

  emit(event: 'typingStatus' | 'exception', payload: unknown): void {
    this.#io.emit(event, payload)
  }

  /** Cuts every connection, as a lost network does. */
  cut(): void {
    for (const wire of this.#wires) wire.destroy()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut()
    await this.#io.close()
  }

  #routes() {
    const app = express()
    app.use((_request, response, next) => {
      response.set({ 'access-control-allow-origin': '*', 'access-control-allow-headers': 'authorization' })
      next()
    })
    app.get(`/${scriptedToken}`, (_request, response) => {
      response.json({ active: this.active, URLToken: scriptedToken, settings: {} })
    })
    app.get(`/${scriptedToken}/fileuploadtoken`, (request, response) => {
      const userId = new URL(request.url, this.url).searchParams.get('userId')
      response.json({ token: `for ${userId}`, fileUploadUrl: `${this.url}/upload` })
    })
    app.post('/upload', express.raw({ type: '*/*' }), (request, response) =>
      this.#takeFile(request, response),
    )
    app.get('/attachments/file-1', (_request, response) => {
      const isClaimed = this.inputs.some(({ data }) => data?.attachments)
      if (!isClaimed) response.sendStatus(404)
      else response.type('image/png').send(onePixel)
    })
    return app
  }

  async #takeFile(request: Request, response: Reply): Promise<void> {
    if (this.uploadRefusal) {
      response.status(415).json({ type: 'about:blank', status: 415, title: this.uploadRefusal })
      return
    }
    const file = await fileIn(request.body, request.headers['content-type'] ?? '')
    this.uploads.push({ name: file.name, bytes: file.size, authorization: request.headers.authorization })
    response.json({
      runtimeFileId: 'file-1',
      fileName: file.name,
      status: 'scanned',
      mimeType: file.type,
      size: file.size,
      url: '/attachments/file-1',
    })
  }

  #connected(socket: Socket): void {
    this.#heard.emit('handshake', socket.handshake.query)
    socket.on('typingStatus', status => this.#heard.emit('typing', status))
    socket.on('processInput', (input: ScriptedInput, acknowledge: (answer: object) => void) => {
      this.inputs.push(input)
      if (this.answer !== 'silence') acknowledge(this.answer === 'taken' ? {} : this.answer)
      this.#heard.emit('input', input)
    })
    socket.emit('endpoint-ready')
  }
}

async function fileIn(body: BodyInit, contentType: string): Promise<File> {
  const form = await new Response(body, { headers: { 'content-type': contentType } }).formData()
  return form.get('file') as File
}

/** A picture of one pixel. */
export const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)
