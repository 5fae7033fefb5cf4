/** A new element with attributes (`on…` are listeners, undefined ones are left out) and children. */
export function element(tag, attributes = {}, ...children) {
  const created = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) created.addEventListener(name.slice(2), value)
    else if (value !== undefined && value !== false) created.setAttribute(name, value === true ? '' : value)
  }
  created.append(...children.filter(child => child !== undefined && child !== false))
  return created
}

/**
 * Makes the children of `container` those of `items`, in order. An element stays the same as long as its key does,
 * so that focus and scroll position do too; it is drawn anew inside only when its item differs.
 */
export function keepList(container, items, { key, create, draw }) {
  const known = new Map([...container.children].map(child => [child.dataset.key, child]))
  items.forEach((item, index) => {
    const name = key(item)
    const child = known.get(name) ?? create(item)
    known.delete(name)
    child.dataset.key = name
    const drawn = JSON.stringify(item)
    if (child.drawn !== drawn) draw(child, item)
    child.drawn = drawn
    if (container.children[index] !== child) container.insertBefore(child, container.children[index] ?? null)
  })
  for (const child of known.values()) child.remove()
}

/** A clock that counts up from an epoch in ms: 1:12, or 1:02:09 past an hour. `tickClocks` keeps it going. */
export const clock = since => element('time', { 'data-since': since }, elapsed(since))

/** Brings every clock on the page up to now. */
export function tickClocks() {
  for (const time of document.querySelectorAll('time[data-since]')) {
    time.textContent = elapsed(Number(time.dataset.since))
  }
}

function elapsed(since) {
  const seconds = Math.max(0, Math.floor((Date.now() - since) / 1000))
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const shown = parts[0] > 0 ? parts : parts.slice(1)
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':')
}

/** The time of day, 10:51. */
export const timeOfDay = at =>
  new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hour12: false })
