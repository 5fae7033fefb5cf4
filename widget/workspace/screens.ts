import { html } from 'lit'

/** The whole panel for one sentence. */
export function renderScreen(state: string, notice: unknown) {
  return html`<div class="screen" data-testid="connection-state" data-state=${state}>${notice}</div>`
}

/** What is to come, in its shape. */
export function renderBones() {
  const bones = html`<i></i><i></i><i></i><i></i>`
  return html`
    <div class="bones band" aria-hidden="true">${bones}</div>
    <div class="body" aria-busy="true">
      <div class="assistance"><div class="bones" aria-hidden="true">${bones}</div></div>
      <div class="bones transcript" aria-hidden="true">${bones}</div>
    </div>
  `
}
