import { openComposer } from './composer.js'
import { element, keepList, part } from './dom.js'
import { drawTranscript } from './transcript.js'

/** @typedef {import('../desktop-view.ts').ChatView} ChatView */
/** @typedef {{id: string, name: string}} Queue */

const chatPart = part('chat', HTMLElement)
const menu = part('transfer-menu', HTMLElement)

/** The chat on the screen. */
let shownId = ''

/**
 * Draws the chat that is open, or that none is.
 * @param {ChatView | undefined} chat
 * @param {readonly Queue[]} queues
 * @param {(queueId: string) => void} transfer
 */
export function drawOpenChat(chat, queues, transfer) {
  chatPart.hidden = !chat
  part('no-chat', HTMLElement).hidden = Boolean(chat)
  document.title = chat ? `${chat.name} – Contact centre` : 'Contact centre'
  if (chat) {
    drawHead(chat)
    keepList(part('facts', HTMLElement), chat.facts, {
      key: fact => fact.key,
      create: () => element('div'),
      draw: drawFact,
    })
    drawTransferMenu(queues, transfer)
    drawTranscript(chat, shownId !== chat.id)
    openComposer(chat)
  }
  shownId = chat?.id ?? ''
}

/** @param {ChatView} chat */
function drawHead({ name, queue, mine, customerTyping, wrapUpCodes }) {
  chatPart.setAttribute('aria-label', `Chat with ${name}`)
  part('customer', HTMLElement).textContent = name
  part('chat-queue', HTMLElement).textContent = [
    mine ? `Chat, ${queue}` : `Ended chat, ${queue}`,
    ...wrapUpCodes,
  ].join(', ')
  part('transfer', HTMLElement).hidden = !mine
  part('end', HTMLElement).hidden = !mine
  part('close', HTMLElement).hidden = mine
  part('typing', HTMLElement).textContent = customerTyping ? `${name} is typing` : ''
}

/** @type {Record<string, string>} */
const FACT_NAMES = {
  userId: 'Customer id',
  email: 'Email',
  phone: 'Phone',
  company: 'Company',
  caseId: 'Case',
  language: 'Language',
}

/**
 * @param {HTMLElement} row
 * @param {{key: string, value: string}} fact
 */
function drawFact(row, { key, value }) {
  row.replaceChildren(
    element('dt', { dir: 'auto' }, FACT_NAMES[key] ?? key),
    element('dd', { dir: 'auto', title: value }, factValue(value)),
  )
}

/**
 * A web address can be opened, in a tab of its own.
 * @param {string} value
 */
const factValue = value =>
  /^https?:\/\//.test(value)
    ? element('a', { href: value, target: '_blank', rel: 'noopener noreferrer' }, value)
    : value

/**
 * @param {readonly Queue[]} queues
 * @param {(queueId: string) => void} transfer
 */
function drawTransferMenu(queues, transfer) {
  keepList(menu, queues, {
    key: ({ id }) => id,
    create: ({ id }) =>
      element('button', {
        type: 'button',
        autofocus: menu.childElementCount === 0,
        'data-testid': 'transfer-queue',
        onclick: () => {
          menu.hidePopover()
          transfer(id)
        },
      }),
    draw: (button, { name }) => button.replaceChildren(name),
  })
}
