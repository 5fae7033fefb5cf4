import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { crc32 } from 'node:zlib'

const KEY_ID = 'bench'
const signAsync = promisify(
  (data: Buffer, key: KeyObject, done: (error: Error | null, signature: Buffer) => void) =>
    sign('RSA-SHA256', data, key, done),
)

/** A webhook signed ahead of time, so that signing costs nothing while it is measured. */
export interface ReadyWebhook {
  conversationId: string
  text: string
  body: string
  headers: Record<string, string>
}

interface Held {
  id: string
  author: 'agent' | 'user'
  text: string
  at: number
}

/**
 * The least of Chat Gateway v1.0 that a handover needs, on bare node:http, so that the load generator stays light.
 * Behaviour is not its business (the simulator's is); it answers and tells when a message came.
 */
export class BenchGateway {
  readonly url: string
  /** Called for each message that arrives, with its text. */
  onMessage: (conversationId: string, text: string) => void = () => {}
  /** Called with each new conversation. */
  onConversation: (conversationId: string) => void = () => {}
  readonly #server: Server
  readonly #key = generateKeyPairSync('rsa', { modulusLength: 2048 })
  readonly #held = new Map<string, Held[]>()
  #count = 0

  private constructor(server: Server) {
    this.#server = server
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    server.on('request', (request, response) => void this.#answer(request, response))
  }

  static async start(): Promise<BenchGateway> {
    const server = createServer()
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    return new BenchGateway(server)
  }

  /** A signed webhook; `data` is that of Chat Gateway's event of this type. */
  async webhook(conversationId: string, eventType: string, data: object, text = ''): Promise<ReadyWebhook> {
    const now = Date.now()
    const body = JSON.stringify({ eventType, conversationId, timestamp: now, data })
    const claims = {
      checksum: crc32(body),
      cid: 'bench',
      eid: `e${this.#count++}`,
      retry: 0,
      tid: 'bench',
      tt: now,
    }
    const header = Buffer.from(
      JSON.stringify({ b64: false, crit: ['b64'], kid: KEY_ID, alg: 'RS256' }),
    ).toString('base64url')
    const signature = await signAsync(
      Buffer.from(`${header}.${JSON.stringify(claims)}`),
      this.#key.privateKey,
    )
    const headers = {
      'content-type': 'application/json',
      'x-8x8-tenant-id': claims.tid,
      'x-8x8-customer-id': claims.cid,
      'x-8x8-event-id': claims.eid,
      'x-8x8-retry': '0',
      'x-8x8-transmission-time': String(now),
      'x-8x8-signature': `${header}..${signature.toString('base64url')}`,
    }
    return { conversationId, text, body, headers }
  }

  /** The agent's message behind a webhook, as a list of messages will show it. */
  hold({ conversationId, text }: ReadyWebhook): void {
    this.#keep(conversationId, 'agent', text)
  }

  #keep(conversationId: string, author: Held['author'], text: string): void {
    const held = this.#held.get(conversationId) ?? []
    this.#held.set(conversationId, held)
    held.push({ id: `m${this.#count++}`, author, text, at: Date.now() })
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise(resolve => this.#server.close(resolve))
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '', query = ''] = (request.url ?? '').split('?')
    const [, , , resource, id = '', below] = path.split('/')
    if (resource === 'jwk')
      return json(response, 200, { ...this.#key.publicKey.export({ format: 'jwk' }), kid: KEY_ID })
    if (below === 'messages' && request.method === 'GET')
      return this.#list(response, id, new URLSearchParams(query))
    const body = await read(request)
    if (below === 'messages') {
      const { text } = JSON.parse(body) as { text: string }
      this.#keep(id, 'user', text)
      response.writeHead(202).end()
      return this.onMessage(id, text)
    }
    if (resource === 'conversations' && id === '') return this.#create(response)
    response.writeHead(204).end()
  }

  #create(response: ServerResponse): void {
    const conversationId = `c${this.#count++}`
    json(response, 202, { conversationId, createdAt: new Date().toISOString() })
    this.onConversation(conversationId)
  }

  #list(response: ServerResponse, id: string, query: URLSearchParams): void {
    const held = this.#held.get(id) ?? []
    const size = Number(query.get('size') ?? 20)
    const from = held.length - size * (Number(query.get('page') ?? 0) + 1)
    const messages = held
      .slice(Math.max(0, from), Math.max(0, from + size))
      .reverse()
      .map(message => ({
        id: message.id,
        text: message.text,
        createdAt: new Date(message.at).toISOString(),
        author: { type: message.author },
        attachments: [],
      }))
    json(response, 200, { _embedded: { messages }, page: { totalPages: Math.ceil(held.length / size) } })
  }
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/hal+json' }).end(JSON.stringify(body))
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
