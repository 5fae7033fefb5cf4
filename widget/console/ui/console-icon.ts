import { html, svg, type TemplateResult } from 'lit'

/* The widget's set, with what only the console needs: a grid of 16, a stroke of 1.5, round ends. */
const shapes = {
  alert: svg`<path d="M8 2.8l5.7 10H2.3z"/><path d="M8 6.7v2.8m0 1.8v.01"/>`,
  article: svg`<path d="M4 2.5h5.5l3 3v8H4z"/><path d="M6.5 8h3.5m-3.5 2.5h3.5"/>`,
  book: svg`<path d="M8 4.5c-1.5-1-3.5-1.3-5.5-1v9c2-.3 4 0 5.5 1 1.5-1 3.5-1.3 5.5-1v-9c-2-.3-4 0-5.5 1zM8 4.5v9"/>`,
  chart: svg`<path d="M2.5 13.5h11M4 11V8m4 3V3.5M12 11V6"/>`,
  check: svg`<path d="M3.5 8.5l3 3 6-7"/>`,
  copy: svg`<rect x="5.5" y="5.5" width="8" height="8" rx="1"/><path d="M10.5 5.5v-3h-8v8h3"/>`,
  data: svg`<path d="M3 4.5c0-1.1 2.2-2 5-2s5 .9 5 2-2.2 2-5 2-5-.9-5-2zM3 4.5v7c0 1.1 2.2 2 5 2s5-.9 5-2v-7M3 8c0 1.1 2.2 2 5 2s5-.9 5-2"/>`,
  grid: svg`<rect x="2.5" y="2.5" width="4.5" height="4.5" rx="1"/><rect x="9" y="2.5" width="4.5" height="4.5" rx="1"/><rect x="2.5" y="9" width="4.5" height="4.5" rx="1"/><rect x="9" y="9" width="4.5" height="4.5" rx="1"/>`,
  heart: svg`<path d="M2 8.5h3l1.5-4 3 7 1.5-3h3"/>`,
  key: svg`<circle cx="5.5" cy="10.5" r="3"/><path d="M7.7 8.3l5.8-5.8M11 5l2 2"/>`,
  list: svg`<path d="M6 4h7.5M6 8h7.5M6 12h7.5M2.8 4v.01M2.8 8v.01M2.8 12v.01"/>`,
  message: svg`<path d="M3.5 3.5h9a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1H7.5l-3 2.5v-2.5h-1a1 1 0 0 1-1-1v-5a1 1 0 0 1 1-1z"/>`,
  people: svg`<circle cx="6" cy="5.5" r="2.5"/><path d="M1.8 13.5a4.2 4.2 0 0 1 8.4 0M10.5 3.3a2.5 2.5 0 0 1 0 4.4M12 9.8a4.2 4.2 0 0 1 2.2 3.7"/>`,
  plug: svg`<path d="M6 2.5V5.5m4-3V5.5M4.5 5.5h7V8a3.5 3.5 0 0 1-7 0zM8 11.5v2"/>`,
  route: svg`<circle cx="4" cy="12" r="1.5"/><circle cx="12" cy="4" r="1.5"/><path d="M5.5 12H10a2 2 0 0 0 0-4H6a2 2 0 0 1 0-4h4.5"/>`,
  trend: svg`<path d="M2.5 12l3.5-4 3 2.5 4.5-6M10.5 4.5h3v3"/>`,
  sliders: svg`<path d="M2.5 5h6m3 0h2M2.5 11h2m3 0h6"/><circle cx="10" cy="5" r="1.5"/><circle cx="6" cy="11" r="1.5"/>`,
}

export type ConsoleIcon = keyof typeof shapes

/** An icon beside words that say the same. */
export const consoleIcon = (name: ConsoleIcon): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${shapes[name]}</svg>`
