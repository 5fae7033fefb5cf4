import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiClient, becomeOwner } from '../../e2e/testing/api-client.ts'
import { Bridge } from '../../e2e/testing/bridge.ts'
import { OtherPlatforms } from './other-platforms.ts'

const TOKEN = 'f'.repeat(64)

describe('another platform’s Config URL', () => {
  let answer: { status: number; body: string }
  let configUrl: string
  const server = createServer((_request, response) => {
    response.writeHead(answer.status, { 'content-type': 'application/json', location: '/elsewhere' })
    response.end(answer.body)
  })
  let bridge: Bridge
  let owner: ApiClient
  beforeAll(async () => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    configUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${TOKEN}`
    bridge = await Bridge.start()
    owner = await becomeOwner(bridge.service)
  })
  afterAll(async () => {
    await bridge.close()
    server.close()
  })

  const open = JSON.stringify({ active: true, URLToken: TOKEN })

  it.each([
    ['an endpoint that is active', 200, open, true],
    ['one that does not say its token, which the address does', 200, '{}', true],
    ['one that is not active', 200, JSON.stringify({ active: false, URLToken: TOKEN }), false],
    ['another endpoint', 200, JSON.stringify({ active: true, URLToken: 'e'.repeat(64) }), false],
    ['no endpoint', 404, '', false],
    ['a page', 200, '<html>', false],
    ['a redirect', 302, '', false],
    ['trouble of its own', 503, '', false],
    ['an endless answer', 200, `"${'x'.repeat(300_000)}"`, false],
  ])('that shows %s', async (_what, status, body, isOpen) => {
    answer = { status, body }
    expect(await new OtherPlatforms().vouchFor(TOKEN, configUrl)).toBe(isOpen)
  })

  it('decides whether the links of an ingested conversation open', async () => {
    const settings = { ingest: { configUrl } }
    await owner.ask('POST', '/endpoints', { id: 'elsewhere', name: 'Elsewhere', URLToken: TOKEN, settings })
    const items = [{ kind: 'message', messageId: '1', from: 'customer', text: 'Hello' }]
    const conversation = { userId: 'u', sessionId: 's' }
    await owner.ask('POST', '/endpoints/elsewhere/ingest', { ...conversation, items })
    const join = () => bridge.viewer({ ...conversation, URLToken: TOKEN }).join()
    answer = { status: 404, body: '' }
    expect(await join()).toHaveProperty('error.code', 'refused')
    answer = { status: 200, body: open }
    await bridge.restart()
    expect(await join()).toHaveProperty('lastSeq')
  })
})
