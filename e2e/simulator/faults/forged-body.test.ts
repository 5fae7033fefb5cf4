import { crc32 } from 'node:zlib'
import { assert, integer, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { forgeBody } from './forged-body.ts'

describe('a forged body', () => {
  it('is another JSON object with the same checksum, whatever the original', () => {
    assert(
      property(string({ unit: 'grapheme' }), integer(), (text, timestamp) => {
        const original = Buffer.from(JSON.stringify({ eventType: 'MESSAGE', timestamp, data: { text } }))
        const forged = forgeBody(original)
        expect(crc32(forged)).toBe(crc32(original))
        const event = JSON.parse(forged.toString()) as { timestamp: number; data: { text: string } }
        expect(event.timestamp).toBe(timestamp)
        expect(event.data.text).not.toBe(text)
      }),
    )
  })
})
