import { element, keepList, timeOfDay } from './dom.js'

const scroll = document.getElementById('scroll')
const transcript = document.getElementById('transcript')

/** Draws a chat's messages and notices. The view follows the newest one unless the agent has scrolled up. */
export function drawTranscript(chat, isNewChat) {
  const wasAtEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 40
  if (isNewChat) transcript.replaceChildren()
  keepList(transcript, chat.transcript, {
    key: entry => entry.key,
    create: () => element('li'),
    draw: (item, entry) =>
      entry.type === 'notice' ? drawNotice(item, entry) : drawMessage(item, entry, chat.id),
  })
  if (isNewChat || wasAtEnd) scroll.scrollTop = scroll.scrollHeight
}

function drawNotice(item, { text, at }) {
  item.className = 'notice'
  item.replaceChildren(element('span', {}, `${text}, ${timeOfDay(at)}`))
}

function drawMessage(item, { author, name, at, text, attachments, cards }, chatId) {
  item.className = 'message'
  item.dataset.testid = 'message'
  item.dataset.author = author
  const by = element(
    'p',
    { class: 'by' },
    element('b', {}, element('bdi', {}, name)),
    at ? element('time', {}, timeOfDay(at)) : '',
  )
  item.replaceChildren(by)
  if (text) item.append(element('p', { class: 'said', dir: 'auto' }, text))
  const extras = [...attachments.map(file => attachmentLink(chatId, file)), ...cards.flatMap(cardParts)]
  if (extras.length > 0) item.append(element('p', { class: 'with' }, ...extras))
}

const attachmentLink = (chatId, { id, filename }) =>
  element(
    'a',
    { href: `/control/desktop/conversations/${chatId}/attachments/${id}`, download: filename },
    filename,
  )

/** Quick replies by their titles, other cards by their texts. */
function cardParts({ content }) {
  const titles = (content.options ?? []).map(({ title }) => title)
  const texts = (content.body ?? []).map(({ text }) => text).filter(Boolean)
  const parts = [...titles, ...texts]
  return (parts.length > 0 ? parts : ['Card']).map(part =>
    element('span', { class: 'tag', dir: 'auto' }, part),
  )
}
