import type { Knowledge } from '../knowledge/knowledge.ts'
import type { FindModel } from '../language-model/language-model.ts'
import type { EndpointSettings } from '../protocol/settings/endpoint.ts'
import type { SessionLog, SessionView } from '../sessions/session-log.ts'
import type { Logger } from '../telemetry/logger.ts'
import { type Conversation, readConversation } from './conversation.ts'
import type { FindPersonal } from './facts.ts'
import type { Privacy } from './hidden-data.ts'
import type { Reading } from './reading.ts'

export interface AssistsParts {
  log: SessionLog
  knowledge: Knowledge
  reading: Reading
  findEndpoint: (id: string) => Promise<{ id: string; settings: EndpointSettings } | undefined>
  findPersonal: FindPersonal
  findModel: FindModel
  privacy: Privacy
  logger: Logger
  /** Tells who only asks for a person, which is no topic and no open question. */
  personRequestsOf: (settings: EndpointSettings) => (text: string) => boolean
}

/** A session at one of its events, with what was said until then. */
export interface Occasion {
  readonly session: SessionView
  readonly settings: EndpointSettings
  readonly conversation: Conversation
  readonly isPersonRequest: (text: string) => boolean
}

/**
 * Reads what was said up to `through`, at most `limit` messages; undefined where session or endpoint is gone.
 * `handoverOnly` leaves out what was settled in a handover before this one.
 */
export async function readOccasion(
  { log, reading, findEndpoint, personRequestsOf }: AssistsParts,
  { key, through, limit, handoverOnly = false }: Place,
): Promise<Occasion | undefined> {
  const session = await log.find(key)
  const endpoint = session && (await findEndpoint(session.owner.endpointId))
  if (!session || !endpoint) return undefined
  const { settings } = endpoint
  const since = handoverOnly ? (session.state.handover?.previous?.endedAt ?? 0) : 0
  const messages = await log.readMessagesBack(key, through, limit)
  const conversation = readConversation(
    messages.filter(({ at }) => at > since),
    reading,
    session.state.profile.language ?? settings.copilot.language,
  )
  return { session, settings, conversation, isPersonRequest: personRequestsOf(settings) }
}

export interface Place {
  key: string
  through: number
  limit: number
  handoverOnly?: boolean
}
