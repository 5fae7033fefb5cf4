import { look } from './contact-centre.js'
import { keepList, part } from './dom.js'
import { createRow, drawRow } from './log-rows.js'

/** @typedef {import('../../event-log.ts').LogEntry} LogEntry */

const REFRESH_MS = 2000
const MOST_ROWS = 200

const conversation = part('conversation', HTMLInputElement)
const pause = part('pause', HTMLButtonElement)
const entries = part('entries', HTMLElement)
const state = part('state', HTMLElement)

/**
 * Numbers of the entries whose details are open.
 * @type {Set<number>}
 */
const open = new Set()
/** @type {LogEntry[]} */
let newest = []

const isPaused = () => pause.ariaPressed === 'true'

async function refresh() {
  const query = new URLSearchParams({ limit: String(MOST_ROWS) })
  const wanted = conversation.value.trim()
  if (wanted) query.set('conversationId', wanted)
  try {
    newest = /** @type {{entries: LogEntry[]}} */ (await look(`/event-log?${query}`)).entries
    const calls = newest.length === 1 ? '1 call' : `${newest.length} calls`
    state.textContent = isPaused() ? `${calls}, paused` : `${calls}, newest first`
    draw()
  } catch {
    state.textContent = 'Connection lost, trying again'
  }
}

function draw() {
  const rows = newest.flatMap(entry => {
    const isOpen = open.has(entry.number)
    const row = { entry, isOpen, isDetails: false }
    return isOpen ? [row, { ...row, isDetails: true }] : [row]
  })
  keepList(entries, rows, {
    key: ({ entry, isDetails }) => `${entry.number}${isDetails ? ' details' : ''}`,
    create: createRow,
    draw: (row, item) => drawRow(row, item, { toggle, showOnly }),
  })
  part('nothing', HTMLElement).hidden = newest.length > 0
}

/** @param {number} number */
function toggle(number) {
  if (!open.delete(number)) open.add(number)
  draw()
  const button = entries.querySelector(`[data-key="${number}"] .icon-button`)
  if (button instanceof HTMLElement) button.focus()
}

/** @param {string} conversationId */
function showOnly(conversationId) {
  conversation.value = conversationId
  void refresh()
}

conversation.value = new URLSearchParams(location.search).get('conversationId') ?? ''
part('filter', HTMLFormElement).addEventListener('submit', event => event.preventDefault())
conversation.addEventListener('input', () => void refresh())
pause.addEventListener('click', () => {
  pause.ariaPressed = String(!isPaused())
  void refresh()
})
setInterval(() => {
  if (!isPaused() && !document.hidden) void refresh()
}, REFRESH_MS)
void refresh()
