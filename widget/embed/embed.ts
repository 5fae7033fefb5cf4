import type { ChatToOpen } from '../chats/chat.ts'
import type { FromFrame, FromPage } from './messages.ts'

/*
 * <script src="https://…/embed.js" data-url-token="…" data-user-id="…" data-session-id="…"></script>
 *
 * Puts the copilot into a frame after this line, or into the element that `data-into` selects. The frame's element has
 * the methods of `copilot` and hears the copilot's events; `data-insert` says that the page has a reply box and cancels
 * `copilot-insert` when it has put the text there. This file is one plain script: it imports nothing.
 */

/** What the page may ask of the copilot in its frame. */
interface FramedCopilot {
  openChat(chat: ChatToOpen): void
  selectChat(chatId: string): void
  closeChat(chatId: string): void
  dismissChat(chatId: string): void
  setTheme(theme: 'light' | 'dark' | null): void
  setLanguage(language: string): void
}

type Told = FromPage extends infer Message
  ? Message extends unknown
    ? Omit<Message, 'copilot'>
    : never
  : never

const defaultHeight = '640px'

embed(document.currentScript as HTMLScriptElement)

function embed(script: HTMLScriptElement) {
  const { urlToken = '', into, height = defaultHeight, title = 'Agent Copilot' } = script.dataset
  const server = new URL('.', script.src)
  const frame = document.createElement('iframe')
  frame.src = new URL(`embed?${new URLSearchParams({ URLToken: urlToken })}`, server).href
  frame.title = title
  frame.allow = 'clipboard-write'
  Object.assign(frame.style, { display: 'block', inlineSize: '100%', blockSize: height, border: '0' })
  converse(frame, server.origin, script.dataset)
  if (!put(frame, script, into)) addEventListener('DOMContentLoaded', () => put(frame, script, into))
}

/** Puts the frame where it is wanted, and says whether that place is there already. */
function put(frame: HTMLIFrameElement, script: HTMLScriptElement, into: string | undefined): boolean {
  if (into) {
    const place = document.querySelector(into)
    place?.append(frame)
    return place !== null
  }
  const isInBody = document.body?.contains(script) ?? false
  if (isInBody) script.after(frame)
  else document.body?.append(frame)
  return frame.isConnected
}

function converse(frame: HTMLIFrameElement, origin: string, settings: DOMStringMap) {
  const { blockSize } = frame.style
  const kept = firstWords(settings)
  let isHeard = false
  const tell = (message: Told) => {
    if (isHeard) frame.contentWindow?.postMessage({ copilot: 1, ...message }, origin)
  }
  addEventListener('message', ({ source, origin: from, data }: MessageEvent<FromFrame | undefined>) => {
    if (source !== frame.contentWindow || from !== origin || data?.copilot !== 1) return
    if (data.type === 'ready') {
      isHeard = true
      tell({ type: 'hello', takesInserts: settings['insert'] !== undefined })
      for (const message of kept.values()) tell(message)
    } else if (data.type === 'resize') {
      frame.style.blockSize = data.height === null ? blockSize : `${data.height}px`
    } else take(frame, data, tell)
  })
  Object.assign(frame, { copilot: methods(tell, kept) })
}

/** What the page wishes from the beginning, by name; a frame that loads anew is told again. */
function firstWords({ urlToken: URLToken = '', userId, sessionId, auth, theme, language }: DOMStringMap) {
  const kept = new Map<string, Told>()
  if (theme === 'light' || theme === 'dark') kept.set('theme', { type: 'theme', theme })
  if (language) kept.set('language', { type: 'language', language })
  const link = { URLToken, userId: userId ?? '', sessionId: sessionId ?? '', ...(auth && { auth }) }
  if (userId || sessionId) kept.set('chat link', { type: 'open', chat: { id: 'link', link } })
  return kept
}

function methods(tell: (message: Told) => void, kept: Map<string, Told>): FramedCopilot {
  const keep = (name: string, message: Told) => {
    // At the end: a chat is chosen after it was opened, also when all is told again.
    kept.delete(name)
    kept.set(name, message)
    tell(message)
  }
  return {
    openChat: chat => keep(`chat ${chat.id}`, { type: 'open', chat }),
    selectChat: chatId => keep('select', { type: 'select', chatId }),
    closeChat: chatId => tell({ type: 'close', chatId }),
    dismissChat(chatId) {
      kept.delete(`chat ${chatId}`)
      tell({ type: 'dismiss', chatId })
    },
    setTheme: theme => keep('theme', { type: 'theme', theme }),
    setLanguage: language => keep('language', { type: 'language', language }),
  }
}

/** Passes the copilot's news on as events of the frame's element, under the names that the element itself uses. */
function take(frame: HTMLIFrameElement, message: FromFrame, tell: (message: Told) => void) {
  const { copilot: _copilot, type, ...detail } = message
  const name = type === 'shown' ? 'ready' : type
  const event = new CustomEvent(`copilot-${name}`, { bubbles: true, cancelable: type === 'insert', detail })
  const isInserted = !frame.dispatchEvent(event)
  if (message.type === 'insert') tell({ type: 'insert-result', number: message.number, isInserted })
}
