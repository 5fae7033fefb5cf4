import { elementById } from './element.js'
import { renderMessage, showDelivery } from './message-element.js'
import { closeQuickReplies } from './quick-replies.js'

/** @typedef {import('./chat-history.js').Entry} Entry */

const NEAR_THE_END = 48
const MOST_ELEMENTS = 500

/** The conversation on the page. It follows the newest message unless the customer reads further up. */
export class MessageList {
  #scroller = elementById('scroller', HTMLElement)
  #log = elementById('log', HTMLElement)
  #jump = elementById('jump', HTMLButtonElement)
  #server
  #actions
  /** @type {Map<string, HTMLElement>} */
  #messages = new Map()
  #follows = true
  #unread = 0

  /**
   * @param {URL} server
   * @param {import('./message-element.js').MessageActions} actions
   */
  constructor(server, actions) {
    this.#server = server
    this.#actions = actions
    this.#scroller.addEventListener('scroll', () => this.#scrolled())
    this.#jump.addEventListener('click', () => this.#jumpToEnd())
    const sizes = new ResizeObserver(() => this.#follow())
    sizes.observe(this.#scroller)
    sizes.observe(this.#log)
  }

  /**
   * Shows a conversation from before, without announcing it again.
   * @param {readonly Entry[]} entries
   */
  restore(entries) {
    for (const entry of entries) this.#insert(entry)
    this.#follow()
    this.#log.setAttribute('aria-live', 'polite')
  }

  /** @param {Entry} entry */
  append(entry) {
    // The scroll event of this moment may still be on its way.
    this.#scrolled()
    const message = this.#insert(entry)
    if (!message) return
    message.classList.add('arriving')
    if (entry.source === 'user') this.#follows = true
    if (!this.#follows) this.#countUnread()
    this.#follow()
  }

  /** @param {Entry} entry */
  showDelivery(entry) {
    const message = this.#messages.get(entry.id)
    if (message) showDelivery(message, entry)
  }

  /** @param {Entry} entry */
  #insert(entry) {
    const answered = this.#messages.get(entry.answers ?? '')
    if (answered) closeQuickReplies(answered)
    const message = renderMessage(entry, this.#server, this.#actions)
    if (!message) return undefined
    if (message.querySelector('.quick-replies')) closeQuickReplies(this.#log)
    this.#messages.set(entry.id, message)
    this.#log.append(message)
    if (this.#messages.size > MOST_ELEMENTS) this.#removeOldest()
    return message
  }

  #removeOldest() {
    for (const [id, message] of this.#messages) {
      message.remove()
      this.#messages.delete(id)
      return
    }
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller
    this.#follows = scrollHeight - scrollTop - clientHeight < NEAR_THE_END
    if (this.#follows) this.#showUnread(0)
  }

  #follow() {
    if (this.#follows) this.#scroller.scrollTop = this.#scroller.scrollHeight
  }

  #jumpToEnd() {
    this.#follows = true
    this.#follow()
    this.#showUnread(0)
    this.#scroller.focus()
  }

  #countUnread() {
    this.#showUnread(this.#unread + 1)
  }

  /** @param {number} unread */
  #showUnread(unread) {
    this.#unread = unread
    this.#jump.hidden = unread === 0
    this.#jump.textContent = unread === 1 ? '1 new message' : `${unread} new messages`
  }
}
