import type { EventBodyOf } from '../protocol/session-events.ts'
import type { HandoverSettings } from '../protocol/settings/handover.ts'
import type { Decision, Entry } from '../sessions/decision.ts'
import { type HandoverState, isHandoverOn } from '../sessions/handover-state.ts'
import type { SessionState } from '../sessions/session-state.ts'
import { CANCEL_PAYLOAD, endHandover, noticeWithCancel } from './entries.ts'

/** Who gets the customer's message: the virtual agent, or while a handover is on the agent at 8x8. */
export function routeCustomerMessage(
  session: SessionState,
  message: EventBodyOf<'message'>,
  settings: HandoverSettings,
  now: number,
): Decision {
  const { handover } = session
  if (!isHandoverOn(handover)) return { entries: [{ event: message, deliverTo: ['virtual-agent'] }] }
  if (asksToCancel(message, handover, settings)) return cancelBy(message, handover, settings, now)
  const entries: Entry[] = [{ event: message, deliverTo: ['contact-centre'] }]
  if (handover.status === 'queue' && settings.repeatMessage !== '') {
    entries.push(...noticeWithCancel(settings.repeatMessage, settings, now))
  }
  return { entries }
}

function cancelBy(
  message: EventBodyOf<'message'>,
  handover: HandoverState,
  settings: HandoverSettings,
  now: number,
): Decision {
  const ending = {
    status: 'cancelled' as const,
    reason: 'The customer asked to go back.',
    text: settings.cancelledMessage,
    tellContactCentre: true,
  }
  const ended = endHandover(handover, ending, now)
  return { ...ended, entries: [{ event: message }, ...(ended.entries ?? [])] }
}

/**
 * The whole message is one of the endpoint's phrases, or the button was pressed: clients send its payload or title.
 * With an agent "cancel" may answer a question of theirs, so that only the button's payload counts.
 */
function asksToCancel(
  { text = '' }: EventBodyOf<'message'>,
  { status }: HandoverState,
  settings: HandoverSettings,
): boolean {
  const said = plainWords(text)
  const words = status === 'queue' ? [settings.cancelButton, ...settings.cancelPhrases] : []
  const phrases = [CANCEL_PAYLOAD, ...words]
  return said !== '' && phrases.some(phrase => said === plainWords(phrase))
}

const plainWords = (text: string) =>
  text
    .normalize('NFKC')
    .toLocaleLowerCase()
    .replace(/[\p{P}\p{S}\s]+/gu, ' ')
    .trim()
