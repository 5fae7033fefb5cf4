import { element } from './dom.js'

/** @typedef {import('../../event-log.ts').LogEntry} LogEntry */
/** @typedef {{entry: LogEntry, isOpen: boolean, isDetails: boolean}} Row */
/** @typedef {{toggle: (number: number) => void, showOnly: (conversationId: string) => void}} RowActions */

/** @returns {HTMLTableRowElement} */
export const createRow = () => element('tr')

/**
 * Draws an entry's line, or what is behind it.
 * @param {HTMLTableRowElement} row
 * @param {Row} item
 * @param {RowActions} actions
 */
export function drawRow(row, item, actions) {
  if (item.isDetails) drawDetails(row, item.entry)
  else drawEntry(row, item, actions)
}

/**
 * @param {HTMLTableRowElement} row
 * @param {Row} item
 * @param {RowActions} actions
 */
function drawEntry(row, { entry, isOpen }, { toggle, showOnly }) {
  const { number, timestamp, direction, recordType, status, transactionId, conversationId } = entry
  const time = element(
    'time',
    { datetime: new Date(timestamp).toISOString() },
    timeWithMilliseconds(timestamp),
  )
  const faults = entry.faults.map(fault => element('span', { class: 'tag' }, fault))
  row.className = `${isFailure(status) ? 'failed' : ''} ${isOpen ? 'open' : ''}`
  row.dataset['testid'] = 'entry'
  row.replaceChildren(
    element(
      'td',
      { class: 'details-cell' },
      detailsButton(isOpen, () => toggle(number)),
    ),
    element('td', {}, time),
    element('td', {}, directionMark(direction)),
    element('td', { class: 'status' }, String(status), ...faults),
    element('td', {}, recordType),
    element('td', { class: 'end from-960' }, `${entry.durationMs} ms`),
    element('td', { class: 'end from-960' }, String(entry.retries)),
    element('td', { class: 'from-720' }, String(transactionId ?? '')),
    element('td', { class: 'from-720' }, conversationId && conversationButton(conversationId, showOnly)),
    element('td', { class: 'body from-1200' }, element('code', {}, entry.responseBody)),
  )
}

/** @param {LogEntry['direction']} direction */
const directionMark = direction =>
  element(
    'span',
    { class: 'direction' },
    element('span', { 'aria-hidden': 'true' }, direction === 'inbound' ? '←' : '→'),
    element('span', { class: 'word' }, direction === 'inbound' ? 'Inbound' : 'Outbound'),
  )

/**
 * @param {string} id
 * @param {RowActions['showOnly']} showOnly
 */
const conversationButton = (id, showOnly) =>
  element(
    'button',
    { class: 'link', type: 'button', title: 'Only this conversation', onclick: () => showOnly(id) },
    id,
  )

/**
 * @param {boolean} isOpen
 * @param {() => void} toggle
 */
function detailsButton(isOpen, toggle) {
  const button = element('button', {
    class: 'icon-button',
    type: 'button',
    'aria-label': 'Details',
    'aria-expanded': String(isOpen),
    onclick: toggle,
  })
  button.innerHTML =
    '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M4 6.5l4 4 4-4" /></svg>'
  return button
}

/**
 * @param {HTMLTableRowElement} row
 * @param {LogEntry} entry
 */
function drawDetails(row, entry) {
  row.className = 'details'
  const facts = Object.entries({
    Tenant: entry.tenantId,
    Transaction: entry.transactionId,
    Conversation: entry.conversationId,
    Interaction: entry.interactionId,
    Webhook: entry.webhookId,
    Channel: entry.channelId,
    'Event id': entry.eventId,
    Duration: `${entry.durationMs} ms`,
    Retries: entry.retries,
  }).filter(([, value]) => value !== undefined && value !== '')
  const list = element(
    'dl',
    {},
    ...facts.map(([name, value]) => fact(name, element('code', {}, String(value)))),
    fact('Request body', body(entry.requestBody), 'wide'),
    fact('Response body', body(entry.responseBody), 'wide'),
  )
  row.replaceChildren(element('td', { colspan: '10' }, list))
}

/**
 * @param {string} name
 * @param {HTMLElement} value
 * @param {string} [kind]
 */
const fact = (name, value, kind) =>
  element('div', { class: kind }, element('dt', {}, name), element('dd', {}, value))

/**
 * JSON over several lines; anything else, such as a body that was cut, as it is.
 * @param {string} text
 */
function body(text) {
  const shown = element('pre', { tabindex: '0' }, text || 'Empty')
  try {
    shown.textContent = JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    // Shown as it came.
  }
  return shown
}

/** @param {LogEntry['status']} status */
const isFailure = status => typeof status !== 'number' || status >= 300

/** @param {number} at */
function timeWithMilliseconds(at) {
  const date = new Date(at)
  const time = date.toLocaleTimeString([], {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  })
  return `${time}.${String(date.getMilliseconds()).padStart(3, '0')}`
}
