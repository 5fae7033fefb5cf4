import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SigningKey } from '../../server/eight-by-eight/testing/signed-webhook.ts'

/** Stands in front of a contact centre and vouches for one more key; everything else passes through. */
export interface KeyFront extends AsyncDisposable {
  url: string
}

/** Starts on a free port of the loopback interface. */
export async function startKeyFront(behind: string, { kid, publicKey }: SigningKey): Promise<KeyFront> {
  const jwk = JSON.stringify({ ...publicKey.export({ format: 'jwk' }), kid })
  const server = createServer((incoming, outgoing) => {
    if (incoming.url?.includes(`/jwk/${kid}/`))
      outgoing.setHeader('content-type', 'application/json').end(jwk)
    else passOn(behind, incoming, outgoing)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

function passOn(behind: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, headers, url = '/' } = incoming
  const onward = request(new URL(url, behind), { method, headers }, answer => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(outgoing)
  })
  onward.once('error', () => outgoing.destroy())
  incoming.pipe(onward)
}
