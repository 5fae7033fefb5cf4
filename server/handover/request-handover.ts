import { randomBytes } from 'node:crypto'
import type { EventBodyOf } from '../protocol/session-events.ts'
import type { HandoverSettings } from '../protocol/settings/handover.ts'
import type { Decision } from '../sessions/decision.ts'
import { isHandoverOn } from '../sessions/handover-state.ts'
import type { SessionState } from '../sessions/session-state.ts'
import { notice, noticeWithCancel } from './entries.ts'
import { inactivityAt, queueTimeoutAt } from './handover-timers.ts'

/** Letters and digits that nobody confuses when reading them aloud. */
const CLEAR_LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** Who asks, and what the virtual agent adds to the request to 8x8. */
export type HandoverWish = Pick<EventBodyOf<'handover-requested'>, 'by' | 'properties'>

/**
 * Asks for a person: queues the customer at 8x8, or says why not. A second request while one is on changes nothing.
 * `key` is the session's key; the handover id made from it finds the session again.
 */
export function requestHandover(
  key: string,
  session: SessionState,
  settings: HandoverSettings,
  { by, properties }: HandoverWish,
  now: number,
): Decision {
  if (isHandoverOn(session.handover)) return {}
  const obstacle = findObstacle(session, settings)
  if (obstacle || !settings.connectionId) return refuse(obstacle ?? '', settings, now)
  return {
    entries: [
      {
        event: {
          type: 'handover-requested',
          at: now,
          handoverId: `${key}.${session.handoverCount + 1}`,
          by,
          connectionId: settings.connectionId,
          correlationId: newCorrelationId(),
          ...(properties && { properties }),
        },
        deliverTo: ['contact-centre', 'copilot', 'assists'],
      },
      ...noticeWithCancel(settings.acceptedMessage, settings, now),
    ],
    timers: {
      'queue-timeout': queueTimeoutAt(now, settings),
      inactivity: inactivityAt(now, settings),
    },
  }
}

/** A REST turn is answered once and cannot be told later what an agent said. */
function findObstacle(session: SessionState, settings: HandoverSettings): string | undefined {
  if (session.channel === 'rest')
    return 'A handover needs the socket channel; a REST turn cannot receive an agent’s messages.'
  if (session.channel === 'ingest') return 'The platform that this chat belongs to does its own handovers.'
  if (!settings.connectionId || !settings.channelId) return 'This endpoint has no connection to 8x8.'
  return undefined
}

function refuse(detail: string, settings: HandoverSettings, now: number): Decision {
  return {
    entries: [
      {
        event: { type: 'handover-refused', at: now, reason: 'unsupported', detail },
        deliverTo: ['virtual-agent'],
      },
      ...notice(settings.failedMessage, now),
    ],
  }
}

/** Eight letters that people can read out to each other, the same in our trace and beside the agent's chat. */
function newCorrelationId(): string {
  return [...randomBytes(8)].map(byte => CLEAR_LETTERS[byte % CLEAR_LETTERS.length]).join('')
}

/** The key of the session that a handover id was made from. */
export const sessionKeyOf = (handoverId: string) => handoverId.slice(0, handoverId.lastIndexOf('.'))
