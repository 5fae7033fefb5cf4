import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebServer } from './web-server.ts'

const IMPATIENT = { headersTimeout: 200, requestTimeout: 400, connectionsCheckingInterval: 50 }

describe('the web server', () => {
  const server = new WebServer((request, response) => {
    request.resume().once('end', () => response.end('heard'))
  }, IMPATIENT)
  let port: number
  beforeAll(async () => {
    port = await server.listen({ port: 0, host: '127.0.0.1' })
  })
  afterAll(() => new Promise(resolve => server.http.close(resolve)))

  const says = async (words: string) => {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    socket.write(words)
    return socket
  }

  it.each([
    ['a head', 'POST / HTTP/1.1\r\nhost: x\r\nx-slow: '],
    ['a body', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nslow'],
  ])(
    'hangs up on a hundred who do not come to the end of %s, and serves others meanwhile',
    async (_what, words) => {
      const slow = await Promise.all(Array.from({ length: 100 }, () => says(words)))
      const answers = Promise.all(slow.map(heardUntilClosed))
      expect(await (await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: 'quick' })).text()).toBe(
        'heard',
      )
      for (const answer of await answers) expect(answer).toMatch(/^(HTTP\/1.1 408 |$)/)
    },
  )

  it('rejects where its address is taken', async () => {
    await expect(new WebServer(() => {}).listen({ port, host: '127.0.0.1' })).rejects.toThrow('EADDRINUSE')
  })

  it('breaks off what is still open when its time is over', async () => {
    const socket = await says('GET / HTTP/1.1\r\nhost: x\r\nx-slow: ')
    const closed = heardUntilClosed(socket)
    const keep = server.cutAfter(0)
    expect(await closed).toBe('')
    keep()
  })
})

/** What came before the connection was closed or reset. */
function heardUntilClosed(socket: Socket): Promise<string> {
  let heard = ''
  socket.setEncoding('utf8').on('data', chunk => {
    heard += String(chunk)
  })
  socket.on('error', () => undefined)
  return new Promise(resolve => socket.once('close', () => resolve(heard)))
}
