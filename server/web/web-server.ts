import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** How long a client may take to send a request, and how often that is looked at; all in milliseconds. */
const PATIENCE = { headersTimeout: 15_000, requestTimeout: 120_000, connectionsCheckingInterval: 5_000 }

/** After a restart every widget comes back at once; the system may allow fewer. */
const MOST_WAITING_CONNECTIONS = 4_096

/** An HTTP server that waits neither for slow senders nor, at its end, for anybody. */
export class WebServer {
  readonly http: Server
  readonly #connections = new Set<Socket>()

  constructor(listener: RequestListener, patience = PATIENCE) {
    this.http = createServer(patience, listener)
    this.http.on('connection', socket => {
      this.#connections.add(socket)
      socket.once('close', () => this.#connections.delete(socket))
    })
    // A connection whose last answer goes out while the server ends would otherwise be kept for another request.
    this.http.on('request', (_request, response) => {
      response.once('close', () => {
        if (!this.http.listening) this.http.closeIdleConnections()
      })
    })
  }

  /** Rejects where the address is taken. Resolves with the port. */
  listen({ port, host }: { port: number; host: string }): Promise<number> {
    return new Promise((resolve, reject) => {
      this.http.once('error', reject)
      this.http.listen({ port, host, backlog: MOST_WAITING_CONNECTIONS }, () => {
        this.http.off('error', reject)
        resolve((this.http.address() as AddressInfo).port)
      })
    })
  }

  /** Breaks off every connection that is open, upgraded ones too, after so many milliseconds; returns how to keep them. */
  cutAfter(milliseconds: number): () => void {
    const timer = setTimeout(() => {
      for (const socket of this.#connections) socket.destroy()
    }, milliseconds)
    return () => clearTimeout(timer)
  }
}
