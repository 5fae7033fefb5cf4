import { element, keepList, part, timeOfDay } from './dom.js'

/** @typedef {import('../desktop-view.ts').ChatView} ChatView */
/** @typedef {import('../transcript-view.ts').TranscriptEntry} Entry */
/** @typedef {Extract<Entry, {type: 'message'}>} MessageEntry */
/** @typedef {Extract<Entry, {type: 'notice'}>} NoticeEntry */

/** This close to the end, in pixels, the agent is taken to read the newest message. */
const NEAR_THE_END = 40

const scroll = part('scroll', HTMLElement)
const list = part('transcript', HTMLOListElement)

/**
 * Draws a chat's messages and notices. The view follows the newest one unless the agent has scrolled up.
 * @param {ChatView} chat
 * @param {boolean} isNewChat
 */
export function drawTranscript(chat, isNewChat) {
  const wasAtEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR_THE_END
  if (isNewChat) list.replaceChildren()
  keepList(list, chat.transcript, {
    key: entry => entry.key,
    create: () => element('li'),
    draw: (item, entry) =>
      entry.type === 'notice' ? drawNotice(item, entry) : drawMessage(item, entry, chat.id),
  })
  if (isNewChat || wasAtEnd) scroll.scrollTop = scroll.scrollHeight
}

/**
 * @param {HTMLLIElement} item
 * @param {NoticeEntry} entry
 */
function drawNotice(item, { text, at }) {
  item.className = 'notice'
  item.replaceChildren(element('span', {}, `${text}, ${timeOfDay(at)}`))
}

/**
 * @param {HTMLLIElement} item
 * @param {MessageEntry} entry
 * @param {string} chatId
 */
function drawMessage(item, { author, name, at, text, attachments, cards }, chatId) {
  item.className = 'message'
  item.dataset['testid'] = 'message'
  item.dataset['author'] = author
  const time = at ? element('time', {}, timeOfDay(at)) : ''
  const extras = [...attachments.map(file => attachmentLink(chatId, file)), ...cards.flatMap(cardTags)]
  item.replaceChildren(element('p', { class: 'by' }, element('b', {}, element('bdi', {}, name)), time))
  if (text) item.append(element('p', { class: 'said', dir: 'auto' }, text))
  if (extras.length > 0) item.append(element('p', { class: 'with' }, ...extras))
}

/**
 * @param {string} chatId
 * @param {{id: string, filename: string}} file
 */
const attachmentLink = (chatId, { id, filename }) =>
  element(
    'a',
    { href: `/control/desktop/conversations/${chatId}/attachments/${id}`, download: filename },
    filename,
  )

/** @param {MessageEntry['cards'][number]} card */
const cardTags = ({ words }) => words.map(word => element('span', { class: 'tag', dir: 'auto' }, word))
