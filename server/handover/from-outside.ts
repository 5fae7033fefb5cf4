import { isHandoverOn } from '../sessions/handover-state.ts'
import type { SessionState } from '../sessions/session-state.ts'
import { endHandover } from './entries.ts'
import type { HandoverEndpoint, HandoverParts } from './handover-parts.ts'
import { requestHandover } from './request-handover.ts'

const LONGEST_REASON = 500

/** Asks for a person on behalf of the session with this key, as the console and programs do. */
export async function startHandover(
  parts: HandoverParts,
  key: string,
): Promise<'requested' | 'refused' | 'already-on' | 'unknown-session'> {
  const endpoint = await endpointOf(parts, key)
  if (!endpoint) return 'unknown-session'
  const { handover } = endpoint.settings
  const { events } = await parts.log.append({
    key,
    decide: (session, now) => requestHandover(key, session, handover, { by: 'api' }, now),
  })
  if (events.some(({ type }) => type === 'handover-requested')) return 'requested'
  return events.some(({ type }) => type === 'handover-refused') ? 'refused' : 'already-on'
}

/** Ends the handover that is on, at both sides; the customer is back with the virtual agent. */
export async function closeHandover(
  parts: HandoverParts,
  key: string,
  reason: string,
): Promise<'closed' | 'not-on' | 'unknown-session'> {
  const endpoint = await endpointOf(parts, key)
  if (!endpoint) return 'unknown-session'
  const ending = {
    status: 'completed' as const,
    reason: reason.slice(0, LONGEST_REASON),
    text: endpoint.settings.handover.endedMessage,
    tellContactCentre: true,
  }
  const { events } = await parts.log.append({
    key,
    decide: ({ handover }: SessionState, now) =>
      isHandoverOn(handover) ? endHandover(handover, ending, now) : {},
  })
  return events.length > 0 ? 'closed' : 'not-on'
}

async function endpointOf(parts: HandoverParts, key: string): Promise<HandoverEndpoint | undefined> {
  const session = await parts.log.find(key)
  return session && parts.findEndpoint(session.owner.endpointId)
}
