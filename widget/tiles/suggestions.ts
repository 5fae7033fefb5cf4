import { css, html, nothing, type PropertyValues } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { AssistFeedback } from '../../server/protocol/assists.ts'
import { texts } from '../locales/texts.ts'
import { clockOn } from '../locales/times.ts'
import type { SuggestionDraft } from '../session/drafts.ts'
import { request, requestQuietly } from '../session/request-event.ts'
import type { Assistance, TranscriptEntry } from '../session/session-view.ts'
import { holdSlots, type Slot, settleSlots, slotsWanted } from '../session/suggestion-slots.ts'
import { AnnouncementEvent } from '../ui/announcement.ts'
import { base } from '../ui/base.ts'
import { CopilotElement } from '../ui/copilot-element.ts'
import { icon } from '../ui/icon.ts'
import '../ui/status-notice.ts'
import { quietReason } from './quiet-reason.ts'
import './suggestion-card.ts'
import type { SuggestionCard } from './suggestion-card.ts'
import type { DismissEvent, WorkEvent } from './suggestion-events.ts'
import { isWorkedOn, noWork, type Work } from './suggestion-work.ts'

/** How long a chat is left alone at first, in milliseconds. */
const snoozesFor = 15 * 60_000

/** No chat lasts so long: until it ends, in milliseconds. The server allows a day. */
const untilTheEnd = 23 * 3_600_000

