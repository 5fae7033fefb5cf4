import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Answer =
  | string
  | { status?: number; type?: string; location?: string; body?: string | Uint8Array }

/** A page that never comes. */
export const HANG = 'hang'

/** A web site on this machine whose pages a test writes; it remembers what it was asked for. */
export class WebSite {
  readonly pages = new Map<string, Answer>()
  readonly asked: string[] = []
  readonly #server = createServer((request, response) => this.#answer(request, response))

  static async open(pages: Record<string, Answer> = {}): Promise<WebSite> {
    const site = new WebSite()
    for (const [path, page] of Object.entries(pages)) site.pages.set(path, page)
    await new Promise<void>(resolve => site.#server.listen(0, '127.0.0.1', resolve))
    return site
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  get url(): string {
    return `http://${this.host}`
  }

  /** A sitemap of these paths. */
  sitemap(...paths: string[]): Answer {
    const entries = paths.map(path => `<url><loc>${this.url}${path}</loc></url>`).join('')
    const body = `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries}</urlset>`
    return { type: 'application/xml', body }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise(resolve => this.#server.close(resolve))
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? '/'
    this.asked.push(path)
    const page = this.pages.get(path) ?? { status: 404 }
    if (page === HANG) return
    const {
      status = 200,
      type = 'text/html; charset=utf-8',
      location,
      body = '',
    } = typeof page === 'string' ? { body: page } : page
    response
      .writeHead(location ? 302 : status, { 'content-type': type, ...(location && { location }) })
      .end(body)
  }
}
