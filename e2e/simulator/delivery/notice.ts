import { LOGGED_BODY_LENGTH, type NewLogEntry } from '../event-log.ts'
import { writeBody } from '../faults/body-variants.ts'
import type { EventFault } from '../faults/event-faults.ts'

/** An event on its way to one webhook. */
export interface Notice {
  eventId: string
  eventType: string
  /** The event with its envelope. */
  event: Record<string, unknown>
  webhook: { id: string; uri: string }
  tenantId: string
  customerId: string
  channelId?: string
  conversationId?: string
  interactionId?: string
  transactionId?: number
  faults: readonly EventFault[]
  /** Called once, when the first attempt has an answer or there will be none. */
  afterFirstAttempt?: () => void
}

/** A notice as it is written. */
export interface Delivery extends Notice {
  body: Buffer
  contentType: string
}

/** Writes a notice, as its faults want it. */
export function writeDelivery(notice: Notice): Delivery {
  const charset = notice.faults.find(fault => fault.kind === 'charset')
  return {
    ...notice,
    body: Buffer.from(writeBody(notice.event, notice.faults)),
    contentType: charset?.contentType ?? 'application/json',
  }
}

/** One attempt for the event log. */
export function logEntryOf(
  delivery: Delivery,
  attempt: {
    status: NewLogEntry['status']
    responseBody: string
    body: Buffer
    retries: number
    startedAt: number
  },
): NewLogEntry {
  const { tenantId, conversationId, interactionId, transactionId, channelId, eventId } = delivery
  return {
    timestamp: attempt.startedAt,
    direction: 'outbound',
    recordType: delivery.eventType === 'WEB_HOOK_VERIFY' ? 'VERIFY_WEBHOOK' : delivery.eventType,
    status: attempt.status,
    tenantId,
    conversationId,
    interactionId,
    transactionId,
    webhookId: delivery.webhook.id,
    channelId,
    eventId,
    durationMs: Date.now() - attempt.startedAt,
    retries: attempt.retries,
    requestBody: attempt.body.toString('utf8', 0, LOGGED_BODY_LENGTH),
    responseBody: attempt.responseBody,
    faults: delivery.faults.map(fault => fault.kind),
  }
}
