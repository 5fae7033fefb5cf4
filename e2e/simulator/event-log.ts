/** One call in either direction, as 8x8's Event Log shows it. Inbound is a call to 8x8, outbound one of its webhooks. */
export interface LogEntry {
  /** Rises by one with each entry. */
  number: number
  /** Epoch ms. */
  timestamp: number
  direction: 'inbound' | 'outbound'
  /** The webhook's event type, or method and path of an API call. */
  recordType: string
  /** HTTP status, or why there is none. */
  status: number | 'timeout' | 'unreachable' | 'dropped' | 'unanswered'
  tenantId?: string
  conversationId?: string
  interactionId?: string
  transactionId?: number
  webhookId?: string
  channelId?: string
  /** `x-8x8-event-id` of a webhook. */
  eventId?: string
  durationMs: number
  retries: number
  requestBody: string
  responseBody: string
  /** Faults that were played on this call. */
  faults: string[]
}

export type NewLogEntry = Omit<LogEntry, 'number'>

/** Bodies are kept up to this many characters. */
export const LOGGED_BODY_LENGTH = 4096

/** The newest calls, at most `eventLogSize` of them. */
export class EventLog {
  #entries: LogEntry[] = []
  #count = 0
  readonly #limits: { eventLogSize: number }

  constructor(limits: { eventLogSize: number }) {
    this.#limits = limits
  }

  add(entry: NewLogEntry): LogEntry {
    this.#count += 1
    const numbered = { ...entry, number: this.#count }
    this.#entries.push(numbered)
    // Cut in large steps, so that adding stays cheap.
    if (this.#entries.length >= 2 * this.#limits.eventLogSize) {
      this.#entries = this.#entries.slice(-this.#limits.eventLogSize)
    }
    return numbered
  }

  /** Newest first. */
  list(filter: { conversationId?: string; limit?: number } = {}): LogEntry[] {
    const { conversationId, limit = this.#limits.eventLogSize } = filter
    const kept = this.#entries.slice(-this.#limits.eventLogSize)
    const matching = conversationId ? kept.filter(entry => entry.conversationId === conversationId) : kept
    return matching.slice(-limit).reverse()
  }

  clear() {
    this.#entries = []
  }
}
