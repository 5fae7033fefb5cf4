import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** OWASP's recommendation of 2024 for scrypt with 32 MB of memory. */
const COST = { logN: 15, r: 8, p: 3 }
const HASH_BYTES = 32
const SALT_BYTES = 16
const MEMORY_IN_BYTES = 64 * 1024 * 1024

type Cost = typeof COST

/** `scrypt$logN$r$p$salt$hash`, salt and hash in base64url: a stronger cost later leaves old passwords valid. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const hash = await derive(password, salt, COST)
  return ['scrypt', COST.logN, COST.r, COST.p, salt.toString('base64url'), hash.toString('base64url')].join(
    '$',
  )
}

/** Takes as long where there is no password to compare with, so that time does not tell who has one. */
export async function isPassword(password: string, hashed: string | null): Promise<boolean> {
  const [, logN, r, p, salt = '', hash = ''] = (hashed ?? NOBODYS).split('$')
  const cost = { logN: Number(logN), r: Number(r), p: Number(p) }
  const derived = await derive(password, Buffer.from(salt, 'base64url'), cost)
  const expected = Buffer.from(hash, 'base64url')
  return expected.length === derived.length && timingSafeEqual(derived, expected) && hashed !== null
}

const NOBODYS = [
  'scrypt',
  COST.logN,
  COST.r,
  COST.p,
  randomBytes(SALT_BYTES).toString('base64url'),
  randomBytes(HASH_BYTES).toString('base64url'),
].join('$')

function derive(password: string, salt: Buffer, { logN, r, p }: Cost): Promise<Buffer> {
  const options = { N: 2 ** logN, r, p, maxmem: MEMORY_IN_BYTES }
  return new Promise((resolve, reject) =>
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  )
}
