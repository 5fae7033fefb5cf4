import { element } from './element.js'

/**
 * @typedef {{ id?: string, title?: string, contentType?: string, payload?: string }} QuickReply
 */

/**
 * The quick replies of an output as buttons.
 * @param {QuickReply[] | undefined} replies
 * @param {(reply: QuickReply) => void} onChoose
 * @returns {HTMLElement | undefined}
 */
export function renderQuickReplies(replies, onChoose) {
  const titled = Array.isArray(replies) ? replies.filter(reply => reply?.title) : []
  if (titled.length === 0) return undefined
  const group = element('div', { class: 'quick-replies', role: 'group', 'aria-label': 'Quick replies' })
  group.append(...titled.map(reply => renderOne(reply, onChoose)))
  return group
}

/** @param {ParentNode} parent */
export function closeQuickReplies(parent) {
  for (const button of parent.querySelectorAll('.quick-replies button')) button.setAttribute('disabled', '')
}

/**
 * @param {QuickReply} reply
 * @param {(reply: QuickReply) => void} onChoose
 */
function renderOne(reply, onChoose) {
  const button = element('button', { type: 'button', 'data-testid': 'quick-reply', dir: 'auto' }, reply.title)
  button.addEventListener('click', () => onChoose(reply))
  return button
}
