import type { Namespace, Socket } from 'socket.io'
import type { z } from 'zod'
import type { Typing } from '../protocol/copilot.ts'
import {
  type CustomerHandshake,
  innerHandshakeSchema,
  processInputSchema,
  queryHandshakeSchema,
  typingStatusSchema,
} from '../protocol/customer.ts'
import type { EventOf, SessionEvent } from '../protocol/session-events.ts'
import { isHandoverOn } from '../sessions/handover-state.ts'
import { type SessionOwner, sessionKey } from '../sessions/session-key.ts'
import type { Logger } from '../telemetry/logger.ts'
import { acceptMessage, type DoorParts } from './accept-message.ts'
import type { Endpoint, EndpointDirectory } from './endpoint-directory.ts'
import { OutputFeed } from './output-feed.ts'
import { Refusal, toSocketError } from './refusal.ts'

export interface CustomerSocketParts extends DoorParts {
  endpoints: EndpointDirectory
  publicUrl: () => string
  findMessages: (key: string, seqs: readonly number[]) => Promise<EventOf<'message'>[]>
  /** Tells the agent's side that the customer is writing. */
  customerTyping: (key: string, typing: Typing) => void
  logger: Logger
}

/** Room of every socket of one session's customer. */
export const customerRoom = (key: string) => `customer:${key}`

const HANDSHAKE_MILLISECONDS = 10_000
const ACKNOWLEDGE_MILLISECONDS = 10_000

interface Visit {
  endpoint: Endpoint
  owner: SessionOwner
  key: string
  wantsAcknowledgements: boolean
}

/**
 * The socket protocol that Cognigy's clients speak, on the default namespace: handshake in the query or inside the
 * socket, `endpoint-ready`, `processInput`, `output`, `typingStatus`, `finalPing`, `exception`.
 */
export function serveCustomers(namespace: Namespace, parts: CustomerSocketParts): void {
  namespace.on('connection', socket => {
    // Older clients send before `endpoint-ready`: what they say waits for the visit to be known.
    const visit = welcome(parts, socket)
    socket.on('processInput', (payload: unknown, acknowledge: unknown) => void hear(parts, socket, visit, payload, acknowledge))
    socket.on('typingStatus', (payload: unknown) => void typing(parts, visit, payload))
    visit.then(known => open(parts, socket, known)).catch(error => turnAway(parts, socket, error))
  })
}

async function welcome(parts: CustomerSocketParts, socket: Socket): Promise<Visit> {
  const address = socket.handshake.address
  if (await parts.limits.isBlocked(address)) throw new Refusal('too-many', 'Too many failed attempts. Please wait a minute.')
  const handshake = await shakeHands(socket)
  const endpoint = await parts.endpoints.byToken(handshake.urlToken)
  if (!endpoint?.settings.active) {
    await parts.limits.mayFail(address)
    throw new Refusal('refused', 'This chat is not available.')
  }
  const { userId, sessionId } = handshake
  const owner = { endpointId: endpoint.id, userId, sessionId }
  const key = sessionKey(endpoint.id, sessionId)
  const session = await parts.log.find(key)
  if (session && session.owner.userId !== userId) {
    await parts.limits.mayFail(address)
    throw new Refusal('refused', 'These ids do not belong together.')
  }
  return { endpoint, owner, key, wantsAcknowledgements: handshake.emitWithAck }
}

async function shakeHands(socket: Socket): Promise<CustomerHandshake> {
  const { query } = socket.handshake
  if (query.handshake !== 'true') return parse(queryHandshakeSchema, decodeQuery(query))
  const answer: unknown = await socket.timeout(HANDSHAKE_MILLISECONDS).emitWithAck('handshake')
  return parse(innerHandshakeSchema, answer)
}

/** The clients encode each value twice; the transport has undone one of them. */
function decodeQuery(query: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, decodeOnce(value)]))
}

function decodeOnce(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Refusal('invalid', `${issue?.path.join('.') || 'The payload'}: ${issue?.message ?? 'is not valid'}`)
}

