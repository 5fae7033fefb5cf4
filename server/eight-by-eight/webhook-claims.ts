import type { IncomingHttpHeaders } from 'node:http'

/** What the headers of a webhook claim, before anything is proven. */
export interface Claims {
  tenantId: string
  customerId: string
  /** The same for every attempt to deliver one event. */
  eventId: string
  /** 0 for the first attempt. */
  retry: number
  /** Milliseconds since the epoch. */
  transmissionTime: number
  signature: string
}

/** The six `x-8x8-*` headers, each given once and of the form that 8x8 gives it. */
export function readClaims(headers: IncomingHttpHeaders): Claims | 'header-missing' | 'header-malformed' {
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
