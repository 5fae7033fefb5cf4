/*
 * The conversation of a framed page with 8x8 Agent Workspace, as its partner SDK 0.15 speaks it: the frame above posts
 * `init` with a MessagePort, over which requests, responses, events and errors go. Written from the protocol, not from
 * the SDK.
 */

/** Hears what 8x8 says. */
export interface WorkspaceListener {
  workspaceConnected(): void
  /** It is known which events 8x8 takes from this page. */
  eventsKnown(): void
  /** The agent's language (BCP 47) and theme, as far as 8x8 told them. */
  contextChanged(context: WorkspaceContext): void
  workspaceEvent(name: string, value: Readonly<Record<string, unknown>>): void
}

export interface WorkspaceContext {
  readonly locale?: string
  readonly theme?: 'light' | 'dark'
}

type Fields = Readonly<Record<string, unknown>>

interface Pending {
  readonly name: string
  settle(value: unknown, isError: boolean): void
}

const partnerSdkVersion = '0.15.0'
const requestTimeoutInMilliseconds = 5000
/** 8x8's SDK asks the frame above to begin after about six seconds. */
const askEveryInMilliseconds = 6000
const mostAsks = 20
/** Nothing tells a page that the theme was changed: it is asked for when the agent turns to a chat, and now and then. */
const lookEveryInMilliseconds = 30_000

export class WorkspacePort {
  readonly #listener: WorkspaceListener
  readonly #isAllowed: (origin: string) => Promise<boolean>
  readonly #appVersion: string
  readonly #pending: Pending[] = []
  readonly #stop = new AbortController()
  #port?: MessagePort
  #sendable: ReadonlySet<string> = new Set()
  #asks = 0
  #askTimer?: ReturnType<typeof setInterval>
  #lookTimer?: ReturnType<typeof setInterval>

  /** `isAllowed` says which origins may begin; it may take its time. */
  constructor(
    listener: WorkspaceListener,
    isAllowed: (origin: string) => Promise<boolean>,
    appVersion: string,
  ) {
    this.#listener = listener
    this.#isAllowed = isAllowed
    this.#appVersion = appVersion
  }

  /** Waits for 8x8's `init`, which may have been late or come again, and asks for it. */
  open(): void {
    const { signal } = this.#stop
    addEventListener('message', event => void this.#hear(event), { signal })
    document.addEventListener('visibilitychange', () => void this.#look(), { signal })
    this.#askTimer = setInterval(() => this.#ask(), askEveryInMilliseconds)
    this.#lookTimer = setInterval(() => void this.#look(), lookEveryInMilliseconds)
  }

  close(): void {
    this.#stop.abort()
    clearInterval(this.#askTimer)
    clearInterval(this.#lookTimer)
    this.#forgetPort()
  }

  /** Whether 8x8 names an event among those that it knows for this page. */
  knows(eventName: string): boolean {
    return this.#sendable.has(eventName)
  }

  get isConnected(): boolean {
    return this.#port !== undefined
  }

  /** Sends an event to 8x8; false where 8x8 refuses it. Whether it answers at all where it takes one is not known. */
  async send(name: string, data: Fields): Promise<boolean> {
    return !(await this.#request('system', 'sendEvent', { name, data })).isError
  }

  /** Only the frame above, from an allowed origin, may begin; whoever else posts here is not heard. */
  async #hear({ data, ports: [port], source, origin }: MessageEvent) {
    if (data !== 'init' || !port || source !== window.parent || source === window) return
    if (!(await this.#isAllowed(origin)) || this.#stop.signal.aborted) return port.close()
    this.#forgetPort()
    this.#port = port
    port.addEventListener('message', event => this.#take(event.data))
    port.start()
    await this.#introduce()
  }

  async #introduce() {
    clearInterval(this.#askTimer)
    this.#post('sdk-message', { name: 'setup-complete', value: { version: partnerSdkVersion } })
    this.#post('sdk-message', { name: 'capabilities', value: { thirdPartyCookiesEnabled: false } })
    void this.#request('system', 'initialise', {
      appName: 'Agent Copilot',
      appVersion: this.#appVersion,
      vendor: 'Agent Copilot for 8x8',
      partnerSdkVersion,
    })
    this.#listener.workspaceConnected()
    const port = this.#port
    const [, events] = await Promise.all([this.#look(), this.#request('system', 'getEvents')])
    if (this.#port !== port) return
    this.#sendable = new Set(Object.keys(fieldsOf(events.value)))
    this.#listener.eventsKnown()
  }

  /** Asks for language and theme; SDK and guide disagree on where the theme stands. */
  async #look() {
    if (!this.#port || document.hidden) return
    const [context, theme] = await Promise.all([
      this.#request('system', 'getContext'),
      this.#request('system', 'getTheme'),
    ])
    const told = fieldsOf(context.value)
    const shown = [told['theme'], theme.value, fieldsOf(theme.value)['theme']].find(isTheme)
    const { locale } = told
    this.#listener.contextChanged({
      ...(typeof locale === 'string' && { locale }),
      ...(shown && { theme: shown }),
    })
  }

  #take(data: unknown) {
    const { type, message } = fieldsOf(data)
    const { eventName, value, namespace, request, original } = fieldsOf(message)
    if (type === 'event' && typeof eventName === 'string') {
      this.#listener.workspaceEvent(eventName, fieldsOf(value))
      if (eventName.startsWith('aw-interaction-focus')) void this.#look()
    }
    if (type === 'response') this.#settle(`${String(namespace)}.${actionOf(request)}`, value, false)
    if (type === 'error') this.#settle(nameOf(original), undefined, true)
  }

  #request(namespace: string, action: string, value?: unknown): Promise<Answer> {
    return new Promise(resolve => {
      const pending: Pending = {
        name: `${namespace}.${action}`,
        settle: (answer, isError) => {
          clearTimeout(timer)
          this.#pending.splice(this.#pending.indexOf(pending), 1)
          resolve({ value: answer, isError })
        },
      }
      const timer = setTimeout(() => {
        this.#pending.splice(this.#pending.indexOf(pending), 1)
        resolve({ value: undefined, isError: false })
      }, requestTimeoutInMilliseconds)
      this.#pending.push(pending)
      this.#post('request', { namespace, action, ...(value !== undefined && { value }) })
    })
  }

  /** Responses carry no number: the oldest request of that name is meant. */
  #settle(name: string, value: unknown, isError: boolean) {
    this.#pending.find(pending => pending.name === name)?.settle(value, isError)
  }

  #post(type: string, message: Fields) {
    this.#port?.postMessage({ type, message })
  }

  /** The frame above is not known before it has spoken: the question holds nothing but this page's origin. */
  #ask() {
    if (++this.#asks >= mostAsks) clearInterval(this.#askTimer)
    const message = { name: 'ask-initialisation', value: { origin: location.origin } }
    window.parent.postMessage({ type: 'sdk-message', message }, '*')
  }

  #forgetPort() {
    this.#port?.close()
    this.#port = undefined
    this.#sendable = new Set()
    for (const pending of this.#pending.slice()) pending.settle(undefined, true)
  }
}

interface Answer {
  value: unknown
  isError: boolean
}

const isTheme = (value: unknown): value is 'light' | 'dark' => value === 'light' || value === 'dark'

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {}

const actionOf = (request: unknown) =>
  typeof request === 'string' ? request : String(fieldsOf(request)['action'])

/** The name of the request that an error is about: the request itself, or its message. */
function nameOf(original: unknown): string {
  const { message = original } = fieldsOf(original)
  const { namespace, action, request = action } = fieldsOf(message)
  return `${String(namespace)}.${actionOf(request)}`
}
