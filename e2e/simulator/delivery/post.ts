import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { LOGGED_BODY_LENGTH } from '../event-log.ts'

/** What came of a POST; a redirect is an answer like any other and is not followed. */
export interface PostOutcome {
  status: number | 'timeout' | 'unreachable'
  responseBody: string
}

/** Posts over kept connections, at most `maxSockets` of them per host. */
export class Poster {
  readonly #http = new HttpAgent({ keepAlive: true })
  readonly #https = new HttpsAgent({ keepAlive: true })

  /** Never rejects. */
  post(
    uri: string,
    body: Buffer,
    options: { headers: Record<string, string>; timeoutMs: number; maxSockets: number },
  ): Promise<PostOutcome> {
    if (!URL.canParse(uri)) return Promise.resolve({ status: 'unreachable', responseBody: 'Not a URL.' })
    const secure = uri.startsWith('https:')
    const agent = secure ? this.#https : this.#http
    agent.maxSockets = options.maxSockets
    return new Promise(resolve => {
      const request = (secure ? httpsRequest : httpRequest)(uri, {
        method: 'POST',
        agent,
        headers: { ...options.headers, 'content-length': String(body.length) },
      })
      let timer: NodeJS.Timeout | undefined
      // Waiting for a free socket is not the receiver's fault.
      request.on('socket', () => {
        timer ??= setTimeout(() => {
          resolve({ status: 'timeout', responseBody: '' })
          request.destroy()
        }, options.timeoutMs)
      })
      request.on('response', response => {
        void readStart(response).then(responseBody => {
          clearTimeout(timer)
          resolve({ status: response.statusCode ?? 'unreachable', responseBody })
        })
      })
      request.on('error', error => {
        clearTimeout(timer)
        resolve({ status: 'unreachable', responseBody: error.message })
      })
      request.end(body)
    })
  }

  close() {
    this.#http.destroy()
    this.#https.destroy()
  }
}

/** The start of a body, as much as the log keeps; the rest is read and thrown away. */
function readStart(response: IncomingMessage): Promise<string> {
  return new Promise(resolve => {
    let text = ''
    response.setEncoding('utf8')
    response.on('data', (part: string) => {
      if (text.length < LOGGED_BODY_LENGTH) text += part
    })
    response.on('close', () => resolve(text.slice(0, LOGGED_BODY_LENGTH)))
  })
}
