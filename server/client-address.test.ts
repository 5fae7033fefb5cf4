import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientAddress } from './client-address.ts'

describe('the address of a client', () => {
  let seen: IncomingMessage
  const server = createServer((request, response) => {
    seen = request
    response.end()
  })
  beforeAll(() => new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve)))
  afterAll(() => new Promise(resolve => server.close(resolve)))

  it.each([
    [0, '198.51.100.7', '127.0.0.1'],
    [1, undefined, '127.0.0.1'],
    [1, '198.51.100.7', '198.51.100.7'],
    [1, '203.0.113.9, 198.51.100.7', '198.51.100.7'],
    [2, '203.0.113.9, 198.51.100.7', '203.0.113.9'],
    [3, '203.0.113.9, 198.51.100.7', '203.0.113.9'],
    [1, ' , ,', '127.0.0.1'],
  ])('with %i proxies to be believed, called with %j, is %s', async (proxies, forwarded, address) => {
    const headers: HeadersInit = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
    await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { headers })
    expect(clientAddress(seen, proxies)).toBe(address)
  })
})
