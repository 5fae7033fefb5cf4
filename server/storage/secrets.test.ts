import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSecrets, folderKeys } from './secrets.ts'
import { folderStorage } from './testing/storages.ts'

const newKey = () => randomBytes(32).toString('base64')

describe('secrets', () => {
  it('open as what they were, and never look alike', () => {
    const secrets = createSecrets(newKey())
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const [sealed, again] = [secrets.seal(text), secrets.seal(text)]
        expect(secrets.open(sealed)).toBe(text.toWellFormed())
        expect(again).not.toBe(sealed)
      }),
    )
  })

  it('do not open with another key', () => {
    const sealed = createSecrets(newKey()).seal('a secret')
    expect(() => createSecrets(newKey()).open(sealed)).toThrow()
  })

  it('do not open when a single bit was changed', () => {
    const secrets = createSecrets(newKey())
    const bytes = Buffer.from(secrets.seal('a secret').slice(3), 'base64url')
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(() => secrets.open(`v1.${changed.toString('base64url')}`)).toThrow()
    }
  })

  it.each(['', 'plain text', 'v1.', 'v1.AAAA', `v2.${'A'.repeat(60)}`])('do not open from %j', text => {
    expect(() => createSecrets(newKey()).open(text)).toThrow()
  })

  it.each(['', 'c2hvcnQ=', randomBytes(33).toString('base64')])('are not made with the key %j', key => {
    expect(() => createSecrets(key)).toThrow('must have 32 bytes')
  })
})

describe('the key of a folder', () => {
  let storage: ReturnType<typeof folderStorage>
  beforeEach(() => {
    storage = folderStorage()
  })
  afterEach(() => storage.remove())

  it('is made once and is its owner’s alone', () => {
    const folder = join(storage.folder, 'data')
    const key = folderKeys(folder)[0]
    expect(createSecrets(folderKeys(folder)[0]).open(createSecrets(key).seal('a secret'))).toBe('a secret')
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'encryption.key')).mode & 0o777).toBe(0o600)
  })

  it('is the one that was put there', () => {
    const key = newKey()
    writeFileSync(join(storage.folder, 'encryption.key'), `${key}\n`)
    expect(folderKeys(storage.folder)[0]).toBe(key)
    expect(readFileSync(join(storage.folder, 'encryption.key'), 'utf8')).toBe(`${key}\n`)
  })

  it('is not made anew where it cannot be read', () => {
    rmSync(storage.folder, { recursive: true })
    writeFileSync(storage.folder, 'a file')
    expect(() => folderKeys(storage.folder)[0]).toThrow()
  })
})
