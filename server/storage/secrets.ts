import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
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

/** Secrets under a key of 32 bytes in base64. Throws where the key has another length. */
export function createSecrets(keyInBase64: string): Secrets {
  const key = Buffer.from(keyInBase64, 'base64')
  if (key.length !== KEY_BYTES) throw new Error(`The encryption key must have ${KEY_BYTES} bytes, in base64.`)
  return {
    seal(text) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(ALGORITHM, key, nonce)
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `${VERSION}${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`
    },
    open(sealed) {
      if (!sealed.startsWith(VERSION)) throw new Error('The text is not sealed.')
      const bytes = Buffer.from(sealed.slice(VERSION.length), 'base64url')
      const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      return (
        decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
      )
    },
  }
}

/** The key of an embedded data folder: made at its first start, on disk before it is used, readable by its owner alone. */
export function folderKey(folder: string): string {
  const file = join(folder, 'encryption.key')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  try {
    writeFileSync(file, randomBytes(KEY_BYTES).toString('base64'), { mode: 0o600, flag: 'wx', flush: true })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readFileSync(file, 'utf8').trim()
}
