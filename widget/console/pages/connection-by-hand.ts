import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { ask } from '../api.ts'
import '../ui/copy-row.ts'

interface Values {
  webhookName: string
  webhookUrl: string
  version: string
  channelName: string
  queueId: string | null
  channelId: string | null
}

/** What only a person can do in 8x8, in order, with the values to paste; and what to watch until a real tenant has answered. */
@customElement('console-connection-by-hand')
export class ConnectionByHand extends LitElement {
  /** Without one only the steps are shown. */
  @property({ attribute: false }) connectionId?: string
  @property({ type: Number }) revision = 0

  @state() private values?: Values

  protected override createRenderRoot(): this {
    return this
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('connectionId') || changed.has('revision')) void this.#load()
  }

  async #load() {
    const path = `/connections/${encodeURIComponent(this.connectionId ?? '')}/registration`
    this.values = this.connectionId ? await ask<Values>('GET', path).catch(() => undefined) : undefined
  }

  protected override render() {
    return html`<section class="tile" aria-label="What to do in 8x8">
      <div class="section-head"><h2>What to do in 8x8</h2></div>
      <ol class="steps">
        <li><strong>API key.</strong> Ask your 8x8 account manager or support for a Chat Gateway key, and for your tenant id. Enter both here and press <em>Test</em>.</li>
        <li><strong>Queue.</strong> Configuration Manager for Contact Center → Queues/Skills → + Chat: name and description.</li>
        <li><strong>Members.</strong> The queue’s Members tab: assign and enable the agents, save. Enter the queue’s id here.</li>
        <li><strong>Register.</strong> Press <em>Register with 8x8</em> here, and go on with the last step. Or make both by hand:</li>
        <li>
          <strong>Webhook.</strong> Integration → Webhooks → + Add webhook. Chat API Version: ${this.values?.version ?? 'Chat Gateway v1.0'}.
          ${this.values ? html`${row('Name', this.values.webhookName)} ${row('URL', this.values.webhookUrl)}` : html`<p class="meta">Its URL is shown here once the connection is saved.</p>`}
          Press <em>Test Connection</em>, then save.
        </li>
        <li>
          <strong>Channel.</strong> Channels → Chat API → + New Channel: choose the webhook and the queue, save. Copy the channel’s id from
          its row into <em>Channel id</em> here. ${this.values ? row('Name', this.values.channelName) : nothing}
        </li>
        <li><strong>Review.</strong> Press <em>Read from 8x8</em> under Review: every field should be the same.</li>
      </ol>
      ${this.#renderUnknowns()}
    </section>`
  }

  #renderUnknowns() {
    return html`<details>
      <summary>What 8x8 does not publish: look at these in your first test chat</summary>
      <ul class="bullets">
        <li>Test Connection reaches us: 8x8 may or may not sign it; both are answered.</li>
        <li>The first message after the handover arrives at the agent once, also when it was written while waiting in the queue.</li>
        <li>The agent’s link to the copilot stands in the transaction details; whether it can be clicked there depends on your workspace.</li>
        <li>How long 8x8 keeps trying a webhook that fails, and in which order it sends: the trace of a session shows every attempt.</li>
        <li>Which file types and sizes an attachment may have towards the agent.</li>
        <li>Whether a reply that the copilot hands to the composer is filled in or only copied.</li>
      </ul>
    </details>`
  }
}

const row = (label: string, value: string) =>
  html`<console-copy-row .label=${label} .value=${value}></console-copy-row>`

declare global {
  interface HTMLElementTagNameMap {
    'console-connection-by-hand': ConnectionByHand
  }
}
