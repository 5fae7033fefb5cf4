import type { Deliver } from '../sessions/delivery-lane.ts'
import { createConversation } from './create-conversation.ts'
import { endConversation } from './end-conversation.ts'
import type { HandoverParts } from './handover-parts.ts'
import { postMessage } from './post-message.ts'

/** Brings to 8x8 what a handover causes there: its conversation, the customer's messages, its end. */
export function deliverToContactCentre(parts: HandoverParts): Deliver {
  return async (work, signal) => {
    const { event } = work
    if (event.type === 'handover-requested') return createConversation(parts, { ...work, event }, signal)
    if (event.type === 'message') return postMessage(parts, { ...work, event }, signal)
    if (event.type === 'handover-ended' || event.type === 'handover-activity') {
      return endConversation(parts, { ...work, event }, signal)
    }
    return { status: 'parked', error: `Nothing of ${event.type} goes to 8x8.` }
  }
}
