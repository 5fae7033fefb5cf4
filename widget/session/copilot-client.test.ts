import { afterEach, expect, test } from 'vitest'
import type { Joined, Typing } from '../../server/protocol/copilot.ts'
import type { SessionEvent } from '../../server/protocol/session-events.ts'
import { ScriptedServer, type ScriptedServerOptions, scriptedLink } from '../testing/scripted-server.ts'
import { type ConnectionState, CopilotClient, type CopilotListener } from './copilot-client.ts'

const releases: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const release of releases.splice(0).reverse()) await release()
})

/** Remembers what it hears and lets a test wait for it. */
class Witness implements CopilotListener {
  readonly states: string[] = []
  readonly events: SessionEvent[] = []
  readonly typings: Typing[] = []
  serverTime = 0
  changes = 0
  #changed = Promise.withResolvers<void>()

  get lastSeq() {
    return this.events.at(-1)?.seq ?? 0
  }
  connectionChanged(state: ConnectionState) {
    const name = state.name === 'refused' ? `refused: ${state.code}` : state.name
    if (this.states.at(-1) !== name) this.states.push(name)
    this.#change()
  }
  joined(answer: Joined) {
    this.serverTime = answer.serverTime
  }
  eventsArrived(events: SessionEvent[]) {
    this.events.push(...events)
    this.#change()
  }
  draftStarted() {}
  draftGrew() {}
  draftEnded() {}
  typingChanged(typing: Typing) {
    this.typings.push(typing)
    this.#change()
  }
  async sees(what: (witness: Witness) => boolean) {
    while (!what(this)) await this.#changed.promise
  }
  #change() {
    this.changes++
    this.#changed.resolve()
    this.#changed = Promise.withResolvers()
  }
}

async function startServer(options?: ScriptedServerOptions) {
  const server = await ScriptedServer.start(options)
  releases.push(() => server[Symbol.asyncDispose]())
  return server
}

function openClient(origin: string, retryDelays: number[], link = scriptedLink) {
  const witness = new Witness()
  const client = new CopilotClient(origin, link, witness, retryDelays)
  releases.push(() => client.close())
  client.open()
  return { client, witness }
}

const manyTries = Array.from({ length: 50 }, () => 20)
const said = (seq: number, text: string): SessionEvent => ({
  type: 'message',
  seq,
  at: seq,
  messageId: `m${seq}`,
  from: 'customer',
  text,
})
const stands = (state: string) => (witness: Witness) => witness.states.at(-1) === state

test('joins with the link and hears what was said before and what is said now', async () => {
  const server = await startServer({ events: [said(1, 'Hello')], serverTime: 1234 })
  const { witness } = openClient(server.origin, manyTries)
  await witness.sees(stands('joined'))
  server.append(said(2, 'Anyone there?'))
  server.typing({ from: 'customer', writing: true })
  await witness.sees(({ typings }) => typings.length > 0)

  expect(server.joins).toEqual([{ protocolVersion: 1, ...scriptedLink, after: 0 }])
  expect(witness.events.map(event => event.seq)).toEqual([1, 2])
  expect(witness.typings).toEqual([{ from: 'customer', writing: true }])
  expect(witness.states).toEqual(['connecting', 'joined'])
  expect(witness.serverTime).toBe(1234)
})

test('finds a server that stands below a path', async () => {
  const server = await startServer({ prefix: '/desk', events: [said(1, 'Hello')] })
  const { witness } = openClient(server.address, manyTries)
  await witness.sees(({ lastSeq }) => lastSeq === 1)
})

test('asks by polling where no WebSocket comes through', async () => {
  const server = await startServer({
    events: [said(1, 'Hello')],
    webSockets: false,
    answers: { search: { passages: [] } },
  })
  const { client, witness } = openClient(server.origin, manyTries)
  await witness.sees(stands('joined'))
  await witness.sees(({ lastSeq }) => lastSeq === 1)
  expect(await client.request('search', { text: 'router' })).toEqual({ passages: [] })
  server.goAway()
  await witness.sees(stands('reconnecting'))
  server.comeBack()
  await witness.sees(stands('joined'))
})

