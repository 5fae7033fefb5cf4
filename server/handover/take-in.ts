import type { GenuineWebhook } from '../eight-by-eight/webhook.ts'
import type { GatewayCard } from '../eight-by-eight/resources.ts'
import type { Typing } from '../protocol/copilot.ts'
import type { Data } from '../protocol/values.ts'
import { ReceiptConflictError } from '../sessions/decision.ts'
import type { Logger } from '../telemetry/logger.ts'
import { HANDOVER_PROPERTY } from './contact-centre.ts'
import { decideContactCentreEvent } from './contact-centre-event.ts'
import type { HandoverParts } from './handover-parts.ts'
import { sessionKeyOf } from './request-handover.ts'
import { WaitingWebhooks } from './waiting-webhooks.ts'

export interface IntakeParts extends HandoverParts {
  /** A webhook kept while its session was unknown, read again. */
  readEvent: (rawBody: Buffer) => GenuineWebhook['event']
  cardsToData: (cards: readonly GatewayCard[]) => Data | undefined
  /** Typing is told and forgotten; it is not part of the log. */
  tellTyping: (key: string, typing: Typing) => void
  logger: Logger
}

interface Place {
  key: string
  handoverId: string
}

const REMEMBERED_CONVERSATIONS = 50_000

/** Takes 8x8's webhooks into the sessions they belong to, each once, in whatever order they come. */
export class Intake {
  readonly #parts: IntakeParts
  readonly #waiting: WaitingWebhooks
  readonly #places = new Map<string, Place>()

  constructor(parts: IntakeParts) {
    this.#parts = parts
    this.#waiting = new WaitingWebhooks(parts.database)
    parts.log.onCommitted(({ key, events }) => {
      const created = events.find(event => event.type === 'handover-created')
      if (created) void this.#takeWaiting(key, created.handoverId)
    })
  }

  /** See WebhookParts.takeIn. */
  async takeIn(webhook: GenuineWebhook): Promise<'taken' | 'conflict' | 'later'> {
    const { event, connectionId } = webhook
    if (!('conversationId' in event) || !event.conversationId || event.kind === 'unknown') return 'taken'
    try {
      const place = await this.#find(connectionId, event.conversationId, event)
      if (place) await this.#append(webhook, place)
      else if (event.kind !== 'typing') await this.#keep(webhook, event.conversationId)
      return 'taken'
    } catch (error) {
      if (error instanceof ReceiptConflictError) return 'conflict'
      this.#parts.logger.error({ error, eventId: webhook.eventId }, 'webhook could not be written')
      return 'later'
    }
  }

  async #find(connectionId: string, conversationId: string, event: GenuineWebhook['event']): Promise<Place | undefined> {
    const name = `${connectionId}\n${conversationId}`
    const known = this.#places.get(name)
    if (known) return known
    const place = (await this.#lookUp(connectionId, conversationId)) ?? (await this.#byProperty(connectionId, event))
    if (!place) return undefined
    if (this.#places.size >= REMEMBERED_CONVERSATIONS) this.#places.clear()
    this.#places.set(name, place)
    return place
  }

  async #lookUp(connectionId: string, conversationId: string): Promise<Place | undefined> {
    const row = await this.#parts.database.kysely
      .selectFrom('conversations')
      .select(['session_id', 'handover_id'])
      .where('connection_id', '=', connectionId)
      .where('conversation_id', '=', conversationId)
      .executeTakeFirst()
    return row && { key: row.session_id, handoverId: row.handover_id }
  }

  /** 8x8 may speak of a conversation before it answered our request for it: our handover id tells whose it is. */
  async #byProperty(connectionId: string, event: GenuineWebhook['event']): Promise<Place | undefined> {
    if (event.kind !== 'conversation-updated') return undefined
    const handoverId = event.user?.additionalProperties.find(({ key }) => key === HANDOVER_PROPERTY)?.value
    if (!handoverId) return undefined
    const key = sessionKeyOf(handoverId)
    const { handover } = (await this.#parts.log.find(key))?.state ?? {}
    return handover?.id === handoverId && handover.connectionId === connectionId ? { key, handoverId } : undefined
  }

  async #append({ event, connectionId, eventId, digest }: GenuineWebhook, { key, handoverId }: Place): Promise<void> {
    if (event.kind === 'typing') {
      const writing = event.users.some(({ type }) => type === 'agent')
      return this.#parts.tellTyping(key, { from: 'agent', writing })
    }
    const settings = await this.#settingsOf(key)
    if (!settings) return
    const conversationId = 'conversationId' in event ? event.conversationId : undefined
    await this.#parts.log.append({
      key,
      receipt: { scope: `8x8:${connectionId}`, id: eventId, digest },
      decide: (session, now) => ({
        ...decideContactCentreEvent(session, event, { handoverId, settings, now, cardsToData: this.#parts.cardsToData }),
        ...(conversationId &&
          session.handover?.id === handoverId &&
          !session.handover.conversationId && {
            conversation: { connection_id: connectionId, conversation_id: conversationId, handover_id: handoverId },
          }),
      }),
    })
  }

  async #settingsOf(key: string) {
    const session = await this.#parts.log.find(key)
    const endpoint = session && (await this.#parts.findEndpoint(session.owner.endpointId))
    return endpoint?.settings.handover
  }

  async #keep(webhook: GenuineWebhook, conversationId: string): Promise<void> {
    await this.#waiting.keep(webhook, conversationId)
    // The conversation may have become known while this was written.
    const place = await this.#lookUp(webhook.connectionId, conversationId)
    if (place) await this.#takeWaiting(place.key, place.handoverId)
  }

  /** Takes in what came before its conversation was known, in the order of 8x8's timestamps. */
  async #takeWaiting(key: string, handoverId: string): Promise<void> {
    try {
      const { handover } = (await this.#parts.log.find(key))?.state ?? {}
      if (handover?.id !== handoverId || !handover.conversationId) return
      const kept = await this.#waiting.of(handover.connectionId, handover.conversationId)
      const webhooks = kept.map(row => ({ ...row, event: this.#parts.readEvent(row.rawBody) }))
      webhooks.sort((one, other) => (timeOf(one.event) ?? 0) - (timeOf(other.event) ?? 0))
      for (const webhook of webhooks) {
        await this.#append(webhook, { key, handoverId })
        await this.#waiting.forget(webhook.connectionId, webhook.eventId)
      }
    } catch (error) {
      this.#parts.logger.error({ error, key }, 'waiting webhooks could not be taken in')
    }
  }
}

const timeOf = (event: GenuineWebhook['event']) => ('at' in event ? event.at : undefined)
