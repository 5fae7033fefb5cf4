import type { Socket } from 'socket.io'
import type { CustomerHandshake } from '../protocol/customer.ts'
import { Refusal } from '../protocol/refusal.ts'
import { type SessionOwner, sessionKey } from '../sessions/session-key.ts'
import type { SessionLog, SessionView } from '../sessions/session-log.ts'
import { shakeHands } from './customer-handshake.ts'
import type { EndpointDirectory } from './endpoint-directory.ts'
import type { FailureLimit } from './rate-limits.ts'

/** A customer's client on one socket, once its handshake holds. */
export interface Visit {
  URLToken: string
  owner: SessionOwner
  key: string
  wantsAcknowledgements: boolean
  /** The session as the client found it; undefined before its first message. */
  session: SessionView | undefined
}

export interface WelcomeParts {
  endpoints: EndpointDirectory
  log: SessionLog
  failures: FailureLimit
  /** The address that a client calls from, as far as proxies may be believed. */
  addressOf: (socket: Socket) => string
}

/** Shakes hands and finds whom the ids belong to. Throws Refusal, with one sentence whichever of them is wrong. */
export async function welcome(parts: WelcomeParts, socket: Socket): Promise<Visit> {
  const handshake = await shakeHands(socket)
  const visit = await parts.failures.guard(parts.addressOf(socket), () => identify(parts, handshake))
  const endpoint = await parts.endpoints.byId(visit.owner.endpointId)
  if (!endpoint?.settings.active) throw unavailable()
  return visit
}

async function identify({ endpoints, log }: WelcomeParts, handshake: CustomerHandshake): Promise<Visit> {
  const { urlToken: URLToken, userId, sessionId, emitWithAck: wantsAcknowledgements } = handshake
  const endpoint = await endpoints.byToken(URLToken)
  if (!endpoint) throw unavailable()
  const owner = { endpointId: endpoint.id, userId, sessionId }
  const key = sessionKey(endpoint.id, sessionId)
  const session = await log.find(key)
  if (session && !isOwner(session, owner)) throw unavailable()
  return { URLToken, owner, key, wantsAcknowledgements, session }
}

/** Whether the session is this customer's. */
export const isOwner = (session: SessionView, { userId }: SessionOwner) => session.owner.userId === userId

const unavailable = () => new Refusal('refused', 'This chat is not available.')
