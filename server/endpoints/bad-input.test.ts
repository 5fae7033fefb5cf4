import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { io } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Bridge, URL_TOKEN } from '../../e2e/testing/bridge.ts'
import { CapturedLog } from '../../e2e/testing/captured-log.ts'
import { almost, bottomless, nastyBody, nastyJson } from '../../e2e/testing/nasty.ts'
import { countRows, untilQuiet } from '../../e2e/testing/row-counts.ts'

describe('bad input at the customer’s door', () => {
  const log = new CapturedLog('warn')
  let bridge: Bridge
  beforeAll(async () => {
    bridge = await Bridge.start({
      config: { trustProxy: 1 },
      overrides: { logger: log.logger },
      settings: { customer: { messagesPerMinute: 1_000_000 } },
    })
  })
  afterAll(() => bridge.close())

  afterEach(async () => {
    expect(log.errors).toEqual([])
    const customer = await bridge.answeredCustomer('Is anybody there?')
    customer.leave()
  })

  let addresses = 0
  /** Every request from an address of its own, so that none has to wait for the failures of others. */
  const anyAddress = () => ({ 'x-forwarded-for': `10.0.${(addresses >> 8) & 255}.${addresses++ & 255}` })
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await bridge.fetch(path, {
      ...init,
      headers: { ...anyAddress(), ...(init.headers as object) },
    })
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      text: await response.text(),
    }
  }
  /** What is refused is refused as a problem, and has left nothing behind. */
  const expectRefusedOrTaken = async (asking: () => ReturnType<typeof ask>) => {
    const before = countRows(bridge.config)
    const { status, type } = await asking()
    expect(status).toBeLessThan(500)
    if (status < 400) return
    expect(type).toContain('application/problem+json')
    expect(countRows(bridge.config)).toEqual(before)
  }
  const json = { 'content-type': 'application/json' }
  const turn = () => ({
    userId: randomUUID(),
    sessionId: randomUUID(),
    messageId: randomUUID(),
    text: 'Hello',
    data: { a: 1 },
  })

  it('is no error of a REST turn, whatever the body', async () => {
    await fc.assert(
      fc.asyncProperty(nastyBody, body =>
        expectRefusedOrTaken(() => ask(`/${URL_TOKEN}`, { method: 'POST', headers: json, body })),
      ),
      { numRuns: 800 },
    )
  }, 30_000)

  it('is no error of a REST turn, however nearly it is right', async () => {
    await fc.assert(
      fc.asyncProperty(almost(turn()), body =>
        expectRefusedOrTaken(() =>
          ask(`/${URL_TOKEN}`, { method: 'POST', headers: json, body: JSON.stringify({ ...body }) }),
        ),
      ),
      { numRuns: 800 },
    )
  }, 30_000)

  it.each([
    ['{"data":', '}'],
    ['[', ']'],
  ])('is no error of a REST turn, however deep it goes: %s', async (open, close) => {
    for (const levels of [31, 32, 33, 1_000, 20_000]) {
      const data = `{"deep":${open.repeat(levels)}1${close.repeat(levels)}}`
      const body = `{"userId":"u","sessionId":"${randomUUID()}","text":"Hello","data":${data}}`
      await expectRefusedOrTaken(() => ask(`/${URL_TOKEN}`, { method: 'POST', headers: json, body }))
    }
  })

  it('is no error of an address', async () => {
    const segment = fc.oneof(
      fc.constantFrom(URL_TOKEN, 'attachments', 'assets', 'uploads', 'fileuploadtoken', '..'),
      anyBytes,
    )
    const methods = fc.constantFrom('GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'POST')
    await fc.assert(
      fc.asyncProperty(fc.array(segment, { maxLength: 4 }), methods, async (path, method) => {
        const { status } = await ask(`/${path.join('/')}`, { method })
        expect(status).toBeLessThan(500)
      }),
      { numRuns: 500 },
    )
  })

  it('is no error of an upload', async () => {
    const { token } = JSON.parse((await ask(`/${URL_TOKEN}/fileuploadtoken`)).text) as { token: string }
    const head = (name: string) =>
      `--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`
    const type = fc.constantFrom(
      'multipart/form-data; boundary=b',
      'multipart/form-data',
      'multipart/form-data; boundary=',
      'text/plain',
    )
    const body = fc.oneof(
      nastyBody,
      fc
        .tuple(fc.string(), fc.string({ unit: 'binary' }))
        .map(([name, content]) => `${head(name)}${content}\r\n--b--`),
      fc.tuple(fc.string(), fc.nat(80)).map(([name, cut]) => `${head(name)}\r\n--b--\r\n`.slice(0, cut)),
      fc
        .uint8Array({ maxLength: 64 })
        .map(bytes => Buffer.concat([Buffer.from(head('a')), bytes, Buffer.from('\r\n--b--')])),
    )
    const headers = (contentType: string) => ({
      authorization: `Bearer ${token}`,
      'content-type': contentType,
    })
    await fc.assert(
      fc.asyncProperty(body, type, (content, contentType) =>
        expectRefusedOrTaken(() =>
          ask('/uploads', { method: 'POST', headers: headers(contentType), body: content }),
        ),
      ),
      { numRuns: 500 },
    )
  })

  it('is no error of a socket’s message', async () => {
    const customer = await bridge.answeredCustomer('Hello')
    const input = customer.input('Hello', { messageId: 'again and again', data: { a: 1 } })
    await fc.assert(
      fc.asyncProperty(fc.oneof(nastyJson, almost(input)), async payload => {
        const before = countRows(bridge.config)
        const answer: object = await customer.socket.timeout(5_000).emitWithAck('processInput', payload)
        if ('error' in answer) expect(countRows(bridge.config)).toEqual(before)
        else await untilQuiet(bridge.config)
      }),
      { numRuns: 1_000 },
    )
  }, 30_000)

  it('is no error of any other event, with or without an answer to it', async () => {
    const customer = await bridge.answeredCustomer('Hello')
    const before = countRows(bridge.config)
    const names = fc.oneof(
      fc.constantFrom('typingStatus', 'error', 'exception', 'output', 'handshake', 'join', 'events'),
      fc.string(),
    )
    const reserved = [
      'connect',
      'connect_error',
      'disconnect',
      'disconnecting',
      'newListener',
      'removeListener',
      'processInput',
    ]
    fc.assert(
      fc.property(names, nastyJson, fc.boolean(), (name, payload, asks) => {
        if (reserved.includes(name)) return
        if (asks) customer.socket.emit(name, payload, () => {})
        else customer.socket.emit(name, payload)
      }),
      { numRuns: 1_000 },
    )
    expect(await customer.sayAndHear(undefined)).toMatchObject({ error: { code: 'invalid' } })
    expect(countRows(bridge.config)).toEqual(before)
  })

  it('is no error of a handshake', async () => {
    const before = countRows(bridge.config)
    const ids = {
      urlToken: URL_TOKEN,
      userId: 'u',
      sessionId: 's',
      testMode: 'false',
      emitWithAck: 'true',
      handshake: 'true',
    }
    const query = fc.oneof(almost(ids), fc.dictionary(fc.string(), fc.string(), { noNullPrototype: true }))
    await fc.assert(
      fc.asyncProperty(query, nastyJson, async (handshake, answer) => {
        const texts = Object.entries(handshake)
          // The client's own encoder stumbles over this one.
          .filter(([name]) => name !== 'hasOwnProperty')
          .map(([name, value]) => [name.toWellFormed(), inWords(value)])
        await visit(bridge.service.url, anyAddress(), Object.fromEntries(texts), answer)
      }),
      { numRuns: 200 },
    )
    expect(countRows(bridge.config)).toEqual(before)
  }, 30_000)

  it('is no error of what comes before any protocol', async () => {
    const address = `${bridge.service.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket&urlToken=${URL_TOKEN}&userId=u&sessionId=s`
    const packet = fc.oneof(
      fc.string(),
      fc.uint8Array().map(bytes => new Uint8Array(bytes)),
      fc.json().map(text => `42${text}`),
      nastyJson.map(payload => `42${JSON.stringify(['processInput', payload])}`),
      fc.constantFrom(
        '40',
        '41',
        '42["processInput"',
        '451-["processInput",{"_placeholder":true,"num":0}]',
        '42[]',
        '43[]',
        '4',
        '99',
        `42["processInput",${bottomless(20_000)}]`,
      ),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(packet, { minLength: 1, maxLength: 5 }), async packets => {
        const socket = new WebSocket(address)
        await new Promise(resolve => socket.addEventListener('open', resolve))
        const closed = new Promise(resolve => socket.addEventListener('close', resolve))
        for (const one of ['40', ...packets]) socket.send(one)
        socket.close()
        await closed
      }),
      { numRuns: 300 },
    )
  }, 30_000)
})

/** Bytes as a path holds them, encoded or nearly so. */
const anyBytes = fc.oneof(
  fc
    .uint8Array({ maxLength: 20 })
    .map(bytes => [...bytes].map(byte => `%${byte.toString(16).padStart(2, '0')}`).join('')),
  fc.constantFrom('%', '%zz', '%e0%a4%a', '%00'),
)

const inWords = (value: unknown) =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed()

/** Connects, answers an inner handshake, and leaves as soon as the server has said yes or no. */
function visit(
  url: string,
  extraHeaders: Record<string, string>,
  query: Record<string, string>,
  answer: unknown,
): Promise<void> {
  const socket = io(url, {
    query,
    extraHeaders,
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  })
  socket.on('handshake', (acknowledge: (answer: unknown) => void) => acknowledge(answer))
  const settled = new Promise<void>(resolve => {
    for (const event of ['endpoint-ready', 'exception', 'disconnect', 'connect_error'])
      socket.on(event, () => resolve())
  })
  return settled.finally(() => socket.disconnect())
}
