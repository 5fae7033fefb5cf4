import type { GatewayEvent } from '../eight-by-eight/gateway-event.ts'
import { handoverById } from '../sessions/handover-state.ts'
import { HANDOVER_PROPERTY } from './contact-centre.ts'
import type { HandoverParts } from './handover-parts.ts'
import { sessionKeyOf } from './request-handover.ts'

/** The session and the handover that a conversation at 8x8 belongs to. */
export interface Place {
  key: string
  handoverId: string
}

const REMEMBERED_CONVERSATIONS = 50_000

/** Knows whose conversations those at 8x8 are. */
export class ConversationPlaces {
  readonly #parts: Pick<HandoverParts, 'database' | 'log'>
  readonly #known = new Map<string, Place>()

  constructor(parts: Pick<HandoverParts, 'database' | 'log'>) {
    this.#parts = parts
  }

  /** Where an event belongs; undefined while 8x8 has not yet told us of the conversation as ours. */
  async of(connectionId: string, conversationId: string, event: GatewayEvent): Promise<Place | undefined> {
    const name = `${connectionId}\n${conversationId}`
    const known = this.#known.get(name)
    if (known) return known
    const place =
      (await this.lookUp(connectionId, conversationId)) ?? (await this.#byProperty(connectionId, event))
    if (!place) return undefined
    if (this.#known.size >= REMEMBERED_CONVERSATIONS) this.#known.clear()
    this.#known.set(name, place)
    return place
  }

  /** As written down in the database. */
  async lookUp(connectionId: string, conversationId: string): Promise<Place | undefined> {
    const row = await this.#parts.database.kysely
      .selectFrom('conversations')
      .select(['session_id', 'handover_id'])
      .where('connection_id', '=', connectionId)
      .where('conversation_id', '=', conversationId)
      .executeTakeFirst()
    return row && { key: row.session_id, handoverId: row.handover_id }
  }

  /** 8x8 may speak of a conversation before it answered our request for it: our handover id tells whose it is. */
  async #byProperty(connectionId: string, event: GatewayEvent): Promise<Place | undefined> {
    if (event.kind !== 'conversation-updated') return undefined
    const properties = event.user?.additionalProperties ?? []
    const handoverId = properties.find(({ key }) => key === HANDOVER_PROPERTY)?.value
    if (!handoverId) return undefined
    const key = sessionKeyOf(handoverId)
    const handover = handoverById((await this.#parts.log.find(key))?.state.handover, handoverId)
    const isOurs = handover?.connectionId === connectionId && !handover.conversationId
    return isOurs ? { key, handoverId } : undefined
  }
}
