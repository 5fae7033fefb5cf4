import { crc32 } from 'node:zlib'
import type { EventFault } from '../faults/event-faults.ts'
import {
  createSigningKey,
  detachedSignature,
  type SigningKey,
  type SigningKeys,
  signedPayload,
  type WebhookHeaders,
} from '../signature.ts'

type FaultKind = EventFault['kind']

let strangersKey: Promise<SigningKey> | undefined

/** The x-8x8-* headers of one attempt, spoilt as the faults say; 8x8, "Validating webhook events". */
export async function signedHeaders(
  body: Buffer,
  honest: WebhookHeaders,
  keys: SigningKeys,
  faults: readonly EventFault[],
): Promise<Record<string, string>> {
  const headers = withWrongValues(honest, faults)
  const signature = await signatureFor(signedPayload(headers, crc32(body)), keys, faults)
  return withoutMissing(
    {
      'x-8x8-tenant-id': headers.tenantId,
      'x-8x8-customer-id': headers.customerId,
      'x-8x8-event-id': headers.eventId,
      'x-8x8-retry': String(headers.retry),
      'x-8x8-transmission-time': String(headers.transmissionTime),
      'x-8x8-signature': signature,
    },
    faults,
  )
}

const has = (faults: readonly EventFault[], kind: FaultKind) => faults.some(fault => fault.kind === kind)

function withWrongValues(honest: WebhookHeaders, faults: readonly EventFault[]): WebhookHeaders {
  const stale = faults.find(fault => fault.kind === 'staleTransmissionTime')
  return {
    ...honest,
    tenantId: has(faults, 'wrongTenant') ? `${honest.tenantId}-other` : honest.tenantId,
    customerId: has(faults, 'wrongCustomer') ? `${honest.customerId}-other` : honest.customerId,
    transmissionTime: honest.transmissionTime - (stale?.ageMs ?? 0),
  }
}

async function signatureFor(
  payload: string,
  keys: SigningKeys,
  faults: readonly EventFault[],
): Promise<string> {
  if (has(faults, 'rotatedKey')) await keys.rotate({ keepOld: true })
  const key = has(faults, 'unknownKey') ? await (strangersKey ??= createSigningKey()) : keys.current
  const malformed = faults.find(fault => fault.kind === 'malformedKeyId')
  const signature = await detachedSignature(key, payload, malformed?.keyId)
  return has(faults, 'wrongSignature') ? spoil(signature) : signature
}

function spoil(signature: string): string {
  const [protectedHeader, , encoded = ''] = signature.split('.')
  const bytes = Buffer.from(encoded, 'base64url')
  bytes.writeUInt8((bytes[0] ?? 0) ^ 1)
  return `${protectedHeader}..${bytes.toString('base64url')}`
}

function withoutMissing(
  headers: Record<string, string>,
  faults: readonly EventFault[],
): Record<string, string> {
  const missing = faults.find(fault => fault.kind === 'missingHeaders')
  if (!missing) return headers
  const names = missing.headers ?? Object.keys(headers)
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)))
}
