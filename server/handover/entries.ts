import { randomUUID } from 'node:crypto'
import type { HandoverEnd, SessionEventBody } from '../protocol/session-events.ts'
import type { HandoverSettings } from '../protocol/settings/handover.ts'
import type { Data } from '../protocol/values.ts'
import type { Decision, Entry } from '../sessions/decision.ts'
import type { HandoverState } from '../sessions/handover-state.ts'

/** A sentence of the virtual agent to the customer; nothing where the administrator left it empty. */
export function notice(text: string, now: number, data?: Data): Entry[] {
  if (text === '') return []
  return [{ event: { type: 'message', at: now, messageId: randomUUID(), from: 'virtual-agent', text, data } }]
}

/** Payload of the quick reply that cancels a handover. */
export const CANCEL_PAYLOAD = 'handover:cancel'

/** A notice with the button that cancels, in the vocabulary of Cognigy's clients. */
export function noticeWithCancel(text: string, settings: HandoverSettings, now: number): Entry[] {
  if (settings.cancelButton === '') return notice(text, now)
  const quickReply = {
    id: 'cancel',
    title: settings.cancelButton,
    contentType: 'postback',
    payload: CANCEL_PAYLOAD,
  }
  const quickReplies = { type: 'quick_replies', text, quickReplies: [quickReply] }
  return notice(text, now, { _cognigy: { _default: { _quickReplies: quickReplies } } })
}

export interface Ending {
  status: HandoverEnd
  reason: string
  /** Said to the customer. */
  text: string
  /** 8x8 does not know yet that the customer left. */
  tellContactCentre: boolean
}

/** Ends a handover: the event, what the customer hears, and every timer cleared. */
export function endHandover(handover: HandoverState, ending: Ending, now: number): Decision {
  const event: SessionEventBody = {
    type: 'handover-ended',
    at: now,
    handoverId: handover.id,
    status: ending.status,
    reason: ending.reason,
  }
  const deliverTo: Entry['deliverTo'] = ['customer', 'virtual-agent', 'assists']
  if (ending.tellContactCentre) deliverTo.push('contact-centre')
  return {
    entries: [{ event, deliverTo }, ...notice(ending.text, now)],
    timers: { 'queue-timeout': null, inactivity: null, 'agent-left': null },
  }
}
