import type { EventOf, SessionEvent } from '../protocol/session-events.ts'
import type { HandoverSettings } from '../protocol/settings/handover.ts'
import type { Data, Profile } from '../protocol/values.ts'
import { type ConversationRequest, HANDOVER_PROPERTY, type OutgoingMessage } from './contact-centre.ts'

export interface RequestFacts {
  settings: HandoverSettings
  profile: Profile
  handoverId: string
  correlationId: string
  copilotLink: string
  /** What the virtual agent adds to the endpoint's own properties. */
  extra?: Data
  /** The session's events before the handover, oldest first. */
  events: readonly SessionEvent[]
}

/** What 8x8 is told when the conversation is created: who the customer is, where the copilot is, what was said. */
export function conversationRequest(facts: RequestFacts): ConversationRequest {
  const { settings, profile } = facts
  return {
    channelId: settings.channelId ?? '',
    queueId: settings.queueId,
    profile,
    properties: [
      { key: 'Copilot', value: facts.copilotLink },
      { key: 'Reference', value: facts.correlationId },
      { key: HANDOVER_PROPERTY, value: facts.handoverId },
      ...Object.entries(profile.properties ?? {}).map(([key, value]) => ({ key, value })),
    ],
    history: facts.events.flatMap(event => (event.type === 'message' ? toHistory(event) : [])),
    extra: joinProperties(settings.properties, facts.extra),
  }
}

/** The later ones win, field by field; of additional properties 8x8 is sent the first with a key. */
function joinProperties(earlier: Data, later: Data = {}): Data {
  const [one, other] = [earlier.user, later.user].map(asObject)
  if (!one || !other) return { ...earlier, ...later }
  const additionalProperties = [other, one].flatMap(user => user.additionalProperties ?? [])
  return { ...earlier, ...later, user: { ...one, ...other, additionalProperties } }
}

const asObject = (value: Data[string] | undefined): Data | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined

/**
 * 8x8 knows two authors here, the user and the bot; an earlier agent's words are on our side of the talk. It takes
 * files only once the conversation is there, so their names stand for them.
 */
function toHistory({ from, text, data, attachments = [] }: EventOf<'message'>): OutgoingMessage[] {
  const words = text || attachments.map(({ name }) => `[${name}]`).join(' ')
  return words ? [{ author: from === 'customer' ? 'customer' : 'virtual-agent', text: words, data }] : []
}
