import type { EventOf } from '../protocol/session-events.ts'
import type { Decide } from '../sessions/decision.ts'
import type { Deliver, DeliveryResult } from '../sessions/delivery-lane.ts'
import type { AssistsParts } from './occasion.ts'
import { summarise, writeSummary } from './summarise.ts'

/**
 * What the copilot reads along with the conversation: mood, facts and the next action at each message of the customer,
 * a summary where the chat changes hands, and summary and wrap-up at its end. Beside the drafts, so that neither waits.
 */
export function deliverAssists(parts: AssistsParts): Deliver {
  return async ({ key, event }) => {
    switch (event.type) {
      case 'handover-requested':
        return written([writeSummary('handover', event.seq, await summarise(parts, key, event.seq))])
      case 'handover-transferred':
        return written([writeSummary('transfer', event.seq, await summarise(parts, key, event.seq))])
      case 'handover-ended':
        return written(await atTheEnd(parts, key, event))
      default:
        return { status: 'done' }
    }
  }
}

/** Nothing is left to wrap up where no agent was there. */
async function atTheEnd(
  parts: AssistsParts,
  key: string,
  event: EventOf<'handover-ended'>,
): Promise<Decide[]> {
  const session = await parts.log.find(key)
  if (!session?.state.handover?.joinedAt) return []
  const made = await summarise(parts, key, event.seq)
  return [writeSummary('final', event.seq, made), writeSummary('return', event.seq, made)]
}

/** All that was decided, in one commit. */
const written = (decides: Decide[]): DeliveryResult => ({
  status: 'done',
  decide: (session, now) => ({ entries: decides.flatMap(decide => decide(session, now).entries ?? []) }),
})
