import type { GatewayCard } from '../eight-by-eight/resources.ts'
import type { GenuineWebhook } from '../eight-by-eight/webhook.ts'
import type { Typing } from '../protocol/copilot.ts'
import type { EventOf } from '../protocol/session-events.ts'
import type { Data } from '../protocol/values.ts'
import { type Decide, ReceiptConflictError } from '../sessions/decision.ts'
import type { Deliver } from '../sessions/delivery-lane.ts'
import { handoverById } from '../sessions/handover-state.ts'
import type { Logger } from '../telemetry/logger.ts'
import { decideContactCentreEvent } from './contact-centre-event.ts'
import { ConversationPlaces, type Place } from './conversation-places.ts'
import type { HandoverParts } from './handover-parts.ts'
import { WaitingWebhooks } from './waiting-webhooks.ts'

export interface IntakeParts extends HandoverParts {
  /** A webhook kept while its session was unknown, read again. */
  readEvent: (rawBody: Buffer) => GenuineWebhook['event']
  cardsToData: (cards: readonly GatewayCard[]) => Data | undefined
  /** Typing is told and forgotten; it is not part of the log. */
  tellTyping: (key: string, typing: Typing) => void
  logger: Logger
}

/** Takes 8x8's webhooks into the sessions they belong to, each once, in whatever order they come. */
export class Intake {
  readonly #parts: IntakeParts
  readonly #waiting: WaitingWebhooks
  readonly #places: ConversationPlaces

  constructor(parts: IntakeParts) {
    this.#parts = parts
    this.#waiting = new WaitingWebhooks(parts.database)
    this.#places = new ConversationPlaces(parts)
  }

  /** See WebhookParts.takeIn. */
  async takeIn(webhook: GenuineWebhook): Promise<'taken' | 'conflict' | 'later'> {
    const { event, connectionId } = webhook
    if (!('conversationId' in event) || !event.conversationId || event.kind === 'unknown') return 'taken'
    try {
      const place = await this.#places.of(connectionId, event.conversationId, event)
      if (place) await this.#append(webhook, event.conversationId, place)
      else if (event.kind !== 'typing') await this.#keep(webhook, event.conversationId)
      return 'taken'
    } catch (error) {
      if (error instanceof ReceiptConflictError) return 'conflict'
      this.#parts.logger.error({ error, eventId: webhook.eventId }, 'webhook could not be written')
      return 'later'
    }
  }

  /** Brings the news that a conversation is ours to the webhooks that came before it. */
  deliverWaiting(): Deliver {
    return async ({ key, event }) => {
      await this.#takeWaiting({ key, handoverId: (event as EventOf<'handover-created'>).handoverId })
      return { status: 'done' }
    }
  }

  async #append(
    { event, connectionId, eventId, digest }: GenuineWebhook,
    conversationId: string,
    { key, handoverId }: Place,
  ): Promise<void> {
    if (event.kind === 'typing') {
      const writing = event.users.some(({ type }) => type === 'agent')
      return this.#parts.tellTyping(key, { from: 'agent', writing })
    }
    const settings = await this.#settingsOf(key)
    if (!settings) return
    const { cardsToData } = this.#parts
    const decide: Decide = (session, now) => {
      const isNew = handoverById(session.handover, handoverId)?.conversationId === undefined
      return {
        ...decideContactCentreEvent(session, event, { handoverId, connectionId, settings, now, cardsToData }),
        ...(isNew && {
          conversation: {
            connection_id: connectionId,
            conversation_id: conversationId,
            handover_id: handoverId,
          },
        }),
      }
    }
    await this.#parts.log.append({
      key,
      receipt: { scope: `8x8:${connectionId}`, id: eventId, digest },
      decide,
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
    const place = await this.#places.lookUp(webhook.connectionId, conversationId)
    if (place) await this.#takeWaiting(place)
  }

  /** Takes in what came before its conversation was known, in the order of 8x8's timestamps. */
  async #takeWaiting(place: Place): Promise<void> {
    const session = await this.#parts.log.find(place.key)
    const { connectionId, conversationId } = handoverById(session?.state.handover, place.handoverId) ?? {}
    if (!connectionId || !conversationId) return
    for (;;) {
      const kept = await this.#waiting.of(connectionId, conversationId)
      if (kept.length === 0) return
      const webhooks = kept.map(row => ({ ...row, event: this.#parts.readEvent(row.rawBody) }))
      webhooks.sort((one, other) => timeOf(one.event) - timeOf(other.event))
      for (const webhook of webhooks) {
        await this.#append(webhook, conversationId, place).catch(unlessConflict)
        await this.#waiting.forget(connectionId, webhook.eventId)
      }
    }
  }
}

const timeOf = (event: GenuineWebhook['event']) => ('at' in event && event.at) || 0

/** Another body with this id was taken in: this one is not. */
function unlessConflict(error: unknown): void {
  if (!(error instanceof ReceiptConflictError)) throw error
}
