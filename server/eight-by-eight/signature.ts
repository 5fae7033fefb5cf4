import { constants, type KeyObject, verify } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { crc32 } from 'node:zlib'
import type { KeyCache } from './keys.ts'
import { isRecord, parseJson } from './lenient.ts'

export interface WebhookToVerify {
  headers: IncomingHttpHeaders
  /** The body as it came, byte for byte. */
  rawBody: Uint8Array
  keys: Pick<KeyCache, 'get'>
  /** Milliseconds since the epoch. */
  now: number
  expected: { tenantId?: string; customerId?: string }
  maxAgeMs?: number
  maxSkewMs?: number
}

export interface VerifiedWebhook {
  ok: true
  /** The same for every attempt to deliver one event. */
  eventId: string
  /** 0 for the first attempt. */
  retry: number
  transmissionTime: number
  tenantId: string
  customerId: string
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
  const signature = readSignature(claims.signature)
  if (typeof signature === 'string') return refuse(signature)

  const lookup = await webhook.keys.get(signature.kid)
  if (!lookup.ok) return refuse(lookup.reason)
  const payload = signedPayload(claims, crc32(webhook.rawBody))
  if (!isSignedBy(lookup.key, `${signature.protectedHeader}.${payload}`, signature.bytes)) {
    return refuse('signature-wrong')
  }
  const { eventId, retry, transmissionTime, tenantId, customerId } = claims
  return { ok: true, eventId, retry, transmissionTime, tenantId, customerId }
}

const refuse = (reason: SignatureRefusal): SignatureVerdict => ({ ok: false, reason })

interface Claims {
  tenantId: string
  customerId: string
  eventId: string
  retry: number
  transmissionTime: number
  signature: string
}

/** The six headers, each given once and of the form that 8x8 gives it. */
function readClaims(headers: IncomingHttpHeaders): Claims | SignatureRefusal {
  const texts = HEADERS.map(name => headers[name])
  if (texts.some(text => text === undefined || text === '')) return 'header-missing'
  const [tenantId, customerId, eventId, retryText, timeText, signature] = texts
  const retry = readInteger(retryText)
  const transmissionTime = readInteger(timeText)
  if (!isName(tenantId) || !isName(customerId) || !isName(eventId)) return 'header-malformed'
  if (retry === undefined || transmissionTime === undefined || typeof signature !== 'string')
    return 'header-malformed'
  return { tenantId, customerId, eventId, retry, transmissionTime, signature }
}

const HEADERS = [
  'x-8x8-tenant-id',
  'x-8x8-customer-id',
  'x-8x8-event-id',
  'x-8x8-retry',
  'x-8x8-transmission-time',
  'x-8x8-signature',
] as const

/** Printable ASCII, so that it reads the same in the header and in the signed payload. */
const isName = (text: unknown): text is string =>
  typeof text === 'string' && /^[\x20-\x7e]{1,256}$/.test(text)

const readInteger = (text: unknown) =>
  typeof text === 'string' && /^(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : undefined

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

interface Signature {
  protectedHeader: string
  kid: string
  bytes: Buffer
}

const MAX_PART_LENGTH = 2048

/** `<header>..<signature>`, both parts in the one canonical base64url. */
function readSignature(text: string): Signature | SignatureRefusal {
  const [protectedHeader = '', payload, signature = '', ...rest] = text.split('.', 4)
  if (payload !== '' || rest.length > 0) return 'signature-malformed'
  const header = decode(protectedHeader)
  const bytes = decode(signature)
  if (!header || !bytes) return 'signature-malformed'
  return readHeader(header, { protectedHeader, bytes })
}

function readHeader(header: Buffer, parts: Omit<Signature, 'kid'>): Signature | SignatureRefusal {
  const fields = parseJson(header.toString('utf8'))
  if (!isRecord(fields)) return 'signature-malformed'
  const { alg, b64, crit, kid } = fields
  const isUnencoded = b64 === false && Array.isArray(crit) && crit.length === 1 && crit[0] === 'b64'
  if (alg !== 'RS256' || !isUnencoded) return 'algorithm-unsupported'
  if (typeof kid !== 'string' || !KEY_ID.test(kid)) return 'signature-malformed'
  return { ...parts, kid }
}

/** Key ids choose the address of the key, and anyone can write one. */
const KEY_ID = /^[A-Za-z0-9_-]{1,128}$/

function decode(part: string): Buffer | undefined {
  if (part === '' || part.length > MAX_PART_LENGTH) return undefined
  const bytes = Buffer.from(part, 'base64url')
  return bytes.toString('base64url') === part ? bytes : undefined
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

const isSignedBy = (key: KeyObject, signingInput: string, signature: Buffer) =>
  verify(
    'sha256',
    Buffer.from(signingInput, 'utf8'),
    { key, padding: constants.RSA_PKCS1_PADDING },
    signature,
  )
