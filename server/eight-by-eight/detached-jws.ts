import { isRecord, parseJson } from './lenient.ts'

/** A JWS whose payload travels elsewhere; signed is `<protectedHeader>.<payload>`. */
export interface DetachedJws {
  protectedHeader: string
  kid: string
  signature: Buffer
}

type Refusal = 'signature-malformed' | 'algorithm-unsupported'

const MAX_PART_LENGTH = 2048

/**
 * Reads `<header>..<signature>` as 8x8 signs (RS256 over an unencoded payload, RFC 7797): both parts in the one
 * canonical base64url, nothing in the header but what we know how to honour.
 */
export function readDetachedJws(text: string): DetachedJws | Refusal {
  const [protectedHeader = '', payload, lastPart = '', ...rest] = text.split('.', 4)
  if (payload !== '' || rest.length > 0) return 'signature-malformed'
  const header = decode(protectedHeader)
  const signature = decode(lastPart)
  if (!header || !signature) return 'signature-malformed'
  const key = readKeyId(header)
  return 'kid' in key ? { protectedHeader, kid: key.kid, signature } : key.refusal
}

function readKeyId(header: Buffer): { kid: string } | { refusal: Refusal } {
  const fields = parseJson(header.toString('utf8'))
  if (!isRecord(fields)) return { refusal: 'signature-malformed' }
  const { alg, b64, crit, kid } = fields
  const isUnencoded = b64 === false && Array.isArray(crit) && crit.length === 1 && crit[0] === 'b64'
  if (alg !== 'RS256' || !isUnencoded) return { refusal: 'algorithm-unsupported' }
  if (typeof kid !== 'string' || !KEY_ID.test(kid)) return { refusal: 'signature-malformed' }
  return { kid }
}

/** Key ids choose the address of the key, and anyone can write one. */
const KEY_ID = /^[A-Za-z0-9_-]{1,128}$/

function decode(part: string): Buffer | undefined {
  if (part === '' || part.length > MAX_PART_LENGTH) return undefined
  const bytes = Buffer.from(part, 'base64url')
  return bytes.toString('base64url') === part ? bytes : undefined
}