/** Replies worth sending and questions worth asking, or one sentence that says why there are none. */
@customElement('agent-copilot-suggestions')
export class SuggestionsTile extends CopilotElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }

      .keys {
        margin-inline-start: auto;
      }
    `,
  ]

  /** The newest that the session has. */
  @property({ attribute: false }) assistance?: Assistance

  /** Those that are being written. */
  @property({ attribute: false }) drafts: readonly SuggestionDraft[] = []

  /** What became of them, by their ids. */
  @property({ attribute: false }) outcomes: Readonly<Record<string, AssistFeedback>> = {}

  /** Those that were seen before, by their ids. */
  @property({ attribute: false }) seen: Readonly<Record<string, true>> = {}

  @property({ attribute: false }) transcript: readonly TranscriptEntry[] = []

  /** They stay away until then. */
  @property({ attribute: false }) snoozedUntil?: number

  /** Whether the customer has written at all. */
  @property({ type: Boolean }) hasQuestion = false

  /** Whether the session is followed; what is shown may be out of date otherwise. */
  @property({ type: Boolean }) followed = false

  /** Whether what arrives now is news, to be spoken. */
  @property({ type: Boolean }) live = false

  /** Whether nothing may move: the agent points or types. */
  @property({ type: Boolean }) held = false

  /** Whether there is a reply box to insert into. */
  @property({ type: Boolean }) inserts = false

  @property({ type: Boolean }) rewrites = false

  /** The customer's language, BCP 47. */
  @property() language = ''

  /** How far the server's clock is ahead of this machine's, in milliseconds. */
  @property({ type: Number }) clockOffset = 0

  @state() private slots: readonly Slot[] = []
  @state() private works: ReadonlyMap<string, Work> = new Map()
  /** The suggestion that is open in its editor. */
  @state() private editedId = ''
  @state() private trouble = ''

  readonly #told = new Set<string>()
  #wakeTimer?: ReturnType<typeof setTimeout>

  override disconnectedCallback(): void {
    clearTimeout(this.#wakeTimer)
    super.disconnectedCallback()
  }

  /** The suggestion at a place, from 1. */
  cardAt(number: number): SuggestionCard | undefined {
    return this.renderRoot.querySelectorAll('agent-copilot-suggestion')[number - 1]
  }

  /** The suggestion that the keys act on. */
  get primaryCard(): SuggestionCard | undefined {
    return (
      this.renderRoot.querySelector<SuggestionCard>('agent-copilot-suggestion[primary]') ?? this.cardAt(1)
    )
  }

  /** Leaves this chat alone for a quarter of an hour, or wakes it. */
  readonly toggleSnooze = (): Promise<void> =>
    this.#snooze(this.#isSnoozed ? null : Date.now() + this.clockOffset + snoozesFor)

  /** Asks for all suggestions to be made anew. */
  async redraft(): Promise<void> {
    await request(this, 'redraft', {}).catch(() => (this.trouble = texts.replies.failed))
  }

  get #isSnoozed() {
    return this.snoozedUntil !== undefined && this.snoozedUntil > Date.now() + this.clockOffset
  }

  protected override willUpdate(): void {
    const isShown = (id: string) => this.slots.some(slot => slot.id === id)
    const isDismissed = (id: string) => this.outcomes[id]?.act === 'dismissed'
    const offered = this.#isSnoozed ? [] : slotsWanted(this.assistance, this.drafts)
    const wanted = offered.filter(({ id }) => isShown(id) || !isDismissed(id))
    const isSame = wanted.length === this.slots.length && wanted.every(({ id }) => isShown(id))
    if (isSame || (this.held && this.slots.length > 0)) this.slots = holdSlots(this.slots, wanted)
    else {
      // What was put away leaves with the next change; until then it can be taken back from where it stood.
      const remains = ({ id }: Slot) => !isDismissed(id)
      const isKept = (id: string) => isWorkedOn(this.works.get(id))
      this.slots = settleSlots(this.slots.filter(remains), wanted.filter(remains), isKept)
    }
  }

  protected override updated(changed: PropertyValues): void {
    this.#wakeInTime()
    const before = (changed.get('slots') as readonly Slot[] | undefined) ?? this.slots
    if (this.live) this.#speak(before)
    this.#tellShown()
  }

  #speak(before: readonly Slot[]) {
    const isNew = (slot: Slot) => !before.some(({ id, draft }) => id === slot.id && draft === undefined)
    const fresh = this.slots.filter(slot => !slot.stale && isNew(slot))
    if (fresh.some(slot => slot.suggestion)) this.dispatchEvent(new AnnouncementEvent(texts.replies.ready))
    else if (fresh.some(({ id }) => !before.some(slot => slot.id === id)))
      this.dispatchEvent(new AnnouncementEvent(texts.replies.writingSpoken))
  }

  /** For honest figures: what an agent had before their eyes, once. */
  #tellShown() {
    for (const { id, kind, for: seq, suggestion, stale } of this.slots) {
      if (!suggestion || stale || this.seen[id] || this.#told.has(id) || !this.checkVisibility()) continue
      this.#told.add(id)
      requestQuietly(this, 'feedback', { for: seq, feedback: { assist: kind, id, act: 'shown' } })
    }
  }

  #wakeInTime() {
    clearTimeout(this.#wakeTimer)
    if (!this.#isSnoozed || this.snoozedUntil === undefined) return
    const rest = this.snoozedUntil - Date.now() - this.clockOffset
    this.#wakeTimer = setTimeout(() => this.requestUpdate(), Math.min(rest, 2 ** 31 - 1))
  }

  async #snooze(until: number | null) {
    this.trouble = ''
    await request(this, 'snooze', { until }).catch(() => (this.trouble = texts.replies.failed))
  }

  #work(id: string, work: Work) {
    this.works = new Map(this.works).set(id, work)
  }

  #dismiss({ id, kind, for: seq }: Slot, isUndone: boolean) {
    const feedback = { assist: kind, id, act: isUndone ? 'undone' : 'dismissed' } as const
    request(this, 'feedback', { for: seq, feedback }).catch(() => (this.trouble = texts.replies.failed))
  }

  protected override render() {
    return html`<section class="section" aria-label=${texts.replies.heading} data-testid="suggestions">
      <div class="section-head">
        <h2>${texts.replies.heading}</h2>
        <button
          class="button quiet keys"
          type="button"
          aria-label=${texts.help}
          title=${texts.help}
          data-testid="help"
          @click=${() => this.dispatchEvent(new Event('copilot-help', { bubbles: true, composed: true }))}
        >
          ${icon('keyboard')}
        </button>
        ${this.#isSnoozed ? nothing : this.#renderSnooze()}
      </div>
      ${this.#renderTrouble()} ${this.#isSnoozed ? this.#renderSnoozed() : this.#renderCards()}
      ${this.trouble ? html`<p class="trouble" role="alert">${this.trouble}</p>` : nothing}
    </section>`
  }

  #renderSnooze() {
    return html`<button class="button quiet" type="button" data-testid="snooze" @click=${this.toggleSnooze}>
      ${icon('moon')}${texts.replies.snooze}
    </button>`
  }

  #renderSnoozed() {
    const { title, untilEnd, text, wake, longer } = texts.replies.snoozed
    const now = Date.now() + this.clockOffset
    const until = this.snoozedUntil ?? now
    const isLong = until - now > snoozesFor
    const heading = isLong ? untilEnd : title(clockOn(until, now))
    return html`<agent-copilot-notice heading=${heading} text=${text} data-testid="snoozed">
      <div class="actions">
        <button class="button" type="button" @click=${this.toggleSnooze}>${wake}</button>
        ${
          isLong
            ? nothing
            : html`<button class="button quiet" type="button" @click=${() => this.#snooze(now + untilTheEnd)}>${longer}</button>`
        }
      </div>
    </agent-copilot-notice>`
  }

  #renderTrouble() {
    const trouble = this.assistance?.modelTrouble
    if (!trouble || this.#isSnoozed) return nothing
    const { title, [trouble]: text } = texts.replies.modelTrouble
    return html`<agent-copilot-notice kind="info" icon="info" heading=${title} text=${text} data-testid="model-trouble"></agent-copilot-notice>`
  }

  /** What the agent edits comes first; else the first that is fresh and unused. */
  get #primaryId() {
    const { slots, outcomes, editedId } = this
    const isEdited = ({ id }: Slot) => id === editedId && outcomes[id]?.act !== 'dismissed'
    const isFresh = ({ id, stale, suggestion }: Slot) => !stale && suggestion && !outcomes[id]
    return (slots.find(isEdited) ?? slots.find(isFresh))?.id
  }

  #renderCards() {
    const primaryId = this.#primaryId
    if (this.slots.length === 0) {
      const { title, text } = quietReason(this.assistance, this.hasQuestion)
      return html`<agent-copilot-notice heading=${title} text=${text} data-testid="quiet"></agent-copilot-notice>`
    }
    return repeat(
      this.slots,
      ({ id }) => id,
      (slot, index) => html`<agent-copilot-suggestion
        .offer=${slot}
        .work=${this.works.get(slot.id) ?? noWork}
        .outcome=${this.outcomes[slot.id]}
        .number=${index + 1}
        .transcript=${this.transcript}
        .language=${this.language}
        ?primary=${slot.id === primaryId}
        ?followed=${this.followed}
        ?inserts=${this.inserts}
        ?rewrites=${this.rewrites}
        @copilot-work=${({ work }: WorkEvent) => this.#work(slot.id, work)}
        @copilot-editing=${({ detail }: CustomEvent<boolean>) => (this.editedId = detail ? slot.id : '')}
        @copilot-dismiss=${({ isUndone }: DismissEvent) => this.#dismiss(slot, isUndone)}
      ></agent-copilot-suggestion>`,
    )
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-suggestions': SuggestionsTile
  }
}
