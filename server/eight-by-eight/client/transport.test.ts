import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Call, pathOf } from './call.ts'
import { createTransport, type Transport, type TransportOptions } from './transport.ts'

const API_KEY = 'eght_very-secret-key'
const get: Call = { method: 'GET', path: '/chat-gateway/v1/webhooks' }
const post: Call = { method: 'POST', path: '/chat-gateway/v1/conversations', body: { text: 'Hello' } }
const anything = z.unknown()

/** 8x8 as one test needs it. */
let answer: RequestListener
let server: Server
let requests: string[]
const transports: Transport[] = []

beforeEach(async () => {
  requests = []
  server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`)
    answer(request, response)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
})

afterEach(async () => {
  server.closeAllConnections()
  server.close()
  await Promise.all(transports.splice(0).map(transport => transport.close()))
})

const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

function connect(options: Partial<TransportOptions> = {}): Transport {
  const transport = createTransport({
    baseUrl: options.baseUrl ?? origin(),
    apiKey: API_KEY,
    tenant: 'acme',
    ...options,
  })
  transports.push(transport)
  return transport
}

const respond =
  (status: number, body = '', headers = {}): RequestListener =>
  (_, response) => {
    response.writeHead(status, headers).end(body)
  }

describe('an answer', () => {
  test('is read as JSON', async () => {
    answer = respond(200, '{"id":"1"}')
    expect(await connect().json(get, z.object({ id: z.string() }))).toEqual({ id: '1' })
  })

  test('that is not what was agreed leaves doubt after a call that changes something', async () => {
    answer = respond(202, '<html>')
    const schema = z.object({ conversationId: z.string() })
    await expect(connect().json(post, schema)).rejects.toMatchObject({ kind: 'unexpected', ambiguous: true })
    await expect(connect().json(get, schema)).rejects.toMatchObject({ kind: 'unexpected', ambiguous: false })
  })

  test('without an end is not waited for', async () => {
    answer = (_, response) => {
      response.writeHead(200)
      const write = () => {
        if (!response.destroyed) response.write('x'.repeat(100_000), write)
      }
      write()
    }
    await expect(connect().json(get, anything)).rejects.toMatchObject({ kind: 'unexpected' })
  })

  test('of success is one, whatever follows its first line', async () => {
    answer = (_, response) => {
      response.writeHead(202, { 'content-length': '100' }).write('{"mess', () => response.destroy())
    }
    await expect(connect().send(post)).resolves.toBeUndefined()
  })

  test('that sends us elsewhere is an error, and nobody goes there', async () => {
    answer = respond(302, '', { location: `${origin()}/elsewhere` })
    const transport = connect()
    await expect(transport.send(post)).rejects.toMatchObject({
      kind: 'unexpected',
      status: 302,
      ambiguous: true,
    })
    await expect(transport.bytes(get, 10)).rejects.toMatchObject({ kind: 'unexpected', ambiguous: false })
    expect(requests).toEqual([`POST ${post.path}`, `GET ${get.path}`])
  })
})

describe('errors', () => {
  test('never hold the key, even if 8x8 repeats it', async () => {
    answer = respond(401, `{"message":"Invalid key ${API_KEY}"}`)
    const failure = await connect()
      .send(post)
      .catch((failure: unknown) => failure)
    expect(failure).toMatchObject({ kind: 'unauthorized', detail: 'Invalid key …' })
    expect(JSON.stringify(failure) + String(failure)).not.toContain(API_KEY)
  })

  test('of any length are explained', async () => {
    answer = respond(502, `<title>Bad Gateway</title>${'x'.repeat(1_000_000)}`)
    await expect(connect().send(post)).rejects.toMatchObject({ kind: 'unavailable', detail: 'Bad Gateway' })
  })

  test('cut short are explained as far as they go', async () => {
    answer = (_, response) => {
      response
        .writeHead(503, { 'content-length': '100', 'retry-after': '2' })
        .write('overloaded', () => response.destroy())
    }
    await expect(connect().send(post)).rejects.toMatchObject({ kind: 'unavailable', retryAfterMs: 2000 })
  })
})

describe('no answer', () => {
  test('within the time leaves doubt', async () => {
    answer = () => undefined
    const transport = connect({ timeoutMs: 50 })
    await expect(transport.send(post)).rejects.toMatchObject({ kind: 'timeout', ambiguous: true })
    await expect(transport.json(get, anything)).rejects.toMatchObject({ kind: 'timeout', ambiguous: false })
  })

  test('that drips is not waited for beyond the time', async () => {
    answer = (_, response) => {
      response.writeHead(200)
      const drip = setInterval(() => response.write(' '), 5)
      response.on('close', () => clearInterval(drip))
    }
    await expect(connect({ timeoutMs: 60 }).json(get, anything)).rejects.toMatchObject({ kind: 'timeout' })
  })

  test('because the connection broke leaves doubt', async () => {
    answer = request => request.socket.destroy()
    await expect(connect().send(post)).rejects.toMatchObject({ kind: 'network', ambiguous: true })
  })

  test('because nobody is there leaves none', async () => {
    const baseUrl = origin()
    server.close()
    await expect(connect({ baseUrl }).send(post)).rejects.toMatchObject({
      kind: 'network',
      code: 'ECONNREFUSED',
      ambiguous: false,
    })
    await expect(connect({ baseUrl: 'http://no-such-host.invalid' }).send(post)).rejects.toMatchObject({
      kind: 'network',
      ambiguous: false,
    })
  })
})

describe('a caller who gives up', () => {
  test('before the call has sent nothing', async () => {
    await expect(connect().send({ ...post, signal: AbortSignal.abort() })).rejects.toMatchObject({
      kind: 'aborted',
      ambiguous: false,
    })
    expect(requests).toEqual([])
  })

  test('during the call is told at once and in doubt', async () => {
    const giveUp = new AbortController()
    answer = () => giveUp.abort()
    await expect(connect().send({ ...post, signal: giveUp.signal })).rejects.toMatchObject({
      kind: 'aborted',
      ambiguous: true,
    })
  })

  test('during a download ends it', async () => {
    const giveUp = new AbortController()
    answer = (_, response) => {
      response.writeHead(200).write('beginning')
    }
    const bytes = await connect().bytes({ ...get, signal: giveUp.signal }, 1000)
    const read = async () => {
      for await (const _ of bytes) giveUp.abort()
    }
    await expect(read()).rejects.toMatchObject({ kind: 'aborted' })
  })

  test('a download that nobody reads ends by itself', async () => {
    answer = (_, response) => {
      response.writeHead(200).write('beginning')
    }
    const closed = once(server, 'connection').then(([socket]) => once(socket, 'close'))
    await connect().bytes({ ...get, timeoutMs: 50 }, 1000)
    await closed
  })
})

describe('limits', () => {
  test('no more connections than allowed, and the others wait their turn', async () => {
    let open = 0
    let most = 0
    answer = (_, response) => {
      open += 1
      most = Math.max(most, open)
      setTimeout(() => {
        open -= 1
        response.writeHead(202).end()
      }, 5)
    }
    const transport = connect({ connections: 3 })
    await Promise.all(Array.from({ length: 50 }, () => transport.send(post)))
    expect(most).toBe(3)
  })

  test('more calls than can ever be answered are turned away at once, without doubt', async () => {
    answer = () => undefined
    const transport = connect()
    const giveUp = new AbortController()
    const waiting = Array.from({ length: 2048 }, () => transport.send({ ...post, signal: giveUp.signal }))
    await expect(transport.send(post)).rejects.toMatchObject({ kind: 'unavailable', ambiguous: false })
    giveUp.abort()
    const kinds = (await Promise.allSettled(waiting)).map(
      result => result.status === 'rejected' && result.reason.kind,
    )
    expect(new Set(kinds)).toEqual(new Set(['aborted']))
  })
})

test.each(['', '.', '..', 'x'.repeat(5000)])(
  'an identifier of "%.9s" is refused before it is sent',
  async identifier => {
    const path = pathOf`/chat-gateway/v1/conversations/${identifier}/messages`
    await expect(connect().send({ ...post, path })).rejects.toMatchObject({
      kind: 'invalid',
      ambiguous: false,
    })
    expect(requests).toEqual([])
  },
)

test('an identifier stays in its place', async () => {
  answer = respond(204)
  await connect().send({ ...post, path: pathOf`/conversations/${'a/../b?c#d e\uD800'}/messages` })
  expect(requests).toEqual(['POST /conversations/a%2F..%2Fb%3Fc%23d%20e%EF%BF%BD/messages'])
})

test('a path before the API and a query are kept', async () => {
  answer = respond(200, '{}')
  const transport = connect({ baseUrl: `${origin()}/eu/` })
  await transport.json(
    { ...get, query: { size: 50, page: 0, filter: 'name==A&B', sort: undefined } },
    anything,
  )
  expect(requests).toEqual(['GET /eu/chat-gateway/v1/webhooks?size=50&page=0&filter=name%3D%3DA%26B'])
})
