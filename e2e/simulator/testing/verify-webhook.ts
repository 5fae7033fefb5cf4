import { crc32 } from 'node:zlib'
import { flattenedVerify, importJWK, type JWK } from 'jose'
import type { ReceivedWebhook } from './receiver.ts'

/** The signed payload of a webhook: its keys in order of signing. */
interface SignedPayload {
  checksum: number
  cid: string
  eid: string
  retry: number
  tid: string
  tt: number
}

/** Verifies a webhook with the key that the simulator serves, by a library of its own; rejects when it is not genuine. */
export async function verifyWebhook(
  { headers, body }: ReceivedWebhook,
  simulatorUrl: string,
): Promise<SignedPayload> {
  const [protectedHeader = '', middle, signature = ''] = String(headers['x-8x8-signature']).split('.')
  if (middle !== '') throw new Error('The payload is not detached.')
  const { kid } = JSON.parse(Buffer.from(protectedHeader, 'base64url').toString()) as { kid: string }
  const response = await fetch(`${simulatorUrl}/chat-gateway/v1/jwk/${encodeURIComponent(kid)}/public`)
  if (!response.ok) throw new Error(`The key ${kid} is not served.`)
  const payload = {
    checksum: crc32(body),
    cid: String(headers['x-8x8-customer-id']),
    eid: String(headers['x-8x8-event-id']),
    retry: Number(headers['x-8x8-retry']),
    tid: String(headers['x-8x8-tenant-id']),
    tt: Number(headers['x-8x8-transmission-time']),
  }
  const key = await importJWK((await response.json()) as JWK, 'RS256')
  await flattenedVerify({ protected: protectedHeader, payload: JSON.stringify(payload), signature }, key, {
    algorithms: ['RS256'],
  })
  return payload
}
