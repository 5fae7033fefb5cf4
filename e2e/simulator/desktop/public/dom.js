/** @typedef {Node | string | false | undefined} Child */

/**
 * The element of this page with an identifier.
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function part(id, kind) {
  const found = document.getElementById(id)
  if (found instanceof kind) return found
  throw new Error(`This page has no ${kind.name} called ${id}.`)
}

/**
 * A new element with attributes (`on…` are listeners, false and undefined ones are left out) and children.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | boolean | undefined | (() => void)>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const created = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') created.addEventListener(name.slice(2), value)
    else if (typeof value === 'string') created.setAttribute(name, value)
    else if (value) created.setAttribute(name, '')
  }
  created.append(...children.filter(isShown))
  return created
}

/**
 * @param {Child} child
 * @returns {child is Node | string}
 */
const isShown = child => child !== false && child !== undefined

/**
 * What each element of a list was drawn from.
 * @type {WeakMap<Element, string>}
 */
const drawnFrom = new WeakMap()

/**
 * Makes the children of `container` those of `items`, in order. An element stays the same as long as its key does,
 * so that focus and scroll position do too; it is drawn anew inside only when its item differs.
 * @template Item
 * @template {HTMLElement} Row
 * @param {HTMLElement} container
 * @param {readonly Item[]} items
 * @param {{key: (item: Item) => string, create: (item: Item) => Row, draw: (row: Row, item: Item) => void}} how
 */
export function keepList(container, items, { key, create, draw }) {
  const rows = /** @type {Row[]} */ ([...container.children])
  const known = new Map(rows.map(row => [row.dataset['key'], row]))
  for (const [index, item] of items.entries()) {
    const name = key(item)
    const row = known.get(name) ?? create(item)
    known.delete(name)
    row.dataset['key'] = name
    drawIfChanged(row, item, draw)
    if (container.children[index] !== row) container.insertBefore(row, container.children[index] ?? null)
  }
  for (const row of known.values()) row.remove()
}

/**
 * @template Item
 * @template {HTMLElement} Row
 * @param {Row} row
 * @param {Item} item
 * @param {(row: Row, item: Item) => void} draw
 */
function drawIfChanged(row, item, draw) {
  const source = JSON.stringify(item)
  if (drawnFrom.get(row) !== source) draw(row, item)
  drawnFrom.set(row, source)
}

/**
 * A clock that counts up from an epoch in ms: 1:12, or 1:02:09 past an hour. `tickClocks` keeps it going.
 * @param {number} since
 */
export const clock = since => element('time', { 'data-since': String(since) }, elapsed(since))

/** Brings every clock on the page up to now. */
export function tickClocks() {
  for (const time of document.querySelectorAll('time')) {
    const { since } = time.dataset
    if (since) time.textContent = elapsed(Number(since))
  }
}

/** @param {number} since */
function elapsed(since) {
  const seconds = Math.max(0, Math.floor((Date.now() - since) / 1000))
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60]
  if (seconds >= 3600) parts.unshift(Math.floor(seconds / 3600))
  return parts
    .map((number, index) => (index === 0 ? String(number) : String(number).padStart(2, '0')))
    .join(':')
}

/**
 * The time of day of an epoch in ms, 10:51.
 * @param {number} at
 */
export const timeOfDay = at =>
  new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hour12: false })
