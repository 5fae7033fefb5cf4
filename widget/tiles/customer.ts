import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Sentiment, Fact as ToldFact } from '../../server/protocol/assists.ts'
import type { Profile } from '../../server/protocol/values.ts'
import { texts } from '../locales/texts.ts'
import { clockOn } from '../locales/times.ts'
import { emptySession, type HandoverView } from '../session/session-view.ts'
import { base } from '../ui/base.ts'
import '../ui/elapsed-time.ts'
import { CopilotElement } from '../ui/copilot-element.ts'
import { customerStyles } from './customer.styles.ts'
import { type Fact, factsOf, queuedFor, toldFacts } from './customer-facts.ts'
import { moodStyles, renderMood } from './mood.ts'
import { RevealEvent } from './suggestion-events.ts'

/** Shown at once where room is short. */
const factsInShort = 3

/** Who the customer is and where the handover stands. A band in a narrow panel, a card beside the transcript. */
@customElement('agent-copilot-customer')
export class CustomerTile extends CopilotElement {
  static override styles = [base, customerStyles, moodStyles]

  /** What is known of the customer. */
  @property({ attribute: false }) profile: Profile = {}

  @property({ attribute: false }) handover: HandoverView = emptySession.handover

  /** What the conversation told of them. */
  @property({ attribute: false }) facts: readonly ToldFact[] = []

  @property({ attribute: false }) sentiment?: Sentiment

  /** When the customer wrote what nobody has answered yet. */
  @property({ attribute: false }) unansweredSince?: number

  /** How far the server's clock is ahead of this machine's, in milliseconds. */
  @property({ type: Number }) clockOffset = 0

  @state() private showsAll = false

  readonly #toggle = () => {
    this.showsAll = !this.showsAll
  }

  protected override render() {
    return html`
      <section class="customer" aria-label=${texts.customer.heading}>
        <p class="label" aria-hidden="true">${texts.customer.heading}</p>
        <div class="line">
          <h2 dir="auto" data-testid="customer-name">${this.profile.name || texts.customer.nameUnknown}</h2>
          ${this.#renderWait()}
        </div>
        ${this.#renderHandover()} ${this.#renderFacts()} ${this.sentiment ? renderMood(this.sentiment, this) : nothing}
      </section>
    `
  }

  #renderWait() {
    if (this.handover.status !== 'active' || this.unansweredSince === undefined) return nothing
    return html`<p class="wait" data-testid="waiting">
      ${texts.customer.waiting}
      <agent-copilot-elapsed .since=${this.unansweredSince} .clockOffset=${this.clockOffset}></agent-copilot-elapsed>
    </p>`
  }

  #renderHandover() {
    const { status, since, queueName } = this.handover
    const wording = texts.handover[status]
    const sinceWords = 'since' in wording ? wording.since(clockOn(since, Date.now() + this.clockOffset)) : ''
    const queued = status === 'active' ? queuedFor(this.handover) : undefined
    return html`<p class="handover" data-testid="handover-status" data-status=${status}>
      <span class="dot"></span>
      <span class="line-of-parts">
        <span class="parts">
          <span class="part"><b>${wording.state}</b> ${sinceWords}</span>
          ${queueName ? html`<span class="part"><bdi>${queueName}</bdi></span>` : nothing}
          ${queued ? html`<span class="part queued">${queued}</span>` : nothing}
        </span>
      </span>
    </p>`
  }

  #renderFacts() {
    const known = factsOf(this.profile)
    const told = toldFacts(this.facts, known)
    const facts = [...known.map(renderFact), ...told.map(fact => renderTold(fact, this))]
    const hidden = facts.length - factsInShort
    if (facts.length === 0) return html`<p class="unknown meta">${texts.customer.unknown}</p>`
    return html`<div class="known ${this.showsAll ? 'all' : ''}">
      <dl class="facts">${facts}</dl>
      ${hidden > 0 ? this.#renderToggle(hidden) : nothing}
    </div>`
  }

  #renderToggle(hidden: number) {
    return html`<button class="text-button more" type="button" aria-expanded=${this.showsAll} @click=${this.#toggle}>
      ${this.showsAll ? texts.customer.fewer : texts.customer.more(hidden)}
    </button>`
  }
}

function renderFact([label, value]: Fact) {
  return html`<div>
    <dt><bdi>${label}</bdi></dt>
    <dd><bdi>${breakable(value)}</bdi></dd>
  </div>`
}

/** What the customer said themselves, with the way to where they did. */
function renderTold({ label, value, seq }: ToldFact, target: EventTarget) {
  return html`<div>
    <dt><bdi>${label}</bdi></dt>
    <dd>
      <button class="told" type="button" title=${texts.customer.said} @click=${() => target.dispatchEvent(new RevealEvent(seq))}>
        <bdi>${value}</bdi>
      </button>
    </dd>
  </div>`
}

/** An address of electronic mail that is too long breaks after its @. */
function breakable(value: string) {
  return value.split(/(?<=@)/).map((part, index) => (index > 0 ? html`<wbr />${part}` : part))
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-customer': CustomerTile
  }
}
