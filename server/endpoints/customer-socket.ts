import type { Namespace, Socket } from 'socket.io'
import type { CustomerOutput } from '../protocol/customer.ts'
import { Refusal, toSocketError } from '../protocol/refusal.ts'
import type { EventOf } from '../protocol/session-events.ts'
import { isHandoverOn } from '../sessions/handover-state.ts'
import { type HearParts, hearCustomer } from './hear-customer.ts'
import { OutputFeed } from './output-feed.ts'
import { createTurnIndicator } from './turn-indicator.ts'
import { isOwner, type Visit, type WelcomeParts, welcome } from './visit.ts'

export interface CustomerSocketParts extends WelcomeParts, HearParts {
  publicUrl: () => string
  findMessages: (key: string, seqs: readonly number[]) => Promise<EventOf<'message'>[]>
}

/** Room of every socket of one session's customer. */
export const customerRoom = (key: string) => `customer:${key}`

/**
 * The socket protocol that Cognigy's clients speak, on the default namespace: handshake in the query or inside the
 * socket, `endpoint-ready`, `processInput`, `output`, `typingStatus`, `finalPing`, `exception`.
 */
export function serveCustomers(namespace: Namespace, parts: CustomerSocketParts): void {
  namespace.on('connection', socket => {
    const visit = welcome(parts, socket)
    // Older clients send before `endpoint-ready`: what they say waits for the visit to be known.
    hearCustomer(parts, socket, visit)
    visit.then(known => showSession(parts, socket, known)).catch(error => turnAway(parts, socket, error))
  })
}

/** Says that messages are welcome, and shows what the customer has not seen yet and whatever comes. */
async function showSession(parts: CustomerSocketParts, socket: Socket, visit: Visit): Promise<void> {
  const { key, session } = visit
  if (session) await socket.join(customerRoom(key))
  if (socket.disconnected) return
  socket.emit('endpoint-ready')
  const showTurn = createTurnIndicator(socket, isHandoverOn(session?.state.handover))
  const context = {
    key,
    publicUrl: parts.publicUrl(),
    findMessages: (seqs: readonly number[]) => parts.findMessages(key, seqs),
  }
  const from = { acknowledgedSeq: session?.acknowledgedSeq ?? 0, lastSeq: session?.state.seq ?? 0 }
  const feed = new OutputFeed(parts.log, context, from, {
    send: output => sendOutput(socket, visit, output),
    async onEvent(event, live) {
      if (event.type === 'session-started') await enter(parts, socket, visit)
      if (live) showTurn(event)
    },
    // Closed below the protocol, so that the client connects again by itself.
    onFailure: () => socket.conn.close(),
  })
  socket.on('disconnect', () => feed.close())
}

/** The session has begun: only now is it certain whose it is. */
async function enter({ log }: CustomerSocketParts, socket: Socket, { key, owner }: Visit): Promise<void> {
  const session = await log.find(key)
  if (!session || !isOwner(session, owner))
    throw new Refusal('refused', 'This session belongs to somebody else.')
  await socket.join(customerRoom(key))
}

/** Resolves when the client has the output; where it cannot say so, when it was connected. */
function sendOutput(socket: Socket, { wantsAcknowledgements }: Visit, data: CustomerOutput): Promise<void> {
  const payload = { type: 'output', data }
  return new Promise(resolve => {
    if (wantsAcknowledgements) socket.emit('output', payload, () => resolve())
    else if (socket.connected && socket.emit('output', payload)) resolve()
  })
}

/** Who is refused stays away; who came at a bad moment connects again by itself. */
function turnAway({ logger }: CustomerSocketParts, socket: Socket, error: unknown): void {
  socket.emit('exception', toSocketError(error))
  if (error instanceof Refusal) {
    socket.disconnect(true)
  } else {
    logger.warn({ error }, 'a customer could not be welcomed')
    socket.conn.close()
  }
}
