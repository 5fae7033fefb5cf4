import { element, part } from './dom.js'

const panel = part('panel', HTMLElement)
const silence = part('no-copilot', HTMLElement)

/**
 * One frame per chat, kept while the chat is in the list, so that switching loses nothing in it.
 * @type {Map<string, HTMLIFrameElement>}
 */
const frames = new Map()

/**
 * Shows the copilot of the open chat, or why there is none.
 * @param {import('../desktop-view.ts').ChatView | undefined} chat
 * @param {boolean} isInWorkspace the copilot is a partner's app that follows the chats by itself
 */
export function showCopilot(chat, isInWorkspace) {
  if (isInWorkspace) {
    silence.hidden = true
    return
  }
  if (chat?.copilotUrl && !frames.has(chat.id)) openFrame(chat.id, chat.copilotUrl, chat.name)
  for (const [id, frame] of frames) {
    frame.hidden = id !== chat?.id
    if (frame.hidden) delete frame.dataset['testid']
    else frame.dataset['testid'] = 'copilot-frame'
  }
  silence.hidden = Boolean(chat?.copilotUrl)
  silence.textContent = chat ? 'No copilot link in this chat' : 'The copilot opens with a chat.'
}

/**
 * @param {string} id
 * @param {string} src
 * @param {string} name
 */
function openFrame(id, src, name) {
  const frame = element('iframe', {
    src,
    title: `Agent Copilot for ${name}`,
    allow: 'clipboard-write',
    referrerpolicy: 'no-referrer',
  })
  frames.set(id, frame)
  panel.append(frame)
}

/**
 * Forgets the frames of chats that are no longer listed.
 * @param {Set<string>} chatIds
 */
export function keepCopilots(chatIds) {
  for (const [id, frame] of frames) {
    if (chatIds.has(id)) continue
    frame.remove()
    frames.delete(id)
  }
}
