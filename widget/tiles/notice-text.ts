import { isolate } from '../locales/isolate.ts'
import { texts } from '../locales/texts.ts'
import { clock } from '../locales/times.ts'
import type { NoticeEvent } from '../session/session-view.ts'

type Wordings = {
  [Type in NoticeEvent['type']]: (
    event: Extract<NoticeEvent, { type: Type }>,
    time: string,
    agentId: string | undefined,
  ) => string
}

/** What a notice between messages says. `agentId` is the agent who reads. */
export function noticeText(event: NoticeEvent, agentId: string | undefined): string {
  const wording = wordings[event.type] as (event: NoticeEvent, time: string, agentId?: string) => string
  return wording(event, clock(event.at), agentId)
}

const { notices } = texts
const endings = { completed: notices.completed, cancelled: notices.cancelled, error: notices.failed }

const wordings: Wordings = {
  'handover-requested': ({ by }, time) =>
    by === 'customer' ? notices.requestedByCustomer(time) : notices.requested(time),
  'handover-refused': (_event, time) => notices.refused(time),
  'handover-queued': ({ queueName }, time) =>
    queueName ? notices.queuedIn(isolate(queueName), time) : notices.queued(time),
  'handover-agent-joined': (event, time, agentId) =>
    event.agentId === agentId ? notices.youJoined(time) : notices.colleagueJoined(time),
  'handover-agent-left': (_event, time) => notices.left(time),
  'handover-transferred': (_event, time) => notices.transferred(time),
  'handover-inactive': (_event, time) => notices.inactive(time),
  'handover-ended': ({ status }, time) => endings[status](time),
  'delivery-parked': (_event, time) => notices.parked(time),
}
