import { css, html, nothing, type PropertyValues } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import type { Data } from '../../server/protocol/values.ts'
import { base } from '../ui/base.ts'
import { CopilotElement } from '../ui/copilot-element.ts'
import { PostbackEvent } from './postback-event.ts'

/** A page cannot ask for more room than this, in pixels. */
const highest = 2000

/**
 * Somebody else's page in a frame without an origin: it can reach neither the workspace nor its own site's cookies.
 * What passes between is messages: its data goes in without a reload, and `{type: 'copilot-postback', data}` comes
 * out, answered by `{type: 'copilot-postback-settled', accepted}`; `{type: 'copilot-resize', height}` asks for room.
 */
@customElement('agent-copilot-tile-frame')
export class TileFrame extends CopilotElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        block-size: 100%;
        min-block-size: 120px;
      }

      iframe {
        inline-size: 100%;
        block-size: var(--frame-height, 240px);
        min-block-size: 100%;
        border: 0;
        color-scheme: light;
        background: #ffffff;
      }
    `,
  ]

  /** The HTML to show; else `url` is. */
  @property({ attribute: false }) page?: string

  @property() url = ''

  /** Told to the page when it is there, and whenever it changes. */
  @property({ attribute: false }) data?: Data

  /** The address of the copilot's server, which has the empty page that HTML is written into. */
  @property() server = ''

  /** What is in the frame, for those who hear it. */
  @property() name = ''

  @query('iframe') private readonly frame?: HTMLIFrameElement

  #isLoaded = false
  /** Writing into the page makes it load once more; it is written into once. */
  #awaitsPage = false

  override connectedCallback(): void {
    super.connectedCallback()
    addEventListener('message', this.#hear)
  }

  override disconnectedCallback(): void {
    removeEventListener('message', this.#hear)
    super.disconnectedCallback()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('page') && !changed.has('url')) return
    this.#isLoaded = false
    this.#awaitsPage = this.page !== undefined
  }

  protected override updated(changed: PropertyValues<this>): void {
    const isOtherPage = changed.has('page') && changed.get('page') !== undefined && this.page !== undefined
    if (isOtherPage) this.frame?.setAttribute('src', this.#shell)
    if (changed.has('data')) this.#tell()
  }

  readonly #loaded = () => {
    if (this.#awaitsPage) this.#post({ type: 'copilot-page', html: this.page })
    this.#awaitsPage = false
    if (this.page !== undefined) return
    this.#isLoaded = true
    this.#tell()
  }

  readonly #hear = ({ source, data: message }: MessageEvent) => {
    if (!this.frame || source !== this.frame.contentWindow || !isRecord(message)) return
    if (message.type === 'copilot-page-written') {
      this.#isLoaded = true
      this.#tell()
    }
    if (message.type === 'copilot-postback' && isRecord(message.data)) this.#postback(message.data as Data)
    if (message.type === 'copilot-resize' && typeof message.height === 'number') this.#resize(message.height)
  }

  #postback(data: Data) {
    const settle = (accepted: boolean) => this.#post({ type: 'copilot-postback-settled', accepted })
    this.dispatchEvent(new PostbackEvent(data, settle))
  }

  #resize(height: number) {
    const pixels = Math.min(Math.max(0, Math.ceil(height)), highest)
    this.style.setProperty('--frame-height', `${pixels}px`)
  }

  #tell() {
    if (this.#isLoaded && this.data !== undefined) this.#post(this.data)
  }

  /** A page without an origin cannot be named by one. */
  #post(message: unknown) {
    this.frame?.contentWindow?.postMessage(message, '*')
  }

  get #shell() {
    return new URL('tile-frame', this.server.endsWith('/') ? this.server : `${this.server}/`).href
  }

  protected override render() {
    const source = this.page === undefined ? this.url : this.#shell
    if (!source) return nothing
    return html`<iframe
      title=${this.name}
      sandbox="allow-scripts allow-forms"
      referrerpolicy="no-referrer"
      loading="lazy"
      src=${source}
      @load=${this.#loaded}
    ></iframe>`
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-tile-frame': TileFrame
  }
}
