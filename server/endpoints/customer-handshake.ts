import type { Socket } from 'socket.io'
import { type CustomerHandshake, innerHandshakeSchema, queryHandshakeSchema } from '../protocol/customer.ts'
import { parseOrRefuse, Refusal } from '../protocol/refusal.ts'

const ANSWER_MILLISECONDS = 10_000

/**
 * The ids that a client names: in the query of its connection, or with `handshake=true` there inside the socket, in
 * answer to the event `handshake`, which keeps them out of access logs. Throws Refusal.
 */
export async function shakeHands(socket: Socket): Promise<CustomerHandshake> {
  const { query } = socket.handshake
  if (query.handshake === 'true') return parseOrRefuse(innerHandshakeSchema, await askInside(socket))
  return parseOrRefuse(queryHandshakeSchema, decodeValues(query))
}

function askInside(socket: Socket): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new Refusal('invalid', 'The handshake was not answered.'))
    const timer = setTimeout(giveUp, ANSWER_MILLISECONDS)
    socket.once('disconnect', () => {
      clearTimeout(timer)
      giveUp()
    })
    socket.emit('handshake', (answer: unknown) => {
      clearTimeout(timer)
      resolve(answer)
    })
  })
}

/** The clients encode each value twice; the transport has undone one of them. */
function decodeValues(query: Record<string, unknown>): Record<string, unknown> {
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
