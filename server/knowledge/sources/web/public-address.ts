import { lookup as lookUp } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Public by its number, yet answered within a cloud by the machine's own host. */
const HOSTS_OWN = new Set(['168.63.129.16'])

/** A host leads, or may lead, into a network that is not for everybody. */
export class NotPublicError extends Error {
  override readonly name = 'NotPublicError'
}

/** Whether an IP address belongs to the internet at large: nothing private, local, reserved or wrapped in another one. */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '')
  return ipaddr.isValid(bare) && ipaddr.parse(bare).range() === 'unicast' && !HOSTS_OWN.has(bare)
}

/**
 * Resolves a name for a connection. Fails with NotPublicError where any of its addresses is not public: the name may
 * answer differently each time it is asked, so what is connected to must be what was looked at.
 */
export const lookUpPublic: LookupFunction = (hostname, options, callback) => {
  lookUp(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '')
    const [first] = addresses
    if (!first || !addresses.every(({ address }) => isPublicAddress(address))) {
      return callback(new NotPublicError(`${hostname} is not public`), '')
    }
    if (options.all) callback(null, addresses)
    else callback(null, first.address, first.family)
  })
}
