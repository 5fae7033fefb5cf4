/** @typedef {import('./identity.js').Identity} Identity */

/**
 * A file that the endpoint took; the answer to an upload and an item of `data.attachments`.
 * @typedef {{ runtimeFileId?: string, fileName?: string, name?: string, mimeType?: string, size?: number,
 *   status?: string, url?: string }} Attachment
 */

const CONFIG_TIMEOUT = 4_000
const UPLOAD_TIMEOUT = 60_000
const LONGEST_PAUSE = 10_000

/** The endpoint that this page talks to, over HTTP: its configuration and its uploads. */
export class Endpoint {
  /** @param {{ server: string, URLToken: string }} config as in `config.json` */
  constructor({ server, URLToken }) {
    this.server = new URL(server)
    this.URLToken = URLToken
    this.address = `${server.replace(/\/$/, '')}/${encodeURIComponent(URLToken)}`
  }

  /** Reads where the endpoint is from this page's own server. */
  static async find() {
    const response = await fetch('config.json', { signal: AbortSignal.timeout(CONFIG_TIMEOUT) })
    return new Endpoint(await response.json())
  }

  /**
   * Whether the endpoint takes chats, by its Config URL. An endpoint that is not to be had takes none; a server
   * that cannot be reached is asked again until it answers, each time after `onUnreachable`.
   * @param {() => void} onUnreachable
   * @returns {Promise<boolean>}
   */
  async isActive(onUnreachable) {
    for (let pause = 500; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      try {
        const response = await fetch(this.address, { signal: AbortSignal.timeout(CONFIG_TIMEOUT) })
        if (response.ok) return (await response.json()).active === true
        if ([401, 403, 404, 410].includes(response.status)) return false
      } catch {
        // Nobody answered; the customer is told below and the question is asked again.
      }
      onUnreachable()
      await new Promise(resolve => setTimeout(resolve, pause))
    }
  }

  /**
   * Hands a file to the endpoint: first an upload token for this customer, then the file.
   * @param {Identity} identity
   * @param {File} file
   * @param {AbortSignal} signal
   * @returns {Promise<Attachment>}
   * @throws {Error} whose message is a sentence for the customer
   */
  async upload({ userId, sessionId }, file, signal) {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(UPLOAD_TIMEOUT)])
    const customer = new URLSearchParams({ userId, sessionId })
    const { token, fileUploadUrl } = await answerOf(`${this.address}/fileuploadtoken?${customer}`, {
      signal: limited,
    })
    const body = new FormData()
    body.append('file', file)
    const attachment = await answerOf(new URL(fileUploadUrl, this.server), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body,
      signal: limited,
    })
    if (attachment.status === 'infected') throw new Error('This file did not pass our virus check.')
    return attachment
  }
}

/**
 * @param {string | URL} address
 * @param {RequestInit} request
 */
async function answerOf(address, request) {
  const response = await fetch(address, request).catch(() => {
    throw new Error('The file could not be sent.')
  })
  const answer = await response.json().catch(() => ({}))
  if (!response.ok) throw new Error(answer.detail ?? answer.title ?? 'The file was not accepted.')
  return answer
}