test('asks for answers, and says at once that it cannot while it is not joined', async () => {
  const server = await startServer({ answers: { search: { passages: [] }, ask: new Error('Ask later.') } })
  const { client, witness } = openClient(server.origin, manyTries)
  await expect(client.request('search', { text: 'router' })).rejects.toMatchObject({ code: 'offline' })
  await witness.sees(stands('joined'))
  expect(await client.request('search', { text: 'router' })).toEqual({ passages: [] })
  await expect(client.request('ask', { requestId: 'a', question: 'Why?' })).rejects.toMatchObject({
    message: 'Ask later.',
  })
  const waiting = client.request('search', { text: 'router' })
  server.goAway()
  await expect(waiting).rejects.toMatchObject({ code: 'offline' })
})

test('after an interruption it hears what it missed, once', async () => {
  const server = await startServer({ events: [said(1, 'Hello')] })
  const { witness } = openClient(server.origin, manyTries)
  await witness.sees(stands('joined'))
  server.goAway()
  await witness.sees(stands('reconnecting'))
  server.append(said(2, 'My line is down'))
  server.comeBack()
  await witness.sees(stands('joined'))
  await witness.sees(({ lastSeq }) => lastSeq === 2)

  expect(server.joins.map(join => join.after)).toEqual([0, 1])
  expect(witness.events.map(event => event.seq)).toEqual([1, 2])
  expect(witness.states).toEqual(['connecting', 'joined', 'reconnecting', 'joined'])
})

test('comes back too when the server closes the connection itself', async () => {
  const server = await startServer()
  const { witness } = openClient(server.origin, manyTries)
  await witness.sees(stands('joined'))
  server.disconnect()
  await witness.sees(stands('reconnecting'))
  await witness.sees(stands('joined'))
  expect(server.joins).toHaveLength(2)
})

test('gives up after the last attempt, and tries again when it is asked to', async () => {
  const server = await startServer()
  server.goAway()
  const { client, witness } = openClient(server.origin, [5, 5])
  await witness.sees(stands('lost'))
  server.comeBack()
  client.open()
  await witness.sees(stands('joined'))
  expect(witness.states).toEqual(['connecting', 'lost', 'connecting', 'joined'])
})

test('a refused link is not tried again', async () => {
  const server = await startServer()
  const { witness } = openClient(server.origin, manyTries, { ...scriptedLink, userId: 'someone-else' })
  await witness.sees(stands('refused: refused'))
  expect(server.joins).toHaveLength(1)
})

test('a session that is closed while it is open is refused from then on', async () => {
  const server = await startServer({ events: [said(1, 'Hello')] })
  const { witness } = openClient(server.origin, manyTries)
  await witness.sees(stands('joined'))
  server.closeSession()
  await witness.sees(stands('refused: refused'))
  expect(server.joins).toHaveLength(1)
})

test.each(['not-ready', 'too-many', 'unknown'] as const)('waits and asks again after "%s"', async code => {
  const server = await startServer()
  server.refuse(code)
  const { witness } = openClient(server.origin, manyTries)
  await server.joinsReach(2)
  server.refuse(undefined)
  await witness.sees(stands('joined'))
  expect(witness.states).toEqual(['connecting', 'joined'])
})

test('an older widget is told that it is out of date', async () => {
  const server = await startServer()
  server.refuse('unsupported-version')
  const { witness } = openClient(server.origin, manyTries)
  await witness.sees(stands('refused: unsupported-version'))
})

test('does not come back when it is closed while it joins', async () => {
  const server = await startServer()
  const { client, witness } = openClient(server.origin, manyTries)
  await server.joinsReach(1)
  const { changes } = witness
  client.close()
  const { witness: other } = openClient(server.origin, manyTries)
  await other.sees(stands('joined'))
  server.goAway()
  await other.sees(stands('reconnecting'))
  expect(witness.changes).toBe(changes)
})

test('hears nothing more once it is closed', async () => {
  const server = await startServer()
  const { client, witness } = openClient(server.origin, manyTries)
  await witness.sees(stands('joined'))
  client.close()
  const { witness: other } = openClient(server.origin, manyTries)
  await other.sees(stands('joined'))
  server.append(said(1, 'Hello'))
  await other.sees(({ lastSeq }) => lastSeq === 1)
  expect(witness.events).toEqual([])
  expect(witness.states.at(-1)).toBe('joined')
})
