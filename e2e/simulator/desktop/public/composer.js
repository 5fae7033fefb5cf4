import { act } from './contact-centre.js'
import { element, part } from './dom.js'

/** @typedef {{id: string, filename: string}} Attached */
/** @typedef {{text: string, attachments: Attached[]}} Draft */

/** Typing ends this long after the last key. */
const TYPING_PAUSE_MS = 3000

const form = part('composer-form', HTMLFormElement)
const field = part('composer', HTMLTextAreaElement)
const files = part('files', HTMLUListElement)
const fileInput = part('file', HTMLInputElement)
const problem = part('problem', HTMLElement)

/**
 * What was written and attached but not sent, per chat.
 * @type {Map<string, Draft>}
 */
const drafts = new Map()
let chatId = ''
/** @type {ReturnType<typeof setTimeout> | undefined} */
let typingTimer

/**
 * @param {string} id
 * @returns {Draft}
 */
const draftOf = id => drafts.get(id) ?? { text: '', attachments: [] }

/**
 * Brings up the draft of a chat.
 * @param {import('../desktop-view.ts').ChatView} chat
 */
export function openComposer(chat) {
  if (chat.id !== chatId) {
    stopTyping()
    chatId = chat.id
    field.value = draftOf(chatId).text
    problem.textContent = ''
    drawFiles()
  }
  form.hidden = !chat.mine
  field.placeholder = `Write to ${chat.name}`
  field.setAttribute('aria-label', `Message to ${chat.name}`)
}

/**
 * Forgets the draft of a chat that was closed.
 * @param {string} id
 */
export const forgetDraft = id => drafts.delete(id)

/**
 * Puts a text at the cursor of a chat's draft and replaces nothing.
 * @param {string} id
 * @param {string} text
 */
export function insertText(id, text) {
  const draft = draftOf(id)
  if (id !== chatId) {
    drafts.set(id, { ...draft, text: draft.text ? `${draft.text} ${text}` : text })
    return
  }
  const place = field.selectionEnd
  const isAfterWord = /\S$/.test(field.value.slice(0, place))
  const isBeforeWord = /^[\p{L}\p{N}]/u.test(field.value.slice(place))
  field.setRangeText(`${isAfterWord ? ' ' : ''}${text}${isBeforeWord ? ' ' : ''}`, place, place, 'end')
  field.dispatchEvent(new Event('input'))
  field.focus()
}

/** Puts the cursor into the field. */
export const focusComposer = () => field.focus()

function drawFiles() {
  files.replaceChildren(...draftOf(chatId).attachments.map(fileTag))
}

/** @param {Attached} file */
function fileTag({ id, filename }) {
  const label = `Remove ${filename}`
  const remove = element(
    'button',
    { class: 'icon-button', type: 'button', 'aria-label': label, onclick: () => removeFile(id) },
    '×',
  )
  return element('li', { class: 'tag' }, element('bdi', {}, filename), remove)
}

/** @param {string} id */
function removeFile(id) {
  const draft = draftOf(chatId)
  drafts.set(chatId, { ...draft, attachments: draft.attachments.filter(attachment => attachment.id !== id) })
  drawFiles()
}

/**
 * Runs what the agent asked for; a refusal is shown and nothing that was written is lost.
 * @param {() => Promise<void>} work
 */
async function attempt(work) {
  problem.textContent = ''
  try {
    await work()
  } catch (error) {
    problem.textContent = error instanceof Error ? error.message : String(error)
  }
}

async function sendDraft() {
  const id = chatId
  const text = field.value.trim()
  const attachments = draftOf(id).attachments.map(attachment => ({ id: attachment.id }))
  if (!text && attachments.length === 0) return
  // The contact centre ends typing itself when a message comes.
  clearTimeout(typingTimer)
  typingTimer = undefined
  await act(`/conversations/${id}/messages`, { text, attachments })
  drafts.delete(id)
  if (id !== chatId) return
  field.value = ''
  drawFiles()
}

function startTyping() {
  if (typingTimer === undefined) tellTyping(true)
  clearTimeout(typingTimer)
  typingTimer = setTimeout(stopTyping, TYPING_PAUSE_MS)
}

function stopTyping() {
  if (typingTimer === undefined) return
  clearTimeout(typingTimer)
  typingTimer = undefined
  tellTyping(false)
}

/**
 * Nobody misses a typing sign that could not be shown.
 * @param {boolean} typing
 */
const tellTyping = typing => void act(`/conversations/${chatId}/typing`, { typing }).catch(() => undefined)

/** @param {File} file */
async function attachFile(file) {
  const id = chatId
  const kept = await act(`/conversations/${id}/attachments`, {
    filename: file.name,
    contentType: file.type || 'application/octet-stream',
    content: await base64Of(file),
  })
  const draft = draftOf(id)
  const attached = { id: /** @type {Attached} */ (kept).id, filename: file.name }
  drafts.set(id, { ...draft, attachments: [...draft.attachments, attached] })
  drawFiles()
}

/**
 * @param {File} file
 * @returns {Promise<string>}
 */
function base64Of(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => {
      const url = /** @type {string} */ (reader.result)
      resolve(url.slice(url.indexOf(',') + 1))
    })
    reader.addEventListener('error', () => reject(new Error('The file could not be read.')))
    reader.readAsDataURL(file)
  })
}

form.addEventListener('submit', event => {
  event.preventDefault()
  void attempt(sendDraft)
})
field.addEventListener('keydown', event => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
  event.preventDefault()
  void attempt(sendDraft)
})
field.addEventListener('input', () => {
  drafts.set(chatId, { ...draftOf(chatId), text: field.value })
  if (field.value) startTyping()
  else stopTyping()
})
part('attach', HTMLButtonElement).addEventListener('click', () => fileInput.click())
fileInput.addEventListener('change', () => {
  const [file] = fileInput.files ?? []
  if (file) void attempt(() => attachFile(file))
  fileInput.value = ''
})
