import { html, nothing, type TemplateResult } from 'lit'
import { formatLocale } from './locales/locale.ts'
import { texts } from './locales/texts.ts'
import type { ConnectionState } from './session/copilot-client.ts'
import type { CopilotLink } from './session/copilot-link.ts'
import { icon } from './ui/icon.ts'
import './ui/status-notice.ts'

/** A link that lacks something. */
export function renderMissing(names: (keyof CopilotLink)[]): TemplateResult {
  const { title, text } = texts.connection.missing
  const list = new Intl.ListFormat(formatLocale()).format(names)
  return html`<agent-copilot-notice heading=${title} text=${text(list)}></agent-copilot-notice>`
}

/** What is to be said of the connection: nothing while it stands, a strip while it comes, else a notice. */
export function renderConnection(
  connection: ConnectionState,
  hasContent: boolean,
  { tryAgain, signOn }: { tryAgain: () => void; signOn: () => void },
) {
  if (connection.name === 'joined') return nothing
  if (connection.name === 'lost') return renderLost(hasContent, tryAgain)
  if (connection.name === 'refused') {
    if (connection.code === 'sign-on') return renderSignOn(signOn)
    return connection.code === 'unsupported-version' ? renderOutdated() : renderRefused()
  }
  return html`<p class="strip">${icon('reconnect')}<span>${texts.connection[connection.name]}</span></p>`
}

function renderLost(hasContent: boolean, tryAgain: () => void) {
  const { title, text, nothingYet, action } = texts.connection.lost
  return html`<agent-copilot-notice kind="warn" icon="offline" heading=${title} text=${hasContent ? text : nothingYet}>
    <button class="button" type="button" @click=${tryAgain}>${action}</button>
  </agent-copilot-notice>`
}

function renderRefused() {
  const { title, text } = texts.connection.refused
  return html`<agent-copilot-notice kind="bad" icon="lock" heading=${title} text=${text}></agent-copilot-notice>`
}

function renderSignOn(signOn: () => void) {
  const { title, text, action } = texts.connection.signOn
  return html`<agent-copilot-notice icon="lock" heading=${title} text=${text}>
    <button class="button" type="button" @click=${signOn}>${action}</button>
  </agent-copilot-notice>`
}

function renderOutdated() {
  const { title, text } = texts.connection.outdated
  return html`<agent-copilot-notice kind="warn" icon="alert" heading=${title} text=${text}></agent-copilot-notice>`
}
