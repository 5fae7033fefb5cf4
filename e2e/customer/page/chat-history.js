/**
 * A message of the conversation as this tab knows it. `id` is the messageId of the customer's own message and
 * the traceId of an output. `payload` is what is sent where it differs from the `text` shown, and `answers`
 * names the output whose quick reply was chosen.
 * @typedef {{ id: string, source: 'user' | 'bot' | 'agent', at: number, text?: string, data?: Record<string, any>,
 *   payload?: string, answers?: string, delivery?: 'sending' | 'sent' | 'failed', refusal?: string }} Entry
 */

const MOST_ENTRIES = 500

/** The conversation of one session, kept in this tab's storage so that a reload loses nothing. */
export class ChatHistory {
  #key
  /** @type {Entry[]} */
  #entries

  /** @param {string} sessionId */
  constructor(sessionId) {
    this.#key = `history ${sessionId}`
    this.#entries = JSON.parse(sessionStorage.getItem(this.#key) ?? '[]')
  }

  get entries() {
    return this.#entries
  }

  /** @param {string} id */
  has(id) {
    return this.#entries.some(entry => entry.id === id)
  }

  /** The customer's messages that the server has neither taken nor refused, oldest first. */
  get pending() {
    return this.#entries.filter(isPending)
  }

  /** @param {Entry} entry */
  add(entry) {
    this.#entries.push(entry)
    if (this.#entries.length > MOST_ENTRIES) this.#forgetOldest()
    this.#save()
  }

  /**
   * @param {Entry} entry
   * @param {Partial<Entry>} change
   */
  change(entry, change) {
    Object.assign(entry, change)
    this.#save()
  }

  #save() {
    for (;;) {
      try {
        sessionStorage.setItem(this.#key, JSON.stringify(this.#entries))
        return
      } catch {
        // The browser's quota is full: the oldest message makes room.
        if (!this.#forgetOldest()) return
      }
    }
  }

  #forgetOldest() {
    const oldest = this.#entries.findIndex(entry => !isPending(entry))
    if (oldest >= 0) this.#entries.splice(oldest, 1)
    return oldest >= 0
  }
}

/** @param {Entry} entry */
const isPending = ({ delivery, refusal }) => delivery === 'sending' || (delivery === 'failed' && !refusal)
