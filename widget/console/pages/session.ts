import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { z } from 'zod'
import type {
  handoverOverviewSchema,
  sessionOverviewSchema,
  transcriptEntrySchema,
} from '../../../server/protocol/sessions-api.ts'
import { ask, type Page } from '../api.ts'
import { ConsolePage } from '../console-page.ts'
import { type NamedEndpoint, namedEndpoints, nameOf } from '../endpoint-names.ts'
import { confirmAct } from '../ui/confirm.ts'
import '../ui/copy-row.ts'
import { dayAndTime } from '../ui/times.ts'
import './trace.ts'

type Session = z.infer<typeof sessionOverviewSchema>
type Handover = z.infer<typeof handoverOverviewSchema>
type Said = z.infer<typeof transcriptEntrySchema>

const senders = { customer: 'Customer', 'virtual-agent': 'Assistant', agent: 'Agent' }

/** How a handover stands, in words. */
export const handoverState: Record<Handover['status'], string> = {
  queue: 'In the queue',
  active: 'With an agent',
  completed: 'Completed',
  cancelled: 'Cancelled',
  error: 'Failed',
}

/** A session: what was said, and the trace of its handovers across both systems. */
@customElement('console-session')
export class SessionPage extends ConsolePage {
  @state() private session?: Session
  @state() private endpoints: readonly NamedEndpoint[] = []
  @state() private said: Said[] = []
  @state() private earlier: string | null = null

  get #path(): string {
    return `/sessions/${encodeURIComponent(this.parts[0] ?? '')}`
  }

  protected override async load(): Promise<void> {
    this.endpoints = await namedEndpoints(scope => this.can(scope))
    this.session = await ask('GET', this.#path)
    await this.#readSaid()
  }

  async #readSaid(cursor?: string) {
    const query = cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''
    const page = await ask<Page<Said>>('GET', `${this.#path}/transcript${query}`)
    this.said = cursor ? [...page.items.toReversed(), ...this.said] : page.items.toReversed()
    this.earlier = page.next
  }

  protected override renderPage() {
    return this.session ? this.#renderOne(this.session) : html`<p class="meta" role="status">Loading</p>`
  }

  #renderOne({ profile, userId, sessionId, endpointId, createdAt, handover, sessionKey }: Session) {
    return html`<header class="page-head">
        <h1 dir="auto">${profile.name || userId}</h1>
        ${handover ? html`<span class="tag ${handoverTone(handover)}">${handoverState[handover.status]}</span>` : nothing}
        <p class="meta"><bdi>${nameOf(this.endpoints, endpointId)}</bdi>, ${dayAndTime(createdAt)}</p>
        <a class="button quiet end" href="#/sessions">All sessions</a>
      </header>
      <console-trace .parts=${[sessionKey]} .me=${this.me}></console-trace>
      <div class="two even">
        ${this.#renderSaid()}
        <section class="tile" aria-label="Ids">
          <div class="section-head"><h2>Ids</h2></div>
          <console-copy-row label="Session" .value=${sessionId}></console-copy-row>
          <console-copy-row label="Customer (userId)" .value=${userId}></console-copy-row>
          ${handover ? this.#renderHandover(handover) : nothing}
        </section>
      </div>`
  }

  #renderHandover({ correlationId, conversationId, queueName, status }: Handover) {
    const isOn = status === 'queue' || status === 'active'
    return html`<console-copy-row label="Reference that the agent sees" .value=${correlationId}></console-copy-row>
      ${conversationId ? html`<console-copy-row label="8x8 conversation" .value=${conversationId}></console-copy-row>` : nothing}
      ${queueName ? html`<p class="meta" dir="auto">Queue: ${queueName}</p>` : nothing}
      ${isOn && this.can('sessions:write') ? html`<div class="actions foot">${this.button('close', 'End the handover', this.#close, 'danger')}</div>` : nothing}`
  }

  readonly #close = async () => {
    const text = 'The customer goes back to the assistant, and the chat ends for the agent in 8x8.'
    if (!(await confirmAct({ title: 'End this handover?', text, action: 'End the handover' }))) return
    await this.act(
      'close',
      async () => {
        await ask('POST', `${this.#path}/handover/close`, {})
        await this.reload()
      },
      'The handover is ended.',
    )
  }

  #renderSaid() {
    return html`<section class="tile" aria-label="Transcript">
      <div class="section-head"><h2>Transcript</h2></div>
      ${this.earlier ? html`<div class="actions">${this.button('earlier', 'Show earlier', () => void this.act('earlier', () => this.#readSaid(this.earlier ?? undefined)), 'quiet')}</div>` : nothing}
      <ol class="said">
        ${this.said.map(
          ({ at, from, text, attachments }) => html`<li>
            <p class="meta">${senders[from]} · <time>${dayAndTime(at)}</time></p>
            <p dir="auto">${text ?? (attachments?.length ? `${attachments.length} files` : 'Buttons or a card')}</p>
          </li>`,
        )}
      </ol>
    </section>`
  }
}

/** How a handover's state is coloured. */
export const handoverTone = ({ status }: Handover) =>
  status === 'error' ? 'bad' : status === 'active' || status === 'completed' ? 'good' : ''

declare global {
  interface HTMLElementTagNameMap {
    'console-session': SessionPage
  }
}
