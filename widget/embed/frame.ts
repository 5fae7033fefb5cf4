import { AgentCopilot } from '../agent-copilot.ts'
import type { InsertEvent } from '../insert-event.ts'
import { moreTexts } from '../locales/more-texts.ts'
import { awaitSettings } from '../panel/panel-server.ts'
import { copyText } from '../ui/copy-text.ts'
import { type FromFrame, type FromPage, isCopilotMessage } from './messages.ts'
import { isAllowedOrigin } from './origins.ts'

/*
 * The page in the frame that embed.js makes: the copilot, told by the page around it which chats to show. It listens to
 * that page alone, and only where the endpoint allows its origin.
 */

const insertTimeoutInMilliseconds = 2000

const server = new URL('.', location.href).href
const copilot = new AgentCopilot()
copilot.many = true
copilot.server = server

let pageOrigin: string | undefined
let insertCount = 0
let told: number | null = null
const inserts = new Map<number, (isInserted: boolean) => void>()
const URLToken = new URLSearchParams(location.search).get('URLToken') ?? ''
/** Who may speak with this page. */
const allowed = awaitSettings(server, URLToken).then(settings => settings?.origins ?? [])

document.querySelector('main')?.append(copilot)
addEventListener('message', event => void hear(event))
tellOfCopilot()
window.parent.postMessage({ copilot: 1, type: 'ready' } satisfies FromFrame, '*')

async function hear({ source, origin, data }: MessageEvent) {
  if (source !== window.parent || source === window || !isCopilotMessage(data)) return
  if (origin !== pageOrigin && !isAllowedOrigin(origin, await allowed)) return
  pageOrigin = origin
  obey(data as FromPage)
}

function obey(message: FromPage) {
  if (message.type === 'hello') copilot.canInsert = message.takesInserts
  else if (message.type === 'open') copilot.openChat(message.chat)
  else if (message.type === 'select') copilot.selectChat(message.chatId)
  else if (message.type === 'close') copilot.closeChat(message.chatId)
  else if (message.type === 'dismiss') copilot.dismissChat(message.chatId)
  else if (message.type === 'theme') copilot.theme = message.theme ?? undefined
  else if (message.type === 'language') copilot.language = message.language
  else if (message.type === 'insert-result') inserts.get(message.number)?.(message.isInserted)
}

function tell(message: FromFrame) {
  if (pageOrigin !== undefined) window.parent.postMessage(message, pageOrigin)
}

function tellOfCopilot() {
  copilot.addEventListener('copilot-ready', ({ chatId }) => tell({ copilot: 1, type: 'shown', chatId }))
  copilot.addEventListener('copilot-session-change', ({ chatId, customerName, handoverStatus }) =>
    tell({ copilot: 1, type: 'session-change', chatId, customerName, handoverStatus }),
  )
  copilot.addEventListener('copilot-error', ({ chatId, code }) =>
    tell({ copilot: 1, type: 'error', chatId, code }),
  )
  copilot.addEventListener('copilot-wrap-up', ({ chatId, wrapUp }) =>
    tell({ copilot: 1, type: 'wrap-up', chatId, wrapUp }),
  )
  copilot.addEventListener('copilot-chats-change', ({ chats, selectedId }) => {
    tell({ copilot: 1, type: 'chats-change', chats, ...(selectedId !== undefined && { selectedId }) })
    tellHeight()
  })
  copilot.addEventListener('copilot-insert', handOver)
}

function tellHeight() {
  const shown = copilot.chats.find(({ isSelected }) => isSelected)
  const isChat = shown && shown.status !== 'opening' && shown.status !== 'unknown'
  requestAnimationFrame(() => {
    const height = isChat ? null : copilot.noticeHeight || null
    if (height !== told) tell({ copilot: 1, type: 'resize', height })
    told = height
  })
}

/** The page says whether it has put the text into its reply box; where it has not, it is copied. */
function handOver(event: InsertEvent) {
  const chatId = copilot.selectedChatId
  if (!copilot.canInsert || pageOrigin === undefined || !chatId) return
  event.preventDefault()
  const { text, suggestionId } = event
  const number = ++insertCount
  tell({ copilot: 1, type: 'insert', number, chatId, text, ...(suggestionId && { suggestionId }) })
  void insertResult(number).then(async isInserted => {
    if (isInserted) return
    const isCopied = await copyText(text, copilot)
    copilot.tell(isCopied ? moreTexts.panel.copiedInstead : moreTexts.panel.notTaken)
  })
}

function insertResult(number: number): Promise<boolean> {
  return new Promise<boolean>(resolve => {
    inserts.set(number, resolve)
    setTimeout(() => resolve(false), insertTimeoutInMilliseconds)
  }).finally(() => inserts.delete(number))
}
