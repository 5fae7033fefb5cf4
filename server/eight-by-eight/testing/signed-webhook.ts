import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { KeyCache, KeyLookup } from '../keys.ts'

/** A key of 8x8's, for tests. */
export interface SigningKey {
  kid: string
  privateKey: KeyObject
  publicKey: KeyObject
}

/** A webhook as 8x8 would sign it; `header` and `claims` replace what it would say. */
export interface WebhookToSign {
  key: SigningKey
  body: string | Uint8Array
  header?: object
  claims?: Partial<typeof CLAIMS>
}

export const CLAIMS = {
  'x-8x8-tenant-id': 'acme',
  'x-8x8-customer-id': 'customer-1',
  'x-8x8-event-id': 'event-1',
  'x-8x8-retry': '0',
  'x-8x8-transmission-time': '1772366400000',
}

/** When the webhooks here are sent, milliseconds since the epoch. */
export const SENT_AT = Number(CLAIMS['x-8x8-transmission-time'])

export function createSigningKey(kid: string, modulusLength = 2048): SigningKey {
  return { kid, ...generateKeyPairSync('rsa', { modulusLength }) }
}

/** The headers of a signed webhook. Written after the published rules, apart from the code that verifies. */
export function signWebhook({ key, body, header = {}, claims = {} }: WebhookToSign): Record<string, string> {
  const headers = { ...CLAIMS, ...claims }
  const protectedHeader = base64url(
    JSON.stringify({ b64: false, crit: ['b64'], kid: key.kid, alg: 'RS256', ...header }),
  )
  const payload =
    `{"checksum":${crc32(body)},"cid":${JSON.stringify(headers['x-8x8-customer-id'])},` +
    `"eid":${JSON.stringify(headers['x-8x8-event-id'])},"retry":${headers['x-8x8-retry']},` +
    `"tid":${JSON.stringify(headers['x-8x8-tenant-id'])},"tt":${headers['x-8x8-transmission-time']}}`
  const signature = sign('RSA-SHA256', Buffer.from(`${protectedHeader}.${payload}`), key.privateKey)
  return { ...headers, 'x-8x8-signature': `${protectedHeader}..${signature.toString('base64url')}` }
}

/** Keys that are at hand without asking anybody. */
export function keysAtHand(...keys: SigningKey[]): KeyCache {
  const unknown: KeyLookup = { ok: false, reason: 'key-unknown' }
  return {
    get: async kid => {
      const key = keys.find(key => key.kid === kid)
      return key ? { ok: true, key: key.publicKey } : unknown
    },
  }
}

const base64url = (text: string) => Buffer.from(text).toString('base64url')
