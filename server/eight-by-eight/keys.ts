import { createPublicKey, type KeyObject } from 'node:crypto'
import { z } from 'zod'

export type KeyLookup =
  | { ok: true; key: KeyObject }
  | { ok: false; reason: 'key-unknown' | 'key-unavailable' }

export interface KeyCache {
  /** The public key of that id; never rejects. */
  get(kid: string): Promise<KeyLookup>
}

export interface KeyCacheOptions {
  /**
   * The JWK of that id, or undefined when 8x8 knows no such key (Chat Gateway v1.0, GET /jwk/{jwkId}/public).
   * Rejects when 8x8 could not be asked.
   */
  fetchKey: (kid: string) => Promise<unknown>
  /** Milliseconds since the epoch. */
  now?: () => number
}

const FRESH_MS = 6 * 60 * 60 * 1000
/** How long a key serves while 8x8 cannot be asked again. */
const USABLE_MS = 24 * 60 * 60 * 1000
const UNKNOWN_MS = 5_000
const UNAVAILABLE_MS = 1000
const MAX_KEYS = 64
const MAX_FETCHES_PER_MINUTE = 30

const UNKNOWN: KeyLookup = { ok: false, reason: 'key-unknown' }
const UNAVAILABLE: KeyLookup = { ok: false, reason: 'key-unavailable' }

interface Entry {
  lookup: KeyLookup
  freshUntil: number
  usableUntil: number
}

/**
 * Keeps 8x8's public keys. Anyone can name a key, so fetches are single flight and limited, and what is not known
 * is remembered for seconds only: a key that 8x8 adds, or an outage that ends, is seen at once.
 */
export function createKeyCache({ fetchKey, now = Date.now }: KeyCacheOptions): KeyCache {
  const entries = new Map<string, Entry>()
  const flights = new Map<string, Promise<KeyLookup>>()
  const mayFetch = createFetchLimit(now)

  async function get(kid: string): Promise<KeyLookup> {
    const entry = entries.get(kid)
    if (entry && now() < entry.freshUntil) return entry.lookup
    return flights.get(kid) ?? refresh(kid)
  }

  async function refresh(kid: string): Promise<KeyLookup> {
    if (!mayFetch()) return usable(kid)?.lookup ?? UNAVAILABLE
    const flight = fetchEntry(kid).then(entry => remember(kid, entry))
    flights.set(kid, flight)
    return flight.finally(() => flights.delete(kid))
  }

  async function fetchEntry(kid: string): Promise<Entry> {
    try {
      const key = readKey(await fetchKey(kid), kid)
      const usableUntil = now() + USABLE_MS
      if (key) return { lookup: { ok: true, key }, freshUntil: now() + FRESH_MS, usableUntil }
      return { lookup: UNKNOWN, freshUntil: now() + UNKNOWN_MS, usableUntil: 0 }
    } catch {
      const kept = usable(kid) ?? { lookup: UNAVAILABLE, usableUntil: 0 }
      return { ...kept, freshUntil: now() + UNAVAILABLE_MS }
    }
  }

  function usable(kid: string): Entry | undefined {
    const entry = entries.get(kid)
    return entry && now() < entry.usableUntil ? entry : undefined
  }

  function remember(kid: string, entry: Entry): KeyLookup {
    entries.delete(kid)
    if (entries.size >= MAX_KEYS) entries.delete(leastUseful(entries))
    entries.set(kid, entry)
    return entry.lookup
  }

  return { get }
}

/** A name that led to no key before any key, and of its kind the oldest. */
function leastUseful(entries: Map<string, Entry>): string {
  const kids = [...entries.keys()]
  return kids.find(kid => !entries.get(kid)?.lookup.ok) ?? kids[0] ?? ''
}

function createFetchLimit(now: () => number): () => boolean {
  let minute = 0
  let fetches = 0
  return () => {
    const current = Math.floor(now() / 60_000)
    if (current !== minute) fetches = 0
    minute = current
    fetches += 1
    return fetches <= MAX_FETCHES_PER_MINUTE
  }
}

const jwkSchema = z.object({
  kty: z.literal('RSA'),
  kid: z.string(),
  n: z.string().max(1400),
  e: z.string().max(8),
  alg: z.literal('RS256').optional(),
  use: z.literal('sig').optional(),
})

const MIN_MODULUS_BITS = 2048

/** The key of a JWK that is what it says it is: RSA, of that id, of at least 2048 and at most 8400 bits. */
function readKey(jwk: unknown, kid: string): KeyObject | undefined {
  const parsed = jwkSchema.safeParse(jwk)
  if (!parsed.success || parsed.data.kid !== kid) return undefined
  const { kty, n, e } = parsed.data
  const key = createPublicKey({ key: { kty, n, e }, format: 'jwk' })
  return (key.asymmetricKeyDetails?.modulusLength ?? 0) >= MIN_MODULUS_BITS ? key : undefined
}
