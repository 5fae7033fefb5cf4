import type { SessionEvent } from '../protocol/session-events.ts'
import { isHandoverOn } from '../sessions/handover-state.ts'
import type { SessionLog } from '../sessions/session-log.ts'
import type { SessionState } from '../sessions/session-state.ts'

/** The customer has gone on, the chat is over, or the agents want quiet. */
export class OvertakenError extends Error {
  override readonly name = 'OvertakenError'
}

/** Until the handover is asked for there is nobody to draft for. */
export const isOvertaken = ({ lastCustomerSeq, handover }: SessionState, event: SessionEvent) =>
  lastCustomerSeq > event.seq || !isHandoverOn(handover)

/** Aborts with an OvertakenError once an event of the session, written here or on another server, makes drafts pointless. */
export function abortWhenOvertaken(
  log: SessionLog,
  key: string,
  after: number,
  signal: AbortSignal,
  abort: AbortController,
): () => void {
  const giveUp = () => abort.abort(signal.reason)
  signal.addEventListener('abort', giveUp, { once: true })
  const unsubscribe = log.subscribe(key, after, events => {
    if (events.some(overtakes)) abort.abort(new OvertakenError())
  })
  return () => {
    signal.removeEventListener('abort', giveUp)
    unsubscribe()
  }
}

const overtakes = (event: SessionEvent) =>
  (event.type === 'message' && event.from === 'customer') ||
  event.type === 'handover-ended' ||
  event.type === 'redraft-requested' ||
  (event.type === 'suggestions-snoozed' && event.until !== null)
