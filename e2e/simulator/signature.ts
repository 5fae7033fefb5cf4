import { generateKeyPair, type KeyObject, sign } from 'node:crypto'
import { promisify } from 'node:util'
import { newIdentifier } from './identifiers.ts'

/** A public key as the key endpoint serves it: without `alg` and `use`. */
export interface PublicJwk {
  kty: 'RSA'
  e: string
  kid: string
  n: string
}

export interface SigningKey {
  privateKey: KeyObject
  jwk: PublicJwk
}

/** The headers of one webhook attempt; 8x8, "Validating webhook events". */
export interface WebhookHeaders {
  tenantId: string
  customerId: string
  eventId: string
  /** 0-based. */
  retry: number
  /** Epoch ms. */
  transmissionTime: number
}

const generate = promisify(generateKeyPair)
const signAsync = promisify(
  (data: Buffer, key: KeyObject, done: (error: Error | null, signature: Buffer) => void) =>
    sign('RSA-SHA256', data, key, done),
)

/** A new RSA key with a random identifier. */
export async function createSigningKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generate('rsa', { modulusLength: 2048 })
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' })
  return { privateKey, jwk: { kty: 'RSA', e, kid: newIdentifier(), n } }
}

/** The key that signs now and those that signed before and are still served. */
export class SigningKeys {
  #current: SigningKey
  readonly #served = new Map<string, PublicJwk>()

  private constructor(first: SigningKey) {
    this.#current = first
    this.#served.set(first.jwk.kid, first.jwk)
  }

  static async create() {
    return new SigningKeys(await createSigningKey())
  }

  get current() {
    return this.#current
  }

  find(kid: string): PublicJwk | undefined {
    return this.#served.get(kid)
  }

  /** Signs with a new key from now on; the old ones are served only with `keepOld`. */
  async rotate({ keepOld }: { keepOld: boolean }): Promise<PublicJwk> {
    const next = await createSigningKey()
    if (!keepOld) this.#served.clear()
    this.#current = next
    this.#served.set(next.jwk.kid, next.jwk)
    return next.jwk
  }
}

/** What is signed instead of the body: minified, keys in this order; `checksum` is the CRC-32 of the body. */
export const signedPayload = (headers: WebhookHeaders, checksum: number) =>
  JSON.stringify({
    checksum,
    cid: headers.customerId,
    eid: headers.eventId,
    retry: headers.retry,
    tid: headers.tenantId,
    tt: headers.transmissionTime,
  })

/** A compact JWS with detached, unencoded payload (RFC 7515 and RFC 7797): `<header>..<signature>`. */
export async function detachedSignature(
  key: SigningKey,
  payload: string,
  kid = key.jwk.kid,
): Promise<string> {
  const protectedHeader = Buffer.from(
    JSON.stringify({ b64: false, crit: ['b64'], kid, alg: 'RS256' }),
  ).toString('base64url')
  const signature = await signAsync(Buffer.from(`${protectedHeader}.${payload}`), key.privateKey)
  return `${protectedHeader}..${signature.toString('base64url')}`
}
