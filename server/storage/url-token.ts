import { createHash } from 'node:crypto'

/** The hash by which an endpoint is found; the URLToken itself is sealed. */
export const hashToken = (URLToken: string) => createHash('sha256').update(URLToken).digest('hex')
