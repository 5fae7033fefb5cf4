import { clock, element, keepList, part } from './dom.js'

/** @typedef {import('../desktop-view.ts').ChatSummary} ChatSummary */
/** @typedef {ChatSummary & {open: boolean, unread: number}} ChatRow */
/** @typedef {(id: string) => void} Choose */

const chatList = part('chats', HTMLUListElement)
const waitingList = part('waiting', HTMLUListElement)

/**
 * Customers' messages that were on the screen, per chat.
 * @type {Map<string, number>}
 */
const seen = new Map()

/**
 * Draws "My chats" and "Waiting in queue".
 * @param {import('../desktop-view.ts').DesktopView} view
 * @param {string | undefined} openId
 * @param {{choose: Choose, accept: Choose}} actions
 */
export function drawLists({ chats, waiting }, openId, { choose, accept }) {
  const rows = chats.map(chat => ({ ...chat, open: chat.id === openId, unread: unreadOf(chat, openId) }))
  keepList(chatList, rows, { key: ({ id }) => id, create: chat => createChat(chat, choose), draw: drawChat })
  keepList(waitingList, waiting, {
    key: ({ id }) => id,
    create: chat => createWaiting(chat, accept),
    draw: drawWaiting,
  })
  part('chats-count', HTMLElement).textContent = String(chats.length || '')
  part('waiting-count', HTMLElement).textContent = String(waiting.length || '')
  part('no-chats', HTMLElement).hidden = chats.length > 0
  part('nobody-waiting', HTMLElement).hidden = waiting.length > 0
}

/**
 * @param {ChatSummary} chat
 * @param {string | undefined} openId
 */
function unreadOf({ id, customerMessages }, openId) {
  if (id === openId || !seen.has(id)) seen.set(id, customerMessages)
  return customerMessages - (seen.get(id) ?? 0)
}

/**
 * @param {ChatRow} chat
 * @param {Choose} choose
 */
function createChat({ id }, choose) {
  const row = element('button', {
    class: 'row',
    type: 'button',
    'data-testid': 'active-chat',
    'data-conversation': id,
    onclick: () => choose(id),
  })
  return element('li', {}, row)
}

/**
 * @param {HTMLLIElement} item
 * @param {ChatRow} chat
 */
function drawChat(item, { name, waitingSince, last, unread, open, ended }) {
  const [row] = item.children
  const count = element('span', { class: 'count', 'aria-label': `${unread} unread` }, String(unread))
  const waits = waitingSince ? clock(waitingSince) : ''
  row?.setAttribute('aria-current', String(open))
  row?.replaceChildren(
    element('span', { class: 'name' }, element('bdi', {}, name), unread > 0 && count),
    ended ? element('span', {}, 'Ended') : waits,
    element('bdi', { class: 'topic' }, topicOf(last)),
  )
}

/** @param {ChatSummary['last']} last */
function topicOf(last) {
  if (!last) return 'No message yet'
  return last.author === 'agent' ? `You: ${last.text}` : last.text
}

/**
 * @param {ChatSummary} chat
 * @param {Choose} accept
 */
function createWaiting({ id }, accept) {
  const button = element(
    'button',
    { class: 'button', type: 'button', 'data-testid': 'accept', onclick: () => accept(id) },
    'Accept',
  )
  return element(
    'li',
    { class: 'row waiting', 'data-testid': 'waiting-chat', 'data-conversation': id },
    element('span', { class: 'name' }),
    element('span', { class: 'topic' }),
    button,
  )
}

/**
 * @param {HTMLLIElement} item
 * @param {ChatSummary} chat
 */
function drawWaiting(item, { name, queue, waitingSince = Date.now() }) {
  const [nameCell, topic, button] = item.children
  nameCell?.replaceChildren(element('bdi', {}, name))
  topic?.replaceChildren(`${queue}, `, clock(waitingSince))
  button?.setAttribute('aria-label', `Accept ${name}`)
}
