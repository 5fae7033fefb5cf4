import { html } from 'lit'
import type { ConnectionTest, Review } from '../../../server/protocol/connections.ts'
import { consoleIcon } from './console-icon.ts'

/* What 8x8 told of a connection. */

const results = { passed: 'right', failed: 'wrong', unknown: 'not known yet' }

/** What a test of key and tenant showed. */
export function renderTest({ checks }: ConnectionTest) {
  return html`<ul class="todo" role="status">
    ${checks.map(
      ({ check, result, detail }) => html`<li class=${result}>
        ${consoleIcon(result === 'passed' ? 'check' : 'alert')}
        <div><strong>${check}: ${results[result]}</strong><p class="meta">${detail}</p></div>
      </li>`,
    )}
  </ul>`
}

/** How much at 8x8 is not as we expect. */
export function renderDiffers({ fields }: Review) {
  const count = fields.filter(field => !field.matches).length
  return html`<span class="tag warn">${consoleIcon('alert')}${count} ${count === 1 ? 'field differs' : 'fields differ'}</span>`
}

/** What we expect beside what 8x8 has. */
export function renderFields({ fields }: Review) {
  return html`<table class="table review">
      <thead><tr><th scope="col">Field</th><th scope="col">We expect</th><th scope="col">8x8 has</th><th scope="col">Result</th></tr></thead>
      <tbody>
        ${fields.map(
          field => html`<tr class=${field.matches ? '' : 'differs'}>
            <th scope="row">${field.field}</th>
            <td><code>${field.expected}</code></td>
            <td><code>${field.found ?? 'nothing'}</code></td>
            <td>${field.matches ? html`<span class="same">${consoleIcon('check')}Same</span>` : html`<span class="tag warn">${consoleIcon('alert')}Differs</span>`}</td>
          </tr>`,
        )}
      </tbody>
    </table>`
}
