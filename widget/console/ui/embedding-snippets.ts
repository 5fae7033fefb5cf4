import { html, nothing, type TemplateResult } from 'lit'
import type { z } from 'zod'
import type { embeddingSchema } from '../../../server/protocol/endpoints.ts'
import './copy-row.ts'

export type Embedding = z.infer<typeof embeddingSchema>

/** How the server writes the place of a panel key. */
const KEY_GAP = '<panel key>'

/** The ways to bring the copilot before agents, to copy. A panel key that was just made stands in its addresses. */
export function embeddingSnippets(
  { linkPattern, element, iframe, panel, screenPop, socketUrl }: Embedding,
  panelKey: string | undefined,
  makeKey: TemplateResult | typeof nothing,
): TemplateResult {
  const withKey = (text: string) => (panelKey ? text.replaceAll(KEY_GAP, panelKey) : text)
  const aboutKey = panelKey
    ? 'With the key that was just made: copy it now, it is not shown again.'
    : 'The panel key in it is shown only when it is made.'
  return html`<section class="tile" aria-label="Bring the copilot before agents">
    <div class="section-head"><h2>Bring the copilot before agents</h2></div>
    ${snippet('Link', 'What 8x8 shows in the transaction details; any desktop can open it.', linkPattern)}
    ${snippet('Frame in any page', 'One line; allow the page’s origin under Copilot.', iframe)}
    ${snippet('Element', 'For pages of your own that pass the chat’s ids; allow their origin, too.', element)}
    ${snippet('8x8 Agent Workspace panel', `8x8 registers it on request. Origin: ${panel.origin}. ${aboutKey}`, withKey(panel.address))}
    <details><summary>Text to send to 8x8 for registration</summary><pre dir="auto">${withKey(panel.textFor8x8)}</pre></details>
    ${snippet('Screen pop', `For 8x8 Configuration Manager, Integration, Screen Pop: a form ${screenPop.method} with the interaction’s id. ${aboutKey}`, withKey(screenPop.address))}
    ${makeKey === nothing ? nothing : html`<div class="actions">${makeKey}</div>`}
    ${snippet('Customer’s socket', 'For clients that speak Cognigy’s socket protocol.', socketUrl)}
  </section>`
}

const snippet = (title: string, help: string, value: string) =>
  html`<div class="snippet"><h3>${title}</h3><p class="meta">${help}</p><console-copy-row .label=${title} .value=${value}></console-copy-row></div>`
