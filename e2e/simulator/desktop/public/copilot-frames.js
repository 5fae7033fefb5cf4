import { element } from './dom.js'

const panel = document.getElementById('panel')
const silence = document.getElementById('no-copilot')

/** One frame per chat, kept while the chat is in the list, so that switching loses nothing in it. */
const frames = new Map()

/** Shows the copilot of the open chat, or why there is none. */
export function showCopilot(chat) {
  if (chat?.copilotUrl && !frames.has(chat.id)) {
    const frame = element('iframe', {
      src: chat.copilotUrl,
      title: `Agent Copilot for ${chat.name}`,
      allow: 'clipboard-write',
      referrerpolicy: 'no-referrer',
    })
    frames.set(chat.id, frame)
    panel.append(frame)
  }
  for (const [id, frame] of frames) {
    frame.hidden = id !== chat?.id
    if (frame.hidden) delete frame.dataset.testid
    else frame.dataset.testid = 'copilot-frame'
  }
  silence.hidden = Boolean(chat?.copilotUrl)
  silence.textContent = chat ? 'No copilot link in this chat' : 'The copilot opens with a chat.'
}

/** Forgets the frames of chats that are no longer listed. */
export function keepCopilots(chatIds) {
  for (const [id, frame] of frames) {
    if (chatIds.has(id)) continue
    frame.remove()
    frames.delete(id)
  }
}