/** Begins to send what the customer has not seen yet, and says that messages are welcome. */
async function open(parts: CustomerSocketParts, socket: Socket, visit: Visit): Promise<void> {
  const session = await parts.log.find(visit.key)
  if (socket.disconnected) return
  await socket.join(customerRoom(visit.key))
  socket.emit('endpoint-ready')
  const from = { acknowledgedSeq: session?.acknowledgedSeq ?? 0, lastSeq: session?.state.seq ?? 0 }
  const context = {
    key: visit.key,
    publicUrl: parts.publicUrl(),
    findMessages: (seqs: readonly number[]) => parts.findMessages(visit.key, seqs),
  }
  const showTurn = createTurnIndicator(socket, isHandoverOn(session?.state.handover))
  const feed = new OutputFeed(parts.log, context, from, {
    send: data => sendOutput(socket, visit, { type: 'output', data }),
    onEvent: (event, live) => {
      if (live) showTurn(event)
    },
    onFailure: () => socket.disconnect(true),
  })
  socket.on('disconnect', () => feed.close())
}

function sendOutput(socket: Socket, visit: Visit, payload: object): Promise<boolean> {
  if (!visit.wantsAcknowledgements) {
    socket.emit('output', payload)
    return Promise.resolve(socket.connected)
  }
  return socket
    .timeout(ACKNOWLEDGE_MILLISECONDS)
    .emitWithAck('output', payload)
    .then(
      () => true,
      () => false,
    )
}

/** Shows that the virtual agent is at work, from the customer's message to the end of its turn. */
function createTurnIndicator(socket: Socket, handedOver: boolean): (event: SessionEvent) => void {
  let withAgent = handedOver
  const show = (status: 'typingOn' | 'typingOff') => socket.emit('typingStatus', { status })
  return event => {
    if (event.type === 'handover-requested') withAgent = true
    if (event.type === 'handover-ended') withAgent = false
    if (event.type === 'message' && event.from === 'customer' && !withAgent) show('typingOn')
    if (event.type !== 'turn-ended') return
    show('typingOff')
    socket.emit('finalPing', { type: 'regular' })
  }
}

async function hear(
  parts: CustomerSocketParts,
  socket: Socket,
  arriving: Promise<Visit>,
  payload: unknown,
  acknowledge: unknown,
): Promise<void> {
  const answer = typeof acknowledge === 'function' ? (result: object) => void acknowledge(result) : undefined
  try {
    const visit = await arriving
    const input = parse(processInputSchema, payload)
    if (!speaksFor(visit, input)) throw new Refusal('refused', 'These ids are not those of the handshake.')
    await acceptMessage(parts, visit.endpoint, visit.owner, 'socket', input)
    answer?.({})
  } catch (error) {
    if (!(error instanceof Refusal)) parts.logger.error({ error }, 'a customer’s message could not be taken')
    if (answer) answer(toSocketError(error))
    else socket.emit('exception', toSocketError(error))
  }
}

const speaksFor = ({ endpoint, owner }: Visit, input: { URLToken: string; userId: string; sessionId: string }) =>
  input.URLToken === endpoint.URLToken && input.userId === owner.userId && input.sessionId === owner.sessionId

async function typing(parts: CustomerSocketParts, arriving: Promise<Visit>, payload: unknown): Promise<void> {
  const visit = await arriving.catch(() => undefined)
  const parsed = typingStatusSchema.safeParse(payload)
  if (!visit || !parsed.success) return
  const session = await parts.log.find(visit.key).catch(() => undefined)
  if (!isHandoverOn(session?.state.handover)) return
  const writing = parsed.data.status === 'typingOn' || parsed.data.status === 'on'
  parts.customerTyping(visit.key, { from: 'customer', writing })
}

function turnAway(parts: CustomerSocketParts, socket: Socket, error: unknown): void {
  if (!(error instanceof Refusal)) parts.logger.warn({ error }, 'a customer could not be welcomed')
  socket.emit('exception', toSocketError(error))
  socket.disconnect(true)
}
