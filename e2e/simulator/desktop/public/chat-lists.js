import { clock, element, keepList } from './dom.js'

const list = id => document.getElementById(id)

/** Customers' messages that were on the screen, per chat. */
const seen = new Map()

/** Draws "My chats" and "Waiting in queue"; `choose` and `accept` get a chat's id. */
export function drawLists({ chats, waiting }, openId, { choose, accept }) {
  for (const chat of chats)
    if (chat.id === openId || !seen.has(chat.id)) seen.set(chat.id, chat.customerMessages)
  const rows = chats.map(chat => ({
    ...chat,
    open: chat.id === openId,
    unread: chat.customerMessages - seen.get(chat.id),
  }))
  keepList(list('chats'), rows, {
    key: ({ id }) => id,
    create: chat => createChat(chat, choose),
    draw: drawChat,
  })
  keepList(list('waiting'), waiting, {
    key: ({ id }) => id,
    create: chat => createWaiting(chat, accept),
    draw: drawWaiting,
  })
  list('chats-count').textContent = chats.length || ''
  list('waiting-count').textContent = waiting.length || ''
  list('no-chats').hidden = chats.length > 0
  list('nobody-waiting').hidden = waiting.length > 0
}

const createChat = ({ id }, choose) =>
  element(
    'li',
    {},
    element('button', {
      class: 'row',
      type: 'button',
      'data-testid': 'active-chat',
      onclick: () => choose(id),
    }),
  )

function drawChat(item, { name, waitingSince, last, unread, open, ended }) {
  const row = item.firstElementChild
  row.setAttribute('aria-current', String(open))
  row.replaceChildren(
    element(
      'span',
      { class: 'name' },
      element('bdi', {}, name),
      unread > 0 && element('span', { class: 'count', 'aria-label': `${unread} unread` }, String(unread)),
    ),
    ended ? element('span', {}, 'Ended') : waitingSince ? clock(waitingSince) : '',
    element('bdi', { class: 'topic' }, topicOf(last)),
  )
}

const topicOf = last =>
  last ? `${last.author === 'agent' ? 'You: ' : ''}${last.text || 'File'}` : 'No message yet'

const createWaiting = ({ id }, accept) =>
  element(
    'li',
    { class: 'row waiting', 'data-testid': 'waiting-chat', 'data-conversation': id },
    element('span', { class: 'name' }),
    element('span', { class: 'topic' }),
    element(
      'button',
      { class: 'button', type: 'button', 'data-testid': 'accept', onclick: () => accept(id) },
      'Accept',
    ),
  )

function drawWaiting(item, { name, queue, waitingSince }) {
  const [nameCell, topic, button] = item.children
  nameCell.replaceChildren(element('bdi', {}, name))
  topic.replaceChildren(`${queue}, `, clock(waitingSince))
  button.setAttribute('aria-label', `Accept ${name}`)
}
