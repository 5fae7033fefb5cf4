import type { IncomingMessage } from 'node:http'

/**
 * The address that a request comes from. Each proxy writes down whom it was called by, nearest last, and only the
 * `trustedProxies` nearest ones are believed: what stands before them, a client may have made up.
 */
export function clientAddress({ socket, headers }: IncomingMessage, trustedProxies: number): string {
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().join().split(',')
  const hops = [
    socket.remoteAddress ?? '',
    ...forwarded
      .map(hop => hop.trim())
      .filter(Boolean)
      .reverse(),
  ]
  return hops[Math.min(trustedProxies, hops.length - 1)] ?? ''
}
