import { texts } from '../locales/texts.ts'
import { clock } from '../locales/times.ts'
import type { NoticeEvent } from '../session/session-view.ts'

const endings = { completed: 'completed', cancelled: 'cancelled', error: 'failed' } as const

/** What a notice between messages says. `agentId` is the agent who reads. */
export function noticeText(event: NoticeEvent, agentId: string | undefined): string {
  const { notices } = texts
  const time = clock(event.at)
  switch (event.type) {
    case 'handover-requested':
      return event.by === 'customer' ? notices.requestedByCustomer(time) : notices.requested(time)
    case 'handover-refused':
      return notices.refused(time)
    case 'handover-queued':
      return event.queueName ? notices.queuedIn(event.queueName, time) : notices.queued(time)
    case 'handover-agent-joined':
      return event.agentId === agentId ? notices.youJoined(time) : notices.colleagueJoined(time)
    case 'handover-agent-left':
      return notices.left(time)
    case 'handover-transferred':
      return notices.transferred(time)
    case 'handover-inactive':
      return notices.inactive(time)
    case 'handover-ended':
      return notices[endings[event.status]](time)
    case 'delivery-parked':
      return notices.parked(event.detail, time)
  }
}
