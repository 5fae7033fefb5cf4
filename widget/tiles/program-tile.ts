import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Tile } from '../../server/protocol/assists.ts'
import type { Data } from '../../server/protocol/values.ts'
import { isolate } from '../locales/isolate.ts'
import { moreTexts } from '../locales/more-texts.ts'
import { request } from '../session/request-event.ts'
import { AnnouncementEvent } from '../ui/announcement.ts'
import { base } from '../ui/base.ts'
import { CopilotElement } from '../ui/copilot-element.ts'
import '../ui/markdown.ts'
import '../ui/status-notice.ts'
import { needChunk } from '../workspace/chunks.ts'
import type { PostbackEvent } from './postback-event.ts'
import './tile-frame.ts'

/** A tile that a bot or a program fills: words, an Adaptive Card, a page of its own or of somebody else. */
@customElement('agent-copilot-program-tile')
export class ProgramTile extends CopilotElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        min-block-size: 0;
      }

      .section {
        grid-template-rows: auto minmax(0, 1fr) auto;
        align-content: start;
        min-block-size: 0;
      }

      .section:not(:has(.section-head)) {
        grid-template-rows: minmax(0, 1fr) auto;
      }

      .frame {
        padding: 0;
        overflow: hidden;
      }

      .text {
        padding-block-start: var(--s3);
        font: var(--text-ui);
        overflow-wrap: anywhere;
      }
    `,
  ]

  /** The tile's name, as the grid and the API call it. */
  @property() tileId = ''

  /** What it shows; nothing where the grid has a place for it and nobody filled it. */
  @property({ attribute: false }) content?: Tile

  /** The newest data of an html or iframe tile. */
  @property({ attribute: false }) data?: Data

  /** The address of the copilot's server. */
  @property() server = ''

  @state() private outcome?: 'sending' | 'sent' | 'failed'

  readonly #send = async (event: PostbackEvent) => {
    event.stopPropagation()
    this.outcome = 'sending'
    try {
      const postbackId = crypto.randomUUID()
      await request(this, 'postback', { tileId: this.tileId, postbackId, data: event.data })
      this.outcome = 'sent'
      event.settle(true)
      this.dispatchEvent(new AnnouncementEvent(moreTexts.tiles.sent))
    } catch {
      this.outcome = 'failed'
      event.settle(false)
    }
  }

  protected override render() {
    const { content } = this
    if (!content) return this.#renderUnknown()
    const { tiles } = moreTexts
    const name = content.title || this.tileId
    return html`<section class="section" aria-label=${name} data-testid="tile" data-type=${content.type} @copilot-postback=${this.#send}>
      ${content.title ? html`<div class="section-head"><h2><bdi>${content.title}</bdi></h2></div>` : nothing}
      ${this.#renderContent(content, name)}
      ${this.outcome === 'failed' ? html`<p class="trouble" role="alert">${tiles.failed}</p>` : nothing}
      ${this.outcome === 'sending' || this.outcome === 'sent' ? html`<p class="meta">${tiles[this.outcome]}</p>` : nothing}
    </section>`
  }

  #renderUnknown() {
    const { title, text } = moreTexts.tiles.unknown
    return html`<agent-copilot-notice heading=${title(isolate(this.tileId))} text=${text} data-testid="unknown-tile"></agent-copilot-notice>`
  }

  #renderContent(content: Tile, name: string) {
    switch (content.type) {
      case 'text':
        return content.text.trim()
          ? html`<div class="card text"><agent-copilot-markdown .text=${content.text}></agent-copilot-markdown></div>`
          : html`<p class="meta">${moreTexts.tiles.empty}</p>`
      case 'card':
        needChunk('card')
        return html`<div class="card"><agent-copilot-card .card=${content.card}></agent-copilot-card></div>`
      default:
        return html`<div class="card frame">
          <agent-copilot-tile-frame
            .page=${content.type === 'html' ? content.html : undefined}
            .url=${content.type === 'iframe' ? content.url : ''}
            .data=${this.data}
            .server=${this.server}
            .name=${moreTexts.tiles.frame(isolate(name))}
          ></agent-copilot-tile-frame>
        </div>`
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-program-tile': ProgramTile
  }
}
