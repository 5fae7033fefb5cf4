import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CopilotViewer, Customer } from '../e2e/testing/people.ts'
import { type BotServer, startBotServer } from './virtual-agent/testing/bot-server.ts'

const TOKEN = 'd'.repeat(64)

describe('the server as a process', () => {
  let folder: string
  let bot: BotServer
  const running = new Set<ChildProcess>()
  beforeAll(async () => {
    bot = await startBotServer(() => {})
  })
  afterAll(() => bot[Symbol.asyncDispose]())
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'server-'))
  })
  afterEach(async () => {
    for (const child of running) child.kill('SIGKILL')
    await rm(folder, { recursive: true })
  })

  const run = (environment: NodeJS.ProcessEnv = {}) => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('./main.ts', import.meta.url))], {
      env: { PORT: '0', DATA_DIR: folder, SETUP_FILE: join(folder, 'setup.json'), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.add(child)
    child.once('exit', () => running.delete(child))
    return child
  }
  /** Starts a server with one endpoint whose bot never answers; resolves with where it listens. */
  const start = async () => {
    const virtualAgent = { kind: 'webhook', url: bot.url, secret: 'a secret of the test bot' }
    const endpoint = { id: 'slow', name: 'Slow', URLToken: TOKEN, settings: { virtualAgent } }
    await writeFile(join(folder, 'setup.json'), JSON.stringify({ endpoints: [endpoint] }))
    const child = run()
    for await (const line of createInterface(child.stdout)) {
      const { msg, url } = JSON.parse(line) as { msg: string; url: string }
      if (msg === 'listening') return { child, url }
    }
    throw new Error('The server did not start.')
  }
  const failureOf = async (environment: NodeJS.ProcessEnv) => {
    const child = run(environment)
    const [message, [code]] = await Promise.all([
      text(child.stderr),
      once(child, 'exit') as Promise<[number]>,
    ])
    return { message, code }
  }

  it('names every variable that is wrong, and ends with 1', async () => {
    const { message, code } = await failureOf({ PORT: 'http', LOG_LEVEL: 'loud' })
    expect(code).toBe(1)
    expect(message).toMatch(/^PORT: .*\nLOG_LEVEL: .*\n$/)
  })

  it('ends with 1 where the setup file cannot be used, and says why', async () => {
    const { message, code } = await failureOf({ SETUP_FILE: join(folder, 'gone.json') })
    expect([code, message]).toEqual([1, `SETUP_FILE: ${join(folder, 'gone.json')} cannot be read\n`])
  })

  it('prints a link that makes the first owner, beside the log and not in it', async () => {
    await writeFile(join(folder, 'setup.json'), '{}')
    const child = run()
    const log: string[] = []
    child.stdout.on('data', chunk => log.push(String(chunk)))
    let link = ''
    for await (const line of createInterface(child.stderr)) {
      link = /^http.*$/.exec(line)?.[0] ?? ''
      if (link) break
    }
    const { origin, hash } = new URL(link)
    const token = new URLSearchParams(hash.split('?')[1]).get('token') ?? ''
    const body = JSON.stringify({
      token,
      email: 'o@a.example',
      name: 'Olga',
      password: 'a long enough secret',
    })
    const headers = { 'content-type': 'application/json' }
    expect((await fetch(`${origin}/api/v1/setup`, { method: 'POST', headers, body })).status).toBe(201)
    expect(log.join()).toContain('listening')
    expect(log.join()).not.toContain(token)
  })

  it('ends with 1 where its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    const { message, code } = await failureOf({ PORT: String(port), SETUP_FILE: '' })
    expect([code, message]).toEqual([
      1,
      `PORT: listen EADDRINUSE: address already in use 127.0.0.1:${port}\n`,
    ])
    other.close()
  })

  it('leaves a data folder to the server that has it, and takes it when that one was killed', async () => {
    const { child } = await start()
    const { message, code } = await failureOf({})
    expect(code).toBe(1)
    expect(message).toMatch(/^The data folder .* is in use by another server\..*\n$/)
    child.kill('SIGKILL')
    await once(child, 'exit')
    await start()
  })

  it('ends with 0 within seconds when it is asked to, whoever is still connected', async () => {
    const { child, url } = await start()
    const people = [
      new Customer({ url, URLToken: TOKEN }),
      new Customer({ url, URLToken: TOKEN, client: 2 }),
      new Customer({ url, URLToken: TOKEN, transports: ['polling'] }),
      new Customer({ url, URLToken: TOKEN, handshake: 'inner', acknowledges: () => false }),
    ]
    await Promise.all(people.map(({ ready }) => ready))
    await Promise.all(people.map(customer => customer.sayAndHear('Hello')))
    const viewers = people.map(customer => new CopilotViewer(url, { URLToken: TOKEN, ...idsOf(customer) }))
    await Promise.all(viewers.map(viewer => viewer.join()))
    const waiting = fetch(`${url}/${TOKEN}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ userId: 'u', sessionId: 's', text: 'Hello' }),
    }).catch(() => undefined)
    const mute = await connected(url, '')
    const halfSaid = await connected(
      url,
      `POST /${TOKEN} HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{`,
    )
    const deafSocket = await connected(
      url,
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n' +
        'sec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
    )
    await expect.poll(() => bot.requests.length).toBeGreaterThanOrEqual(5)

    const asked = performance.now()
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
    expect(performance.now() - asked).toBeLessThan(6_000)
    await waiting
    for (const person of [...people, ...viewers]) person.leave()
    for (const socket of [mute, halfSaid, deafSocket]) socket.destroy()
  })
})

const idsOf = ({ userId, sessionId }: Customer) => ({ userId, sessionId })

/** A connection that says something and then nothing more. */
async function connected(url: string, says: string) {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write(says)
  return socket
}
