import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const VERSION = 'v1.'
const ALGORITHM = 'aes-256-gcm'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Seals what must not be readable in the database: AES-256-GCM, `v1.` and base64url of nonce, tag and text. */
export interface Secrets {
  seal(text: string): string
  /** Throws where the text was sealed with another key or was changed. */
  open(sealed: string): string
}

/**
 * Secrets under a key of 32 bytes in base64; what was sealed under an earlier key can still be opened. Throws where a key
 * has another length.
 */
export function createSecrets(keyInBase64: string, earlierKeys: readonly string[] = []): Secrets {
  const key = readKey(keyInBase64)
  const keys = [key, ...earlierKeys.map(readKey)]
  return {
    seal: text => sealWith(key, text),
    open(sealed) {
      if (!sealed.startsWith(VERSION)) throw new Error('The text is not sealed.')
      const bytes = Buffer.from(sealed.slice(VERSION.length), 'base64url')
      return openWithAny(keys, bytes)
    },
  }
}

function readKey(keyInBase64: string): Buffer {
  const key = Buffer.from(keyInBase64, 'base64')
  if (key.length !== KEY_BYTES) throw new Error(`The encryption key must have ${KEY_BYTES} bytes, in base64.`)
  return key
}

function sealWith(key: Buffer, text: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(ALGORITHM, key, nonce)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return `${VERSION}${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`
}

function openWith(key: Buffer, bytes: Buffer): string {
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
}

/** Throws what the last of the keys threw. */
function openWithAny([key, ...others]: Buffer[], bytes: Buffer): string {
  if (!key) throw new Error('There is no key.')
  if (others.length === 0) return openWith(key, bytes)
  try {
    return openWith(key, bytes)
  } catch {
    return openWithAny(others, bytes)
  }
}

export const KEY_FILE = 'encryption.key'

export const newKey = () => randomBytes(KEY_BYTES).toString('base64')

/**
 * The keys of an embedded data folder, the current one first: made at its first start, on disk before it is used, readable
 * by its owner alone. There are others while a rotation is under way.
 */
export function folderKeys(folder: string): [string, ...string[]] {
  const file = join(folder, KEY_FILE)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  try {
    writeFileSync(file, newKey(), { mode: 0o600, flag: 'wx', flush: true })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  const [current = '', ...earlier] = readFileSync(file, 'utf8').trim().split(/\s+/)
  return [current, ...earlier]
}

/** Replaces the keys of a data folder in one step. */
export function writeFolderKeys(folder: string, keys: readonly string[]): void {
  const file = join(folder, KEY_FILE)
  writeFileSync(`${file}.new`, keys.join('\n'), { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
}
