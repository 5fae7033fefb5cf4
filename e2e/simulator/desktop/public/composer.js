import { act } from './contact-centre.js'
import { element } from './dom.js'

/** Typing ends this long after the last key. */
const TYPING_PAUSE_MS = 3000

const form = document.getElementById('composer-form')
const field = document.getElementById('composer')
const files = document.getElementById('files')
const fileInput = document.getElementById('file')
const problem = document.getElementById('problem')

/** What was written and attached but not sent, per chat. */
const drafts = new Map()
let chatId
let typingTimer

const draftOf = id => drafts.get(id) ?? { text: '', attachments: [] }

/** Brings up the draft of a chat. */
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

/** Forgets the draft of a chat that was closed. */
export const forgetDraft = id => drafts.delete(id)

/** Puts the cursor into the field. */
export const focusComposer = () => field.focus()

function drawFiles() {
  files.replaceChildren(...draftOf(chatId).attachments.map(fileTag))
}

const fileTag = ({ id, filename }) =>
  element(
    'li',
    { class: 'tag' },
    element('bdi', {}, filename),
    element(
      'button',
      {
        class: 'icon-button',
        type: 'button',
        'aria-label': `Remove ${filename}`,
        onclick: () => removeFile(id),
      },
      '×',
    ),
  )

function removeFile(id) {
  const draft = draftOf(chatId)
  drafts.set(chatId, { ...draft, attachments: draft.attachments.filter(attachment => attachment.id !== id) })
  drawFiles()
}

/** Runs what the agent asked for; a refusal is shown and nothing that was written is lost. */
async function attempt(work) {
  problem.textContent = ''
  try {
    await work()
  } catch (error) {
    problem.textContent = error.message
  }
}

function sendDraft() {
  const id = chatId
  const { attachments } = draftOf(id)
  const text = field.value.trim()
  if (!text && attachments.length === 0) return
  clearTimeout(typingTimer)
  typingTimer = undefined
  void attempt(async () => {
    await act(`/conversations/${id}/messages`, {
      ...(text ? { text } : {}),
      ...(attachments.length > 0
        ? { attachments: attachments.map(attachment => ({ id: attachment.id })) }
        : {}),
    })
    drafts.delete(id)
    if (id !== chatId) return
    field.value = ''
    drawFiles()
  })
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

/** Nobody misses a typing sign that could not be shown. */
const tellTyping = typing => void act(`/conversations/${chatId}/typing`, { typing }).catch(() => undefined)

async function attachFile(file) {
  const id = chatId
  const content = await base64Of(file)
  const contentType = file.type || 'application/octet-stream'
  const kept = await act(`/conversations/${id}/attachments`, { filename: file.name, contentType, content })
  const draft = draftOf(id)
  drafts.set(id, { ...draft, attachments: [...draft.attachments, { id: kept.id, filename: file.name }] })
  drawFiles()
}

function base64Of(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(reader.result.split(',')[1] ?? ''))
    reader.addEventListener('error', () => reject(new Error('The file could not be read.')))
    reader.readAsDataURL(file)
  })
}

form.addEventListener('submit', event => {
  event.preventDefault()
  sendDraft()
})
field.addEventListener('keydown', event => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
  event.preventDefault()
  sendDraft()
})
field.addEventListener('input', () => {
  drafts.set(chatId, { ...draftOf(chatId), text: field.value })
  if (field.value) startTyping()
  else stopTyping()
})
document.getElementById('attach').addEventListener('click', () => fileInput.click())
fileInput.addEventListener('change', () => {
  const [file] = fileInput.files
  if (file) void attempt(() => attachFile(file))
  fileInput.value = ''
})
