import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import express from 'express'
import helmet from 'helmet'

export interface CustomerPageOptions {
  /** 0, the default, takes a free port. */
  port?: number
  /** Base URL of the server whose endpoint the customer talks to, `http(s)://host[:port][/prefix]`. */
  server: string
  URLToken: string
}

/** The customer's chat page as it is served. */
export interface CustomerPage {
  /** `http://127.0.0.1:<port>/`; `?userId=&sessionId=` may be added to be a certain customer. */
  readonly url: string
  close(): Promise<void>
}

const page = fileURLToPath(new URL('page', import.meta.url))
const socketClient = createRequire(import.meta.url)
  .resolve('socket.io-client/dist/socket.io.js')
  .replace(/\.js$/, '.esm.min.js')

/** Serves Northline's chat page on the loopback interface; rejects when the port is taken. */
export async function startCustomerPage(options: CustomerPageOptions): Promise<CustomerPage> {
  const server = createServer(application(options))
  const port = await listen(server, options.port ?? 0)
  return { url: `http://127.0.0.1:${port}/`, close: () => close(server) }
}

function application({ server, URLToken }: CustomerPageOptions) {
  const app = express()
  app.disable('x-powered-by')
  app.use(securityHeaders(new URL(server).origin))
  app.get('/config.json', (_request, response) => {
    response.set('cache-control', 'no-store').json({ server, URLToken })
  })
  app.get('/vendor/socket.io.js', (_request, response) => response.sendFile(socketClient))
  app.use(express.static(page, { cacheControl: false }))
  return app
}

const securityHeaders = (origin: string) =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", origin],
        connectSrc: ["'self'", origin, origin.replace(/^http/, 'ws')],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ["'none'"],
      },
    },
    strictTransportSecurity: false,
  })

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close(error => (error ? reject(error) : resolve()))
    server.closeAllConnections()
  })
}
