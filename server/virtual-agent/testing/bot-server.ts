import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface BotRequest {
  headers: IncomingHttpHeaders
  body: string
}

export interface BotServer extends AsyncDisposable {
  url: string
  requests: BotRequest[]
}

/** A bot over real HTTP: `respond` answers each request, or does not. */
export async function startBotServer(
  respond: (response: ServerResponse, request: BotRequest, count: number) => void,
): Promise<BotServer> {
  const requests: BotRequest[] = []
  const server = createServer((incoming, response) => {
    void text(incoming).then(body => {
      const request = { headers: incoming.headers, body }
      respond(response, request, requests.push(request))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/bot`,
    requests,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** Answers with JSON. */
export const json = (response: ServerResponse, body: unknown, status = 200) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
