import { elementById } from './element.js'

/** @typedef {import('./chat-connection.js').ConnectionState | 'unavailable'} ChatState */

const LONGEST_TYPING = 30_000
const TROUBLE_STAYS = 10_000

const STATE_WORDS = {
  connecting: 'Connecting',
  connected: 'Connected',
  reconnecting: 'Reconnecting. Your messages are kept.',
  offline: 'You are offline. Your messages are kept.',
  unavailable: 'Not available',
}

/** What the page says about itself: the connection, the other side's typing, a trouble. */
export class Notices {
  #connection = elementById('connection-state', HTMLElement)
  #typing = elementById('typing', HTMLElement)
  #trouble = elementById('trouble', HTMLElement)
  /** @type {ChatState} */
  #state = 'connecting'
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #typingEnds
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #troubleEnds

  constructor() {
    addEventListener('online', () => this.connection(this.#state))
    addEventListener('offline', () => this.connection(this.#state))
  }

  /** @param {ChatState} state */
  connection(state) {
    this.#state = state
    const shown = state === 'reconnecting' && !navigator.onLine ? 'offline' : state
    this.#connection.dataset.state = shown
    this.#connection.textContent = STATE_WORDS[shown]
  }

  /** @param {boolean} isTyping */
  typing(isTyping) {
    clearTimeout(this.#typingEnds)
    this.#typing.classList.toggle('shown', isTyping)
    if (isTyping) this.#typingEnds = setTimeout(() => this.typing(false), LONGEST_TYPING)
  }

  /** @param {unknown} trouble whatever the server sent along; only a sentence in it is shown */
  trouble(trouble) {
    clearTimeout(this.#troubleEnds)
    this.#trouble.textContent = sentenceIn(trouble) ?? 'That did not work. Please try again.'
    this.#trouble.hidden = false
    this.#troubleEnds = setTimeout(() => (this.#trouble.hidden = true), TROUBLE_STAYS)
  }
}

/**
 * @param {any} trouble
 * @returns {string | undefined}
 */
function sentenceIn(trouble) {
  const words = trouble?.error?.message ?? trouble?.message ?? trouble?.error ?? trouble
  return typeof words === 'string' && words ? words : undefined
}
