import { cardsToData } from '../eight-by-eight/cards.ts'
import { readChatApiEvent } from '../eight-by-eight/chat-api-events.ts'
import { EventLoop } from '../event-loop.ts'
import { ConversationAccess } from '../handover/conversation-access.ts'
import { closeHandover, startHandover } from '../handover/from-outside.ts'
import type { HandoverParts } from '../handover/handover-parts.ts'
import { handoverTimerDue } from '../handover/handover-timers.ts'
import { Intake } from '../handover/take-in.ts'
import { TypingHub } from '../handover/typing-hub.ts'
import { Timers } from '../sessions/timers.ts'
import { passForContactCentre } from '../workspace/pass-for-contact-centre.ts'
import type { Foundation } from './foundation.ts'

export type Handovers = ReturnType<typeof createHandovers>

/** The way of a conversation to 8x8 and back. */
export function createHandovers(foundation: Foundation) {
  const { database, log, findEndpoint, findContactCentre, publicUrl, passes, logger } = foundation
  const handover: HandoverParts = {
    database,
    log,
    findEndpoint,
    findContactCentre,
    access: new ConversationAccess(),
    eventLoop: new EventLoop(),
    publicUrl,
    passFor: passForContactCentre(passes),
  }
  const typing = new TypingHub(handover)
  const intake = new Intake({
    ...handover,
    readEvent: readChatApiEvent,
    cardsToData,
    tellTyping: (key, who) => typing.tell(key, who),
    logger,
  })
  return {
    handover,
    typing,
    intake,
    timers: new Timers(database, handoverTimerDue(handover)),
    handovers: {
      start: (key: string) => startHandover(handover, key),
      close: (key: string, reason: string) => closeHandover(handover, key, reason),
    },
  }
}
