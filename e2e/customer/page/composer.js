import { elementById } from './element.js'

/**
 * @typedef {object} ComposerListener
 * @property {(text: string) => void} onSend
 * @property {() => void} onTyped
 * @property {() => void} onStopped
 */

/** Where the customer writes. Enter sends, Shift and Enter begin a new line, and a reload keeps the draft. */
export class Composer {
  #form = elementById('composer-form', HTMLFormElement)
  #field = elementById('composer', HTMLTextAreaElement)
  #draftKey
  #listener

  /**
   * @param {string} sessionId
   * @param {ComposerListener} listener
   */
  constructor(sessionId, listener) {
    this.#draftKey = `draft ${sessionId}`
    this.#listener = listener
    this.#field.value = sessionStorage.getItem(this.#draftKey) ?? ''
    this.#field.addEventListener('input', () => this.#typed())
    this.#field.addEventListener('keydown', event => this.#pressed(event))
    this.#form.addEventListener('submit', event => this.#submitted(event))
  }

  hide() {
    this.#form.hidden = true
  }

  #typed() {
    this.#keepDraft()
    if (this.#field.value) this.#listener.onTyped()
    else this.#listener.onStopped()
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    // While an input method composes a word, Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    this.#form.requestSubmit()
  }

  /** @param {SubmitEvent} event */
  #submitted(event) {
    event.preventDefault()
    const text = this.#field.value.trim()
    if (text) this.#listener.onSend(text)
    if (text) this.#clear()
    this.#field.focus()
  }

  #clear() {
    this.#field.value = ''
    this.#keepDraft()
    this.#listener.onStopped()
  }

  #keepDraft() {
    try {
      sessionStorage.setItem(this.#draftKey, this.#field.value)
    } catch {
      // The storage is full. The draft still stands in the field.
    }
  }
}
