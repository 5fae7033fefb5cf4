import type { HandoverView } from './session-view.ts'

/** Whether a chat with an agent is over: what is left to do is to file it. */
export function wrapsUp({ status, joinedAt }: HandoverView): boolean {
  return joinedAt !== undefined && ['completed', 'cancelled', 'error'].includes(status)
}
