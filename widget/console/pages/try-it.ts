import { html } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import type { z } from 'zod'
import type { PanelTrial, sessionOverviewSchema } from '../../../server/protocol/sessions-api.ts'
import { ask } from '../api.ts'
import { ConsolePage } from '../console-page.ts'
import '../ui/agent-workspace.ts'
import { dayAndTime } from '../ui/times.ts'

type Session = z.infer<typeof sessionOverviewSchema>

/** Where the element's module and the frame's script are: the console stands one below. */
const server = new URL('../', location.href)
const SESSIONS = 10
const POPPED_WINDOW = 'screen-pop'

/** The ways of embedding, each tried with one of the endpoint's last chats. `parts` holds the endpoint's id. */
@customElement('console-try-it')
export class TryIt extends ConsolePage {
  @state() private sessions?: Session[]
  @state() private sessionKey = ''

  @query('.try-it') private place!: HTMLElement | null

  protected override async load(): Promise<void> {
    const query = new URLSearchParams({ endpointId: this.parts[0] ?? '', limit: String(SESSIONS) })
    this.sessions = (await ask<{ items: Session[] }>('GET', `/sessions?${query}`)).items
    this.sessionKey = this.sessions[0]?.sessionKey ?? ''
  }

  protected override renderPage() {
    return html`<section class="tile" aria-label="Try it">
      <div class="section-head"><h2>Try it</h2><span class="meta">With a chat that there was, as its agent would see it</span></div>
      ${
        this.sessions === undefined
          ? html`<p class="meta" role="status">Loading</p>`
          : this.sessions.length === 0
            ? html`<p class="meta">There is no chat yet. Write one message as a customer, then come back.</p>`
            : this.#renderChoice(this.sessions)
      }
    </section>`
  }

  #renderChoice(sessions: readonly Session[]) {
    return html`<div class="filters">
        <label class="inline">Chat
          <select @change=${(event: Event) => (this.sessionKey = (event.target as HTMLSelectElement).value)}>
            ${sessions.map(({ sessionKey, userId, createdAt, profile }) => html`<option value=${sessionKey} ?selected=${sessionKey === this.sessionKey}>${dayAndTime(createdAt)}, ${profile.name ?? userId}</option>`)}
          </select></label>
        ${this.button('link', 'Open the link', this.#openLink)}
        ${this.button('frame', 'As a frame', () => this.#show('frame', showFrame))}
        ${this.button('element', 'As an element', () => this.#show('element', showElement))}
        ${this.button('panel', 'As 8x8’s panel', this.#showPanel)}
        ${this.button('pop', 'As a screen pop', this.#popScreen)}
      </div>
      <p class="meta">The panel and the screen pop are opened as 8x8 opens them, but with a pass for this chat in the place of a panel key.</p>
      <div class="try-it"></div>`
  }

  readonly #openLink = () =>
    this.#inWindow('link', '_blank', async opened => {
      const { link } = await this.#readLink()
      opened.opener = null
      opened.location.href = link
    })

  readonly #popScreen = () =>
    this.#inWindow('pop', POPPED_WINDOW, async () => popScreen(await this.#readTrial()))

  /** Opens a window within the click, which browsers want; what is to be in it comes when it is known. */
  #inWindow(name: string, target: string, fill: (opened: Window) => Promise<void>) {
    const opened = open('about:blank', target)
    return this.act(name, async () => {
      try {
        if (!opened) throw new Error('Your browser did not open a window. Allow windows for this page.')
        await fill(opened)
      } catch (error) {
        opened?.close()
        throw error
      }
    })
  }

  readonly #showPanel = () =>
    this.act('panel', async () => {
      const { URLToken, auth, interactionId } = await this.#readTrial()
      const session = this.sessions?.find(({ sessionKey }) => sessionKey === this.sessionKey)
      const workspace = document.createElement('console-agent-workspace')
      const address = new URL(`panel?${new URLSearchParams({ URLToken })}`, server)
      address.hash = String(new URLSearchParams({ auth }))
      workspace.panel = address.href
      workspace.interaction = {
        interactionId,
        customerName: session?.profile.name ?? session?.userId ?? '',
        agentName: this.me.name,
      }
      this.#fill(workspace)
    })

  #show(name: string, show: (link: URLSearchParams) => HTMLElement | Promise<HTMLElement>) {
    return this.act(name, async () => {
      const { link } = await this.#readLink()
      this.#fill(await show(new URL(link).searchParams))
    })
  }

  /** What was asked for comes below what was clicked, often below the window's edge. */
  #fill(shown: HTMLElement) {
    this.place?.replaceChildren(shown)
    this.place?.scrollIntoView({ block: 'nearest' })
  }

  #readLink = () =>
    ask<{ link: string }>('POST', `/sessions/${encodeURIComponent(this.sessionKey)}/copilot-link`)

  #readTrial = () => ask<PanelTrial>('POST', `/sessions/${encodeURIComponent(this.sessionKey)}/panel-trial`)
}

/** Posts the form that 8x8 would post, into the window that is open for it. */
function popScreen({ URLToken, auth, interactionId, interactionField }: PanelTrial): void {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = new URL(`screen-pop?${new URLSearchParams({ URLToken, auth })}`, server).href
  form.target = POPPED_WINDOW
  form.hidden = true
  const field = document.createElement('input')
  field.name = interactionField
  field.value = interactionId
  form.append(field)
  document.body.append(form)
  form.submit()
  form.remove()
}

/** What the line for a frame does. */
function showFrame(link: URLSearchParams): HTMLElement {
  const place = document.createElement('div')
  place.className = 'preview'
  const script = document.createElement('script')
  script.src = new URL('embed.js', server).href
  Object.assign(script.dataset, {
    urlToken: link.get('URLToken') ?? '',
    userId: link.get('userId') ?? '',
    sessionId: link.get('sessionId') ?? '',
    ...(link.has('auth') && { auth: link.get('auth') ?? '' }),
  })
  place.append(script)
  return place
}

/** What the lines for an element do. */
async function showElement(link: URLSearchParams): Promise<HTMLElement> {
  await import(/* @vite-ignore */ new URL('agent-copilot.js', server).href)
  const place = document.createElement('div')
  place.className = 'preview'
  const element = document.createElement('agent-copilot')
  element.setAttribute('url-token', link.get('URLToken') ?? '')
  element.setAttribute('user-id', link.get('userId') ?? '')
  element.setAttribute('session-id', link.get('sessionId') ?? '')
  if (link.has('auth')) element.setAttribute('auth', link.get('auth') ?? '')
  place.append(element)
  return place
}

declare global {
  interface HTMLElementTagNameMap {
    'console-try-it': TryIt
  }
}
