import { html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { io } from 'socket.io-client'

@customElement('agent-copilot')
export class AgentCopilot extends LitElement {
  @property({ attribute: 'user-id' }) userId = ''
  protected override render() {
    return html`<p>${this.userId} ${String(io)}</p>`
  }
}
