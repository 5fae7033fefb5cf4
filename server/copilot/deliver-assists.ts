import type { EventOf } from '../protocol/session-events.ts'
import type { Decide } from '../sessions/decision.ts'
import type { Deliver, DeliveryResult } from '../sessions/delivery-lane.ts'
import type { AssistsParts } from './occasion.ts'
import { readAlong } from './read-along.ts'
import { readHandover, summarise, summariseOccasion, writeSummary } from './summarise.ts'
import { makeWrapUp } from './wrap-up.ts'

/**
 * What the copilot reads along with the conversation: mood, facts and the next action at each message of the customer,
 * a summary where the chat changes hands, and summary and wrap-up at its end. Beside the drafts, so that neither waits.
 */
export function deliverAssists(parts: AssistsParts): Deliver {
  return async ({ key, event }) => {
    switch (event.type) {
      case 'message':
        return written(await atMessage(parts, key, event))
      case 'handover-requested':
        return written([
          writeSummary('handover', event.seq, await summarise(parts, key, event.seq)),
          ...(await readAlong(parts, key, event)),
        ])
      case 'handover-transferred':
        return written([writeSummary('transfer', event.seq, await summarise(parts, key, event.seq))])
      case 'handover-ended':
        return written(await atTheEnd(parts, key, event))
      default:
        return { status: 'done' }
    }
  }
}

/** A message that another one has followed is read with that one. */
async function atMessage(parts: AssistsParts, key: string, event: EventOf<'message'>): Promise<Decide[]> {
  const session = await parts.log.find(key)
  return !session || session.state.lastCustomerSeq > event.seq ? [] : readAlong(parts, key, event)
}

/** Nothing is left to wrap up where no agent was there. */
async function atTheEnd(
  parts: AssistsParts,
  key: string,
  { seq, handoverId }: EventOf<'handover-ended'>,
): Promise<Decide[]> {
  const occasion = await readHandover(parts, key, seq)
  const made = occasion?.session.state.handover?.joinedAt ? summariseOccasion(occasion) : undefined
  if (!occasion || !made) return []
  const { session, settings, conversation } = occasion
  const wrapUp = makeWrapUp({
    summary: made.summary,
    conversation,
    settings,
    assists: session.state.assists,
    reading: parts.reading,
  })
  return [
    writeSummary('final', seq, made),
    writeSummary('return', seq, made),
    ({ assists }, now) =>
      assists.wrapUps[handoverId]?.made
        ? {}
        : { entries: [{ event: { type: 'wrap-up-made', at: now, handoverId, by: made.by, ...wrapUp } }] },
  ]
}

/** All that was decided, in one commit. */
const written = (decides: Decide[]): DeliveryResult =>
  decides.length === 0
    ? { status: 'done' }
    : {
        status: 'done',
        decide: (session, now) => ({
          entries: decides.flatMap(decide => decide(session, now).entries ?? []),
        }),
      }
