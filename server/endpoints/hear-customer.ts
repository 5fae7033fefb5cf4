import type { Socket } from 'socket.io'
import type { Typing } from '../protocol/copilot.ts'
import { type ProcessInput, processInputSchema, typingStatusSchema } from '../protocol/customer.ts'
import { parseOrRefuse, Refusal, toSocketError } from '../protocol/refusal.ts'
import { isHandoverOn } from '../sessions/handover-state.ts'
import type { Logger } from '../telemetry/logger.ts'
import { acceptMessage, type DoorParts } from './accept-message.ts'
import type { EndpointDirectory } from './endpoint-directory.ts'
import { createQueue, type Queue } from './queue.ts'
import { isOwner, type Visit } from './visit.ts'

export interface HearParts extends DoorParts {
  endpoints: EndpointDirectory
  /** Tells the agent's side that the customer is writing. */
  customerTyping: (key: string, typing: Typing) => void
  logger: Logger
}

const MESSAGES_WAITING = 100

/**
 * Takes what a customer's client says: its messages in their order, and that the customer is writing. Where one with a
 * messageId cannot be written, those that came after it are not taken either and the connection ends: its client says
 * all of them again, in their order.
 */
export function hearCustomer(parts: HearParts, socket: Socket, arriving: Promise<Visit>): void {
  const inOrder = stopping(createQueue(MESSAGES_WAITING), () => socket.conn.close())
  socket.on('processInput', (payload: unknown, acknowledge: unknown) => {
    const answer = (error?: object) => {
      if (typeof acknowledge === 'function') acknowledge(error ?? {})
      else if (error) socket.emit('exception', error)
    }
    hearMessage(parts, inOrder, arriving, payload).then(
      () => answer(),
      error => answer(explain(parts, error)),
    )
  })
  socket.on('typingStatus', (payload: unknown) => {
    hearTyping(parts, socket.id, arriving, payload).catch(() => undefined)
  })
}

async function hearMessage(
  parts: HearParts,
  inOrder: StoppingQueue,
  arriving: Promise<Visit>,
  payload: unknown,
) {
  const input = parseOrRefuse(processInputSchema, payload)
  await inOrder(input.messageId !== undefined, async () => {
    const { URLToken, owner } = await arriving
    if (!speaksFor(owner, URLToken, input))
      throw new Refusal('refused', 'These ids are not those of the handshake.')
    // Looked up for each message: the endpoint may have changed since the handshake.
    await acceptMessage(parts, await parts.endpoints.byId(owner.endpointId), owner, 'socket', input)
  })
}

type StoppingQueue = (isSaidAgain: boolean, task: () => Promise<void>) => Promise<void>

/** The queue, which takes no more once what will be said again could not be written; `stopped` is called after its answer. */
function stopping(inOrder: Queue, stopped: () => void): StoppingQueue {
  let failure: { error: unknown } | undefined
  return (isSaidAgain, task) =>
    inOrder(async () => {
      if (failure) throw failure.error
      try {
        await task()
      } catch (error) {
        if (isSaidAgain && isPassing(error)) {
          failure = { error }
          setImmediate(stopped)
        }
        throw error
      }
    })
}

/** Nothing is wrong with the message: it could not be written now. */
const isPassing = (error: unknown) => !(error instanceof Refusal) || error.code === 'not-ready'

const speaksFor = ({ userId, sessionId }: Visit['owner'], URLToken: string, input: ProcessInput) =>
  input.URLToken === URLToken && input.userId === userId && input.sessionId === sessionId

function explain({ logger }: HearParts, error: unknown) {
  if (!(error instanceof Refusal)) logger.error({ error }, 'a customer’s message could not be taken')
  return toSocketError(error)
}

/** Only a person is told that the customer is writing. */
async function hearTyping(
  parts: HearParts,
  client: string,
  arriving: Promise<Visit>,
  payload: unknown,
): Promise<void> {
  const { status } = parseOrRefuse(typingStatusSchema, payload)
  const { key, owner } = await arriving
  if (!(await parts.limits.mayType(client))) return
  const session = await parts.log.find(key)
  if (!session || !isOwner(session, owner) || !isHandoverOn(session.state.handover)) return
  parts.customerTyping(key, { from: 'customer', writing: status === 'typingOn' || status === 'on' })
}
