import { html, svg, type TemplateResult } from 'lit'

/* One set: a grid of 16, a stroke of 1.5, round ends, the colour of the words beside it. */
const shapes = {
  alert: svg`<path d="M8 2.8l5.7 10H2.3z"/><path d="M8 6.7v2.8m0 1.8v.01"/>`,
  article: svg`<path d="M4 2.5h5.5l3 3v8H4z"/><path d="M6.5 8h3.5m-3.5 2.5h3.5"/>`,
  attachment: svg`<path d="M9.5 2.5H4v11h8.5v-8z"/><path d="M9.5 2.5v3h3"/>`,
  check: svg`<path d="M3.5 8.5l3 3 6-7"/>`,
  close: svg`<path d="M4 4l8 8m0-8l-8 8"/>`,
  copy: svg`<rect x="5.5" y="5.5" width="8" height="8" rx="1"/><path d="M10.5 5.5v-3h-8v8h3"/>`,
  down: svg`<path d="M4 6.5l4 4 4-4"/>`,
  earlier: svg`<path d="M3 8a5 5 0 1 0 1.5-3.6M3 2.5V5h2.5M8 5.5V8l1.8 1.2"/>`,
  info: svg`<circle cx="8" cy="8" r="5.5"/><path d="M8 7.5V11m0-6v.01"/>`,
  keyboard: svg`<rect x="1.5" y="4" width="13" height="8" rx="1.5"/><path d="M4 6.7v.01m2.7-.01v.01m2.6-.01v.01m2.7-.01v.01M5 9.5h6"/>`,
  lock: svg`<rect x="3.5" y="7" width="9" height="6.5" rx="1"/><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2"/>`,
  message: svg`<path d="M2.5 3.5h11v7.5H7L4.5 13.5V11h-2z"/>`,
  moon: svg`<path d="M12.8 10A5.3 5.3 0 0 1 6 3.2a5.3 5.3 0 1 0 6.8 6.8z"/>`,
  next: svg`<path d="M6 4l4 4-4 4"/>`,
  offline: svg`<path d="M2.5 6.5A8 8 0 0 1 5 4.9M8 4.2a8 8 0 0 1 5.5 2.3M5 9a4.4 4.4 0 0 1 2-1.1M9.8 8.1A4.4 4.4 0 0 1 11 9M8 12v.01M2.5 2.5l11 11"/>`,
  pen: svg`<path d="M3 13l.7-3L11 2.8 13.2 5 6 12.3z"/>`,
  reconnect: svg`<path d="M13 8a5 5 0 1 1-1.5-3.6"/><path d="M13 2.5V5h-2.5"/>`,
  search: svg`<circle cx="7" cy="7" r="4"/><path d="M10 10l3.5 3.5"/>`,
  send: svg`<path d="M8 13V3.5M4 7.5l4-4 4 4"/>`,
  undo: svg`<path d="M5.5 3L3 5.5 5.5 8M3 5.5h6a3.5 3.5 0 0 1 0 7H6"/>`,
}

const directional: readonly string[] = ['reconnect', 'next', 'undo', 'earlier']

export type IconName = keyof typeof shapes

/** An icon beside words that say the same; one that stands alone needs a name on its button. */
export function icon(name: IconName): TemplateResult {
  const flips = directional.includes(name) ? 'directional' : ''
  return html`<svg class="icon ${flips}" viewBox="0 0 16 16" aria-hidden="true">${shapes[name]}</svg>`
}
