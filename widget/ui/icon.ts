import { html, svg, type TemplateResult } from 'lit'

/* One set: a grid of 16, a stroke of 1.5, round ends, the colour of the words beside it. */
const shapes = {
  alert: svg`<path d="M8 2.8l5.7 10H2.3z"/><path d="M8 6.7v2.8m0 1.8v.01"/>`,
  article: svg`<path d="M4 2.5h5.5l3 3v8H4z"/><path d="M6.5 8h3.5m-3.5 2.5h3.5"/>`,
  attachment: svg`<path d="M9.5 2.5H4v11h8.5v-8z"/><path d="M9.5 2.5v3h3"/>`,
  check: svg`<path d="M3.5 8.5l3 3 6-7"/>`,
  copy: svg`<rect x="5.5" y="5.5" width="8" height="8" rx="1"/><path d="M10.5 5.5v-3h-8v8h3"/>`,
  down: svg`<path d="M4 6.5l4 4 4-4"/>`,
  earlier: svg`<path d="M3 8a5 5 0 1 0 1.5-3.6M3 2.5V5h2.5M8 5.5V8l1.8 1.2"/>`,
  lock: svg`<rect x="3.5" y="7" width="9" height="6.5" rx="1"/><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2"/>`,
  offline: svg`<path d="M2.5 6.5A8 8 0 0 1 5 4.9M8 4.2a8 8 0 0 1 5.5 2.3M5 9a4.4 4.4 0 0 1 2-1.1M9.8 8.1A4.4 4.4 0 0 1 11 9M8 12v.01M2.5 2.5l11 11"/>`,
  reconnect: svg`<path d="M13 8a5 5 0 1 1-1.5-3.6"/><path d="M13 2.5V5h-2.5"/>`,
}

export type IconName = keyof typeof shapes

/** An icon beside words that say the same; one that stands alone needs a name on its button. */
export function icon(name: IconName): TemplateResult {
  const directional = name === 'reconnect' ? 'directional' : ''
  return html`<svg class="icon ${directional}" viewBox="0 0 16 16" aria-hidden="true">${shapes[name]}</svg>`
}
