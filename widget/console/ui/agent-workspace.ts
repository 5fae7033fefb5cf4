import { html, LitElement } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { WorkspaceSide } from './workspace-side.ts'

/** A chat as 8x8 would tell a panel of it. */
export interface ShownInteraction {
  interactionId: string
  customerName: string
  agentName: string
}

/**
 * 8x8 Agent Workspace as a panel sees it, to try one: the panel in its frame, told of one chat, and the reply box
 * into which it puts texts.
 */
@customElement('console-agent-workspace')
export class AgentWorkspace extends LitElement {
  /** The panel's address. */
  @property() panel = ''
  @property({ attribute: false }) interaction?: ShownInteraction

  @state() private reply = ''
  @query('iframe') private frame!: HTMLIFrameElement

  #side?: WorkspaceSide

  protected override createRenderRoot(): this {
    return this
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#side?.close()
  }

  protected override firstUpdated(): void {
    this.#side = new WorkspaceSide(this.frame, (name, data) => this.#take(name, data))
    this.#tell(this.#side)
    this.frame.src = this.panel
  }

  #tell(side: WorkspaceSide) {
    if (!this.interaction) return
    const { interactionId, customerName, agentName } = this.interaction
    side.emit('global-user-details-v1', { name: agentName, language: navigator.language })
    side.emit('aw-interaction-started-v1', {
      interactionId,
      interactionType: 'chat',
      direction: 'inbound',
      customerName,
    })
    side.emit('aw-chat-init-v1', { interactionId, messages: [] })
    side.emit('aw-interaction-focus-v3', { interactionId, isManual: true })
  }

  #take(name: string, { message }: Readonly<Record<string, unknown>>) {
    if (name === 'aw-chat-message-received-v1' && typeof message === 'string') this.reply = message
  }

  protected override render() {
    const write = (event: Event) => {
      this.reply = (event.target as HTMLTextAreaElement).value
    }
    return html`<div class="preview"><iframe title="Panel" allow="clipboard-write"></iframe></div>
      <div class="labelled">
        <label for="try-reply">8x8’s reply box</label>
        <textarea id="try-reply" rows="3" dir="auto" aria-describedby="try-reply-help" .value=${this.reply} @input=${write}></textarea>
        <p class="help" id="try-reply-help">What the panel inserts comes here. Nothing is sent to the customer.</p>
      </div>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'console-agent-workspace': AgentWorkspace
  }
}
