import type { FindContactCentre } from '../handover/contact-centre.ts'
import { isHandoverOn } from '../sessions/handover-state.ts'
import type { SessionLog } from '../sessions/session-log.ts'
import type { Database } from '../storage/database.ts'
import type { Logger } from '../telemetry/logger.ts'

export interface InteractionParts {
  database: Database
  log: SessionLog
  findContactCentre: FindContactCentre
  logger: Logger
}

/** A conversation at 8x8 and whose it is. */
interface Conversation {
  connection_id: string
  conversation_id: string
  session_id: string
}

/** How far back an interaction may have begun that nothing is known of yet. */
const LOOK_BACK_MILLISECONDS = 24 * 60 * 60 * 1_000
/** So many of an endpoint's newest conversations are asked for an interaction that is not known. */
const MOST_ASKED = 60
const ASKED_AT_ONCE = 6
/** A conversation that was asked is not asked again for so long: agents' panels ask for what is not ours, too. */
const ASKED_EVERY_MILLISECONDS = 2_000
const MOST_REMEMBERED = 10_000
const CALL_MILLISECONDS = 5_000

/**
 * Which session an 8x8 interaction belongs to. 8x8 tells no webhook of interactions: they are read from the
 * conversation when an agent joins, and looked for when a panel asks for one that is not known.
 */
export class Interactions {
  readonly #parts: InteractionParts
  readonly #asked = new Map<string, { at: number; answer: Promise<void> }>()
  readonly #searches = new Map<string, Promise<void>>()

  constructor(parts: InteractionParts) {
    this.#parts = parts
  }

  /**
   * The key of the endpoint's session that has this interaction. `hint` is the conversation that somebody says it
   * belongs to: it is asked first and not believed.
   */
  async find(endpointId: string, interactionId: string, hint?: string): Promise<string | undefined> {
    const known = await this.#lookUp(endpointId, interactionId)
    if (known) return known
    if (hint) await this.#ask(await this.#conversations(endpointId, hint))
    const hinted = hint && (await this.#lookUp(endpointId, interactionId))
    if (hinted) return hinted
    await this.#search(endpointId)
    return this.#lookUp(endpointId, interactionId)
  }

  /** Asks 8x8 for the interactions of a session's conversation, as when an agent has joined it. */
  async learn(key: string): Promise<void> {
    const { connectionId, conversationId } = (await this.#parts.log.find(key))?.state.handover ?? {}
    if (!connectionId || !conversationId) return
    const conversation = { connection_id: connectionId, conversation_id: conversationId, session_id: key }
    await this.#ask([conversation])
  }

  async #lookUp(endpointId: string, interactionId: string): Promise<string | undefined> {
    const row = await this.#parts.database.kysely
      .selectFrom('interactions')
      .innerJoin('sessions', 'sessions.id', 'interactions.session_id')
      .select('interactions.session_id')
      .where('interaction_id', '=', interactionId)
      .where('sessions.endpoint_id', '=', endpointId)
      .executeTakeFirst()
    return row?.session_id
  }

  /** One search of an endpoint at a time serves all who look. */
  #search(endpointId: string): Promise<void> {
    const running = this.#searches.get(endpointId)
    if (running) return running
    const search = this.#conversations(endpointId)
      .then(conversations => this.#ask(conversations))
      .finally(() => this.#searches.delete(endpointId))
    this.#searches.set(endpointId, search)
    return search
  }

  /** The endpoint's conversation with this id, or its newest ones with a handover that is on. */
  async #conversations(endpointId: string, conversationId?: string): Promise<Conversation[]> {
    const rows = await this.#parts.database.kysely
      .selectFrom('conversations')
      .innerJoin('sessions', 'sessions.id', 'conversations.session_id')
      .select(['connection_id', 'conversation_id', 'conversations.session_id'])
      .where('sessions.endpoint_id', '=', endpointId)
      .$if(conversationId === undefined, query =>
        query.where('conversations.created_at', '>', Date.now() - LOOK_BACK_MILLISECONDS),
      )
      .$if(conversationId !== undefined, query => query.where('conversation_id', '=', conversationId ?? ''))
      .orderBy('conversations.created_at', 'desc')
      .limit(MOST_ASKED * 5)
      .execute()
    if (conversationId !== undefined) return rows
    const open = await Promise.all(rows.map(row => this.#isOn(row)))
    return rows.filter((_row, index) => open[index]).slice(0, MOST_ASKED)
  }

  async #isOn({ session_id, conversation_id }: Conversation): Promise<boolean> {
    const handover = (await this.#parts.log.find(session_id))?.state.handover
    return isHandoverOn(handover) && handover.conversationId === conversation_id
  }

  async #ask(conversations: Conversation[]): Promise<void> {
    for (let start = 0; start < conversations.length; start += ASKED_AT_ONCE) {
      await Promise.all(
        conversations.slice(start, start + ASKED_AT_ONCE).map(one => this.#askUnlessAsked(one)),
      )
    }
  }

  #askUnlessAsked(conversation: Conversation): Promise<void> {
    const name = `${conversation.connection_id}\n${conversation.conversation_id}`
    const asked = this.#asked.get(name)
    if (asked && Date.now() - asked.at < ASKED_EVERY_MILLISECONDS) return asked.answer
    if (this.#asked.size >= MOST_REMEMBERED) this.#asked.clear()
    const answer = this.#askOne(conversation)
    this.#asked.set(name, { at: Date.now(), answer })
    return answer
  }

  /** What cannot be read now is looked for when a panel asks. */
  async #askOne({ connection_id, conversation_id, session_id }: Conversation): Promise<void> {
    const { findContactCentre, database, logger } = this.#parts
    try {
      const contactCentre = await findContactCentre(connection_id)
      const signal = AbortSignal.timeout(CALL_MILLISECONDS)
      const ids = (await contactCentre?.interactions(conversation_id, signal)) ?? []
      if (ids.length === 0) return
      const row = { connection_id, session_id, created_at: Date.now() }
      await database.kysely
        .insertInto('interactions')
        .values(ids.map(interaction_id => ({ ...row, interaction_id })))
        .onConflict(conflict => conflict.columns(['interaction_id', 'connection_id']).doNothing())
        .execute()
    } catch (error) {
      logger.warn({ error, conversationId: conversation_id }, 'interactions could not be read from 8x8')
    }
  }
}
