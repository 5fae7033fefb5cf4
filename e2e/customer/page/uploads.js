import { element, elementById } from './element.js'

/** @typedef {import('./endpoint.js').Attachment} Attachment */

/** The files on their way to the server, each with what became of it. */
export class Uploads {
  #list = elementById('uploads', HTMLUListElement)
  #input = elementById('attach', HTMLInputElement)
  #upload
  #onUploaded

  /**
   * @param {(file: File, signal: AbortSignal) => Promise<Attachment>} upload rejects with a sentence for the customer
   * @param {(attachment: Attachment) => void} onUploaded
   */
  constructor(upload, onUploaded) {
    this.#upload = upload
    this.#onUploaded = onUploaded
  }

  /** Takes what the customer chooses from now on. */
  start() {
    this.#input.addEventListener('change', () => void this.#chosen())
  }

  async #chosen() {
    const files = [...(this.#input.files ?? [])]
    // So that the same file may be chosen once more.
    this.#input.value = ''
    const starts = files.map(file => this.#add(file))
    for (const start of starts) await start()
  }

  /**
   * A row for the file.
   * @param {File} file
   * @returns {() => Promise<void>} sends it
   */
  #add(file) {
    const state = element('span', { class: 'upload-state', 'aria-live': 'polite' })
    const retry = element('button', { type: 'button', hidden: true }, 'Try again')
    const remove = element('button', { type: 'button', 'aria-label': `Remove ${file.name}` }, 'Remove')
    const row = element('li', {}, element('bdi', { class: 'upload-name' }, file.name), state, retry, remove)
    const removed = new AbortController()
    const start = () => this.#send(file, { row, state, retry, removed })
    retry.addEventListener('click', () => void start())
    remove.addEventListener('click', () => this.#remove(row, removed))
    this.#list.append(row)
    this.#list.hidden = false
    state.textContent = 'Waiting'
    return start
  }

  /**
   * @param {File} file
   * @param {{ row: HTMLElement, state: HTMLElement, retry: HTMLElement, removed: AbortController }} parts
   */
  async #send(file, { row, state, retry, removed }) {
    if (removed.signal.aborted) return
    row.dataset.state = 'sending'
    state.textContent = 'Sending'
    retry.hidden = true
    try {
      const attachment = await this.#upload(file, removed.signal)
      this.#remove(row, removed)
      this.#onUploaded(attachment)
    } catch (error) {
      row.dataset.state = 'failed'
      state.textContent = error instanceof Error ? error.message : 'The file could not be sent.'
      retry.hidden = false
    }
  }

  /**
   * @param {HTMLElement} row
   * @param {AbortController} removed
   */
  #remove(row, removed) {
    removed.abort()
    row.remove()
    this.#list.hidden = this.#list.children.length === 0
  }
}
