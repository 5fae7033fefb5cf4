import { type KeyObject, verify } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { crc32 } from 'node:zlib'
import { readDetachedJws } from './detached-jws.ts'
import type { KeyCache } from './keys.ts'
import { type Claims, readClaims } from './webhook-claims.ts'

/** A webhook as it came, and what it is held against. */
export interface WebhookToVerify {
  headers: IncomingHttpHeaders
  /** The body as it came, byte for byte. */
  rawBody: Uint8Array
  keys: Pick<KeyCache, 'get'>
  /** Milliseconds since the epoch. */
  now: number
  expected: { tenantId?: string; customerId?: string }
  /** How long ago it may have been sent; 10 minutes, and 8x8 renews the time with each attempt. */
  maxAgeMs?: number
  /** How far 8x8's clock may be ahead; 2 minutes. */
  maxSkewMs?: number
}

/** What the headers of a webhook that 8x8 signed say. */
interface VerifiedWebhook extends Omit<Claims, 'signature'> {
  ok: true
}

export type SignatureRefusal =
  | 'header-missing'
  | 'header-malformed'
  | 'stale'
  | 'wrong-tenant'
  | 'wrong-customer'
  | 'signature-malformed'
  | 'algorithm-unsupported'
  | 'key-unknown'
  | 'key-unavailable'
  | 'signature-wrong'

export type SignatureVerdict = VerifiedWebhook | { ok: false; reason: SignatureRefusal }

/**
 * Checks a webhook of Chat Gateway v1.0: an RS256 JWS, detached and with unencoded payload (RFC 7515, RFC 7797), over
 * the `x-8x8-*` headers and the CRC-32 of the body. `key-unavailable` means that the key could not be fetched just
 * now and the webhook is worth another attempt; every other refusal is final. Cheap checks come before the key.
 *
 * A CRC-32 is no hash: who holds one signed request can make another body for it. The caller therefore remembers
 * event ids and refuses an id that returns with another body.
 */
export async function verifyWebhookSignature(webhook: WebhookToVerify): Promise<SignatureVerdict> {
  const claims = readClaims(webhook.headers)
  if (typeof claims === 'string') return refuse(claims)
  const objection = objectTo(claims, webhook)
  if (objection) return refuse(objection)
  const jws = readDetachedJws(claims.signature)
  if (typeof jws === 'string') return refuse(jws)

  const lookup = await webhook.keys.get(jws.kid)
  if (!lookup.ok) return refuse(lookup.reason)
  const signingInput = `${jws.protectedHeader}.${signedPayload(claims, crc32(webhook.rawBody))}`
  if (!isSignedBy(lookup.key, signingInput, jws.signature)) return refuse('signature-wrong')
  const { signature: _, ...facts } = claims
  return { ok: true, ...facts }
}

const refuse = (reason: SignatureRefusal): SignatureVerdict => ({ ok: false, reason })

const MAX_AGE_MS = 10 * 60 * 1000
const MAX_SKEW_MS = 2 * 60 * 1000

function objectTo(claims: Claims, webhook: WebhookToVerify): SignatureRefusal | undefined {
  const { now, expected, maxAgeMs = MAX_AGE_MS, maxSkewMs = MAX_SKEW_MS } = webhook
  const age = now - claims.transmissionTime
  if (age > maxAgeMs || age < -maxSkewMs) return 'stale'
  if (expected.tenantId !== undefined && claims.tenantId !== expected.tenantId) return 'wrong-tenant'
  if (expected.customerId !== undefined && claims.customerId !== expected.customerId) return 'wrong-customer'
  return undefined
}

/** What is signed, member by member in 8x8's order. */
const signedPayload = (claims: Claims, checksum: number) =>
  JSON.stringify({
    checksum,
    cid: claims.customerId,
    eid: claims.eventId,
    retry: claims.retry,
    tid: claims.tenantId,
    tt: claims.transmissionTime,
  })

/** An RSA key by itself is read as one of PKCS #1 v1.5, which is what RS256 means. */
const isSignedBy = (key: KeyObject, signingInput: string, signature: Buffer) =>
  verify('sha256', Buffer.from(signingInput, 'utf8'), key, signature)
