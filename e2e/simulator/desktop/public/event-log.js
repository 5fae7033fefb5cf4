import { look } from './contact-centre.js'
import { element, keepList } from './dom.js'

const REFRESH_MS = 2000
const ROWS = 200

const part = id => document.getElementById(id)
const conversation = part('conversation')
const pause = part('pause')
/** Numbers of the entries whose details are open. */
const open = new Set()
let newest = []

conversation.value = new URLSearchParams(location.search).get('conversationId') ?? ''

async function refresh() {
  const query = new URLSearchParams({ limit: String(ROWS) })
  if (conversation.value.trim()) query.set('conversationId', conversation.value.trim())
  try {
    newest = (await look(`/event-log?${query}`)).entries
    part('state').textContent =
      pause.ariaPressed === 'true' ? 'Paused' : `${newest.length} calls, newest first`
    draw()
  } catch {
    part('state').textContent = 'Connection lost, trying again'
  }
}

function draw() {
  const rows = newest.flatMap(entry => {
    const isOpen = open.has(entry.number)
    return [{ entry, isOpen }, ...(isOpen ? [{ entry, isDetails: true }] : [])]
  })
  keepList(part('entries'), rows, {
    key: ({ entry, isDetails }) => `${entry.number}${isDetails ? ' details' : ''}`,
    create: () => element('tr'),
    draw: (row, item) => (item.isDetails ? drawDetails(row, item.entry) : drawEntry(row, item)),
  })
  part('nothing').hidden = newest.length > 0
}

function drawEntry(row, { entry, isOpen }) {
  const {
    number,
    timestamp,
    direction,
    recordType,
    status,
    durationMs,
    retries,
    transactionId,
    conversationId,
  } = entry
  row.className = `${isFailure(status) ? 'failed' : ''} ${isOpen ? 'open' : ''}`
  row.dataset.testid = 'entry'
  const faults = entry.faults.map(fault => element('span', { class: 'tag' }, fault))
  row.replaceChildren(
    element('td', { class: 'details-cell' }, detailsButton(number, isOpen)),
    element(
      'td',
      {},
      element('time', { datetime: new Date(timestamp).toISOString() }, timeWithMs(timestamp)),
    ),
    element('td', {}, directionMark(direction)),
    element('td', { class: 'status' }, String(status), ...faults),
    element('td', {}, recordType),
    element('td', { class: 'end from-960' }, `${durationMs} ms`),
    element('td', { class: 'end from-960' }, String(retries)),
    element('td', { class: 'from-720' }, transactionId ? String(transactionId) : ''),
    element('td', { class: 'from-720' }, conversationId ? conversationButton(conversationId) : ''),
    element('td', { class: 'body from-1200' }, element('code', {}, entry.responseBody)),
  )
}

const directionMark = direction =>
  element(
    'span',
    { class: 'direction' },
    element('span', { 'aria-hidden': 'true' }, direction === 'inbound' ? '←' : '→'),
    element('span', { class: 'word' }, direction === 'inbound' ? 'Inbound' : 'Outbound'),
  )

const conversationButton = id =>
  element(
    'button',
    { class: 'link', type: 'button', title: 'Only this conversation', onclick: () => showOnly(id) },
    id,
  )

function detailsButton(number, isOpen) {
  const button = element('button', {
    class: 'icon-button',
    type: 'button',
    'aria-label': 'Details',
    'aria-expanded': String(isOpen),
    onclick: () => toggle(number),
  })
  button.innerHTML =
    '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M4 6.5l4 4 4-4" /></svg>'
  return button
}

function toggle(number) {
  if (!open.delete(number)) open.add(number)
  draw()
  part('entries').querySelector(`[data-key="${number}"] .icon-button`)?.focus()
}

function showOnly(id) {
  conversation.value = id
  void refresh()
}

function drawDetails(row, entry) {
  row.className = 'details'
  const facts = {
    Tenant: entry.tenantId,
    Transaction: entry.transactionId && String(entry.transactionId),
    Conversation: entry.conversationId,
    Interaction: entry.interactionId,
    Webhook: entry.webhookId,
    Channel: entry.channelId,
    'Event id': entry.eventId,
    Duration: `${entry.durationMs} ms`,
    Retries: String(entry.retries),
  }
  row.replaceChildren(
    element(
      'td',
      { colspan: '10' },
      element(
        'dl',
        {},
        ...Object.entries(facts)
          .filter(([, value]) => value)
          .map(([name, value]) =>
            element('div', {}, element('dt', {}, name), element('dd', {}, element('code', {}, value))),
          ),
        bodyOf('Request body', entry.requestBody),
        bodyOf('Response body', entry.responseBody),
      ),
    ),
  )
}

const bodyOf = (name, body) =>
  element(
    'div',
    { class: 'wide' },
    element('dt', {}, name),
    element('dd', {}, element('pre', {}, readable(body) || 'Empty')),
  )

/** JSON over several lines; anything else, such as a body that was cut, as it is. */
function readable(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}

const isFailure = status => typeof status !== 'number' || status >= 400 || (status >= 300 && status < 400)

const timeWithMs = at => {
  const date = new Date(at)
  const time = date.toLocaleTimeString([], {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  })
  return `${time}.${String(date.getMilliseconds()).padStart(3, '0')}`
}

part('filter').addEventListener('submit', event => event.preventDefault())
conversation.addEventListener('input', () => void refresh())
pause.addEventListener('click', () => {
  pause.ariaPressed = String(pause.ariaPressed !== 'true')
  void refresh()
})
setInterval(() => {
  if (pause.ariaPressed !== 'true' && !document.hidden) void refresh()
}, REFRESH_MS)
void refresh()
