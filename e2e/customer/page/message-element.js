import { renderAdaptiveCard } from './adaptive-card.js'
import { renderAttachments, showPictures } from './attachments.js'
import { element } from './element.js'
import { renderQuickReplies } from './quick-replies.js'

/**
 * @typedef {import('./chat-history.js').Entry} Entry
 * @typedef {object} MessageActions
 * @property {(entry: Entry) => void} onRetry
 * @property {(entry: Entry, reply: import('./quick-replies.js').QuickReply) => void} onChoose
 */

const NAMES = { user: 'You', bot: 'Assistant', agent: 'Agent' }
const clock = new Intl.DateTimeFormat([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/**
 * One message of the conversation.
 * @param {Entry} entry
 * @param {URL} server
 * @param {MessageActions} actions
 * @returns {HTMLElement | undefined} nothing where there is nothing to show
 */
export function renderMessage(entry, server, actions) {
  const content = entry.data?._cognigy?._default
  const replies = renderQuickReplies(content?._quickReplies?.quickReplies, reply =>
    actions.onChoose(entry, reply),
  )
  const bubble = renderBubble(entry, content, server)
  if (!bubble && !replies) return undefined
  const message = element(
    'article',
    { class: 'message', 'data-testid': 'message', 'data-source': entry.source },
    renderByline(entry),
    bubble,
    replies,
  )
  if (entry.source === 'user') message.append(renderDelivery(entry, actions.onRetry))
  else showPictures(message)
  showDelivery(message, entry)
  return message
}

/**
 * Shows how far a customer's message has come.
 * @param {HTMLElement} message
 * @param {Entry} entry
 */
export function showDelivery(message, { delivery, refusal }) {
  const word = message.querySelector('.delivery-word')
  if (!delivery || !word) return
  message.dataset.delivery = delivery
  // Only a failure is worth a word from a screen reader.
  word.setAttribute('aria-live', delivery === 'failed' ? 'polite' : 'off')
  word.textContent = {
    sending: 'Sending',
    sent: 'Sent',
    failed: ['Not sent.', refusal].filter(Boolean).join(' '),
  }[delivery]
  message.querySelector('.retry')?.toggleAttribute('hidden', delivery !== 'failed')
  if (delivery === 'sent') showPictures(message)
}

/** @param {Entry} entry */
const renderByline = ({ source, at }) =>
  element(
    'p',
    { class: 'byline' },
    element('span', { class: 'name' }, NAMES[source]),
    ' ',
    element('time', { datetime: new Date(at).toISOString() }, clock.format(at)),
  )

/**
 * @param {Entry} entry
 * @param {any} content
 * @param {URL} server
 */
function renderBubble({ text, data }, content, server) {
  const words = text || content?._quickReplies?.text
  const parts = [
    words ? element('p', { class: 'text', dir: 'auto' }, String(words)) : undefined,
    renderAdaptiveCard(content?._adaptiveCard?.adaptiveCard),
    renderAttachments(data?.attachments, server),
  ].filter(part => part !== undefined)
  return parts.length > 0 ? element('div', { class: 'bubble' }, ...parts) : undefined
}

/**
 * @param {Entry} entry
 * @param {(entry: Entry) => void} onRetry
 */
function renderDelivery(entry, onRetry) {
  const retry = element('button', { class: 'retry', type: 'button' }, 'Try again')
  retry.addEventListener('click', () => onRetry(entry))
  return element(
    'p',
    { class: 'delivery' },
    element('span', { class: 'delivery-word', dir: 'auto' }),
    ' ',
    retry,
  )
}
