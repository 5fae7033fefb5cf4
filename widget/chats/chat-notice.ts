import { html, type TemplateResult } from 'lit'
import { texts } from '../locales/texts.ts'
import '../ui/status-notice.ts'
import type { Chat } from './chat.ts'

/** The copilot of an agent who has no chat. */
export function renderNoChat(): TemplateResult {
  const { title, text } = texts.chats.none
  return html`<agent-copilot-notice heading=${title} text=${text}></agent-copilot-notice>`
}

/** Why the copilot shows nothing at all. */
export function renderProblem({ title, text }: { title: string; text: string }): TemplateResult {
  return html`<div class="screen" data-testid="connection-state" data-state="refused">
    <agent-copilot-notice kind="bad" icon="lock" heading=${title} text=${text}></agent-copilot-notice>
  </div>`
}

/** A chat that is being looked for, or that has no session. */
export function renderWithoutSession(
  { id, name, isUnknown }: Chat,
  lookAgain?: (chatId: string) => void,
): TemplateResult {
  const { title, text } = isUnknown ? texts.chats.unknownScreen : texts.chats.openingScreen
  const action = html`<button class="button" type="button" @click=${() => lookAgain?.(id)}>
    ${texts.chats.unknownScreen.action}
  </button>`
  return html`<div class="screen" data-testid="connection-state" data-state=${isUnknown ? 'unknown' : 'opening'}>
    <h2 class="spoken">${name}</h2>
    <agent-copilot-notice heading=${title} text=${text}>${isUnknown && lookAgain ? action : ''}</agent-copilot-notice>
  </div>`
}
