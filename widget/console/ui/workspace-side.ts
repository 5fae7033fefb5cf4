/*
 * The side of 8x8 Agent Workspace in the conversation with a framed panel, as its partner SDK 0.15 expects it: `init` with a
 * MessagePort, over which requests are answered and events sent. The panel's side is widget/panel/workspace-port.ts.
 */

type Fields = Readonly<Record<string, unknown>>

const schemaVersion = '1.0.0'
const workspaceVersion = 'console'
/** What a panel may send. */
const sendable = ['aw-chat-message-received-v1', 'aw-interaction-wrap-up-codes-received-v1']

export class WorkspaceSide {
  readonly #frame: HTMLIFrameElement
  readonly #sent: (name: string, data: Fields) => void
  readonly #stop = new AbortController()
  /** Events that came before the panel had introduced itself. */
  readonly #waiting: Fields[] = []
  #port: MessagePort | undefined
  #isInitialised = false

  /** `sent` hears the events that the panel sends. */
  constructor(frame: HTMLIFrameElement, sent: (name: string, data: Fields) => void) {
    this.#frame = frame
    this.#sent = sent
    const { signal } = this.#stop
    frame.addEventListener('load', () => this.#begin(), { signal })
    addEventListener('message', event => this.#hearAsking(event), { signal })
  }

  close(): void {
    this.#stop.abort()
    this.#port?.close()
  }

  /** Sends an event, once the panel is there. */
  emit(eventName: string, value: Fields): void {
    const message = { eventName, value: { ...value, schemaVersion } }
    if (this.#isInitialised) this.#post('event', message, schemaVersion)
    else this.#waiting.push(message)
  }

  #begin() {
    const { port1, port2 } = new MessageChannel()
    this.#port?.close()
    this.#port = port1
    this.#isInitialised = false
    port1.addEventListener('message', ({ data }) => this.#hear(data))
    port1.start()
    this.#frame.contentWindow?.postMessage('init', new URL(this.#frame.src).origin, [port2])
  }

  /** A panel that listened too late asks. */
  #hearAsking({ source, data }: MessageEvent) {
    const isAsking = source === this.#frame.contentWindow && data?.message?.name === 'ask-initialisation'
    if (isAsking && !this.#isInitialised) this.#begin()
  }

  #hear({ type, message = {} }: { type?: string; message?: Fields }) {
    if (type === 'request') this.#answer(message)
    if (type !== 'sdk-message' || message['name'] !== 'setup-complete') return
    const value = { parentVersion: workspaceVersion, mfeVersion: workspaceVersion }
    this.#post('sdk-message', { name: 'versions', value })
    this.#post('sdk-message', { name: 'feature-flags', value: {} })
  }

  #answer(message: Fields) {
    const { namespace, action, value } = message
    const answer = namespace === 'system' ? this.#answers(value)[String(action)] : undefined
    if (!answer)
      return this.#post('error', { original: { type: 'request', message }, error: 'UNKNOWN_REQUEST' })
    this.#post('response', { namespace, request: action, value: answer() }, schemaVersion)
    if (action === 'initialise') this.#replay()
  }

  #answers(value: unknown): Readonly<Record<string, () => unknown>> {
    return {
      initialise: () => true,
      getContext: () => ({ locale: navigator.language, theme: themeOfPage() }),
      getLocale: () => navigator.language,
      getTheme: themeOfPage,
      getVersion: () => workspaceVersion,
      getEvents: () => Object.fromEntries(sendable.map(name => [name, [schemaVersion]])),
      sendEvent: () => this.#take(value as { name?: unknown; data?: Fields } | undefined),
    }
  }

  #take({ name, data = {} }: { name?: unknown; data?: Fields } = {}): boolean {
    if (typeof name === 'string' && sendable.includes(name)) this.#sent(name, data)
    return true
  }

  #replay() {
    this.#isInitialised = true
    for (const message of this.#waiting.splice(0)) this.#post('event', message, schemaVersion)
  }

  #post(type: string, message: Fields, version?: string) {
    this.#port?.postMessage({ type, message, ...(version && { schemaVersion: version }) })
  }
}

const themeOfPage = () => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
