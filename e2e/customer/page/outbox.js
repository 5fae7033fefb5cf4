import { Refusal } from './chat-connection.js'

/** @typedef {import('./chat-history.js').Entry} Entry */

/** Brings the customer's messages to the server: each once, in order, whatever the connection does. */
export class Outbox {
  #history
  #connection
  #onChange

  /**
   * @param {import('./chat-history.js').ChatHistory} history
   * @param {import('./chat-connection.js').ChatConnection} connection
   * @param {(entry: Entry) => void} onChange called when a message's delivery changed
   */
  constructor(history, connection, onChange) {
    this.#history = history
    this.#connection = connection
    this.#onChange = onChange
  }

  /** Sends what was never acknowledged, under the same messageIds. Called whenever the server is ready. */
  sendPending() {
    for (const entry of this.#history.pending) this.send(entry)
  }

  /**
   * Sends a message of the history now or, where the server is away, when it is back.
   * @param {Entry} entry
   */
  send(entry) {
    this.#change(entry, { delivery: 'sending', refusal: undefined })
    if (this.#connection.isReady) void this.#deliver(entry)
  }

  /** @param {Entry} entry */
  async #deliver(entry) {
    try {
      await this.#connection.processInput({
        messageId: entry.id,
        text: entry.payload ?? entry.text,
        data: entry.data,
      })
      this.#change(entry, { delivery: 'sent' })
    } catch (error) {
      if (error instanceof Refusal) this.#change(entry, { delivery: 'failed', refusal: error.message })
      else if (this.#connection.isReady) this.#change(entry, { delivery: 'failed' })
    }
  }

  /**
   * @param {Entry} entry
   * @param {Partial<Entry>} change
   */
  #change(entry, change) {
    this.#history.change(entry, change)
    this.#onChange(entry)
  }
}
