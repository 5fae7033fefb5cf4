import { html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { texts } from '../locales/texts.ts'
import { base } from '../ui/base.ts'
import { CopilotElement } from '../ui/copilot-element.ts'
import '../ui/elapsed-time.ts'
import { briefDuration } from './brief-duration.ts'
import { type ChatSummary, nameOf } from './chat.ts'
import { chatSwitcherStyles } from './chat-switcher.styles.ts'
import { initials } from './initials.ts'

/**
 * The agent's chats in the order of acceptance: who waits and for how long, what is unread, where a draft is ready.
 *
 * @event {ChatChoiceEvent} copilot-chat-select - The agent wants to see a chat. Does not bubble.
 * @event {ChatChoiceEvent} copilot-chat-dismiss - The agent puts an ended chat away. Does not bubble.
 */
@customElement('agent-copilot-chats')
export class ChatSwitcher extends CopilotElement {
  static override styles = [base, chatSwitcherStyles]

  @property({ attribute: false }) chats: readonly ChatSummary[] = []

  /** Moves the focus to the chat that is shown. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('[aria-current="true"]')?.focus()
  }

  protected override render() {
    return html`
      <nav aria-label=${texts.chats.heading}>
        <ul class=${this.chats.length > 4 ? 'crowded' : ''}>
          ${repeat(
            this.chats,
            ({ id }) => id,
            chat =>
              html`<li>${this.#renderChat(chat)}${chat.isEnded ? this.#renderDismiss(chat) : nothing}</li>`,
          )}
        </ul>
      </nav>
    `
  }

  #renderChat(chat: ChatSummary) {
    const name = nameOf(chat)
    return html`<button
      class="chat"
      type="button"
      data-testid="chat"
      aria-current=${chat.isSelected ? 'true' : 'false'}
      title=${name}
      @click=${() => this.dispatchEvent(new ChatChoiceEvent('copilot-chat-select', chat.id))}
    >
      <span class="name">
        <span class="short" aria-hidden="true" dir="auto">${initials(name)}</span>
        <span class="given" aria-hidden="true" dir="auto">${name.split(' ')[0]}</span>
        <span class="full" dir="auto">${name}</span>
      </span>
      ${chat.unread > 0 ? renderCount(chat.unread) : nothing}
      <span class="state">${renderState(chat)}</span>
    </button>`
  }

  #renderDismiss(chat: ChatSummary) {
    const label = texts.chats.dismiss(nameOf(chat))
    return html`<button
      class="dismiss"
      type="button"
      data-testid="dismiss-chat"
      aria-label=${label}
      title=${label}
      @click=${() => this.dispatchEvent(new ChatChoiceEvent('copilot-chat-dismiss', chat.id))}
    >
      <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M4.5 4.5l7 7m0-7l-7 7" /></svg>
    </button>`
  }
}

const renderCount = (unread: number) =>
  html`<span class="count" data-testid="unread"><span class="exact" aria-hidden="true">${unread > 99 ? '99+' : unread}</span>
    <span class="rough" aria-hidden="true">${unread > 9 ? '9+' : unread}</span>
    <span class="spoken">${texts.chats.unread(unread)}</span></span>`

function renderState(chat: ChatSummary) {
  if (chat.isEnded) return html`<span class="words">${texts.chats.ended}</span>`
  if (chat.waitingSince !== undefined)
    return [renderWait(chat), chat.isDraftReady && !chat.isSelected ? renderDraft() : nothing]
  return html`<span class="words">${stateWord(chat.status)}</span>`
}

function renderWait({ waitingSince, clockOffset, isLongestWaiting }: ChatSummary) {
  const elapsed = html`<agent-copilot-elapsed
    .since=${waitingSince ?? 0}
    .clockOffset=${clockOffset}
    .say=${briefDuration}
  ></agent-copilot-elapsed>`
  if (!isLongestWaiting) return elapsed
  const clock = html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
    <circle cx="8" cy="8" r="5.5" /><path d="M8 5v3l2 1.5" />
  </svg>`
  return html`<span class="longest" data-testid="longest-waiting">${clock}${elapsed}
    <span class="wide" aria-hidden="true">${texts.chats.longestWait}</span>
    <span class="spoken">${texts.chats.longestWaiting}</span></span>`
}

const renderDraft = () => html`<span class="draft" data-testid="draft-ready">
  <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M3 13l.7-3L11 2.7l2.3 2.3L6 12.3z" /></svg>
  <span class="words" aria-hidden="true">${texts.chats.draft}</span>
  <span class="spoken">${texts.chats.draftReady}</span></span>`

function stateWord(status: ChatSummary['status']): string {
  if (status === 'opening' || status === 'unknown') return texts.chats[status]
  if (status === 'queued' || status === 'requested') return texts.chats.queued
  return texts.chats.replied
}

/** The agent chose a chat of the switcher. */
export class ChatChoiceEvent extends Event {
  readonly chatId: string

  constructor(type: 'copilot-chat-select' | 'copilot-chat-dismiss', chatId: string) {
    super(type)
    this.chatId = chatId
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-chats': ChatSwitcher
  }
}
