/** @typedef {import('../settings.ts').AgentWorkspaceSettings} Settings */
/** @typedef {Record<string, unknown>} Fields */

const SCHEMA_VERSION = '1.0.0'

/** The side of 8x8 in the port protocol with a partner's app, as its SDK 0.15 expects it. */
export class PartnerPort {
  /** @type {Settings} */
  settings
  #frame
  #sent
  /** @type {MessagePort | undefined} */
  #port
  /** Events that came before the app had introduced itself. @type {Fields[]} */
  #waiting = []
  #isInitialised = false
  #isInitDue = false

  /**
   * @param {HTMLIFrameElement} frame
   * @param {Settings} settings
   * @param {(name: string, data: unknown) => void} sent hears the events that the app sends
   */
  constructor(frame, settings, sent) {
    this.#frame = frame
    this.settings = settings
    this.#sent = sent
    frame.addEventListener('load', () => this.#begin())
    window.addEventListener('message', ({ source, data }) => {
      // An app that hears nothing asks; an `init` that is on its way is not hurried by that.
      const isAsking = source === frame.contentWindow && data?.message?.name === 'ask-initialisation'
      if (isAsking && !this.#port && !this.#isInitDue) this.#init()
    })
  }

  /**
   * Sends an event, once the app is there, if it is on the partner's list.
   * @param {string} eventName
   * @param {Fields} value
   */
  emit(eventName, value) {
    if (!this.settings.allowedEvents.includes(eventName)) return
    const message = { eventName, value: { ...value, schemaVersion: SCHEMA_VERSION } }
    if (this.#isInitialised) this.#post('event', message)
    else this.#waiting.push(message)
  }

  #begin() {
    const { initDelayMs, inits } = this.settings
    this.#port = undefined
    this.#isInitialised = false
    this.#isInitDue = true
    for (let count = 0; count < inits; count++) setTimeout(() => this.#init(), initDelayMs * (count + 1))
  }

  #init() {
    this.#isInitDue = false
    const { port1, port2 } = new MessageChannel()
    this.#port = port1
    port1.addEventListener('message', ({ data }) => this.#port === port1 && this.#hear(data))
    port1.start()
    this.#frame.contentWindow?.postMessage('init', new URL(this.#frame.src).origin, [port2])
  }

  /** @param {{type?: string, message?: Fields}} data */
  #hear({ type, message = {} }) {
    if (type === 'request') this.#answer(message)
    if (type === 'sdk-message' && message['name'] === 'setup-complete') {
      this.#post('sdk-message', {
        name: 'versions',
        value: { parentVersion: '2026.11', mfeVersion: '1.0.0' },
      })
      this.#post('sdk-message', { name: 'feature-flags', value: { trackFocus: true } })
    }
  }

  /** @param {Fields} message */
  #answer(message) {
    const { namespace, action } = message
    if (namespace !== 'system' || typeof action !== 'string') return this.#refuse(message, 'UNKNOWN_REQUEST')
    if (action === 'sendEvent') return this.#take(message)
    const { locale, theme, themeForm } = this.settings
    /** @type {Record<string, () => unknown>} */
    const answers = {
      initialise: () => true,
      getContext: () => ({ locale, theme }),
      getLocale: () => locale,
      getTheme: () => (themeForm === 'text' ? theme : { theme }),
      getVersion: () => '2026.11',
      getEvents: () => this.#events(),
    }
    const answer = answers[action]
    if (!answer) return this.#refuse(message, 'UNKNOWN_REQUEST')
    this.#post('response', { namespace, request: action, value: answer() }, SCHEMA_VERSION)
    if (action === 'initialise') this.#replay()
  }

  #replay() {
    this.#isInitialised = true
    for (const message of this.#waiting.splice(0)) this.#post('event', message)
  }

  #events() {
    const { allowedEvents, listsSendable } = this.settings
    const listed = allowedEvents.filter(name => listsSendable || !name.includes('-received-'))
    return Object.fromEntries(listed.map(name => [name, [SCHEMA_VERSION]]))
  }

  /** @param {Fields} message */
  #take(message) {
    const { name, data } = /** @type {{name?: unknown, data?: Fields}} */ (message['value'] ?? {})
    const isValid = typeof name === 'string' && data?.['schemaVersion'] === SCHEMA_VERSION
    const { sendEventAnswer, allowedEvents } = this.settings
    if (!isValid || sendEventAnswer === 'error') return this.#refuse(message, 'INVALID_SCHEMA')
    if (sendEventAnswer === 'response') {
      this.#post('response', { namespace: 'system', request: 'sendEvent', value: true }, SCHEMA_VERSION)
    }
    if (allowedEvents.includes(name)) this.#sent(name, data)
  }

  /**
   * @param {Fields} original
   * @param {string} error
   */
  #refuse(original, error) {
    this.#post('error', { original: { type: 'request', message: original }, error })
  }

  /**
   * @param {string} type
   * @param {Fields} message
   * @param {string} [schemaVersion]
   */
  #post(type, message, schemaVersion = type === 'event' ? SCHEMA_VERSION : undefined) {
    this.#port?.postMessage({ type, message, ...(schemaVersion && { schemaVersion }) })
  }
}
