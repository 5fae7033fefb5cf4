import { constants, inflateRawSync } from 'node:zlib'
import { fail } from './reading.ts'

/*
 * ZIP as in PKWARE's APPNOTE 6.3: the end of central directory (§4.3.16), its entries (§4.3.12), local headers (§4.3.7).
 */

const MOST_ENTRIES = 2_000
const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_HEADER = 0x04034b50
const LONGEST_COMMENT = 65_535
const STORED = 0
const DEFLATED = 8

/**
 * Unpacks every entry of a ZIP file once and counts, because the sizes that the file itself states may be lies.
 * Throws UnreadableError where they are more than `limit` bytes together, or the file is damaged.
 */
export function checkUnpackedSize(content: Uint8Array, limit: number): void {
  const zip = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  let left = limit
  for (const entry of entriesOf(zip)) {
    left -= entry.method === STORED ? entry.packed.length : inflatedSize(entry, left)
    if (left < 0) return tooLarge()
  }
}

interface Entry {
  method: number
  packed: Buffer
}

function inflatedSize({ method, packed }: Entry, limit: number): number {
  if (method !== DEFLATED) return fail('This file is packed in a way that cannot be read.')
  try {
    return inflateRawSync(packed, { maxOutputLength: limit + 1, finishFlush: constants.Z_SYNC_FLUSH }).length
  } catch (error) {
    return error instanceof RangeError ? tooLarge() : fail('This file is damaged.')
  }
}

const tooLarge = (): never => fail('This file is too large once it is unpacked.')

function* entriesOf(zip: Buffer): Generator<Entry, void> {
  try {
    const end = endOfDirectory(zip)
    const count = zip.readUInt16LE(end + 10)
    if (count > MOST_ENTRIES) fail('This file has too many parts.')
    let at = zip.readUInt32LE(end + 16)
    for (let number = 0; number < count; number++) {
      if (zip.readUInt32LE(at) !== DIRECTORY_ENTRY) fail('This file is damaged.')
      yield entryAt(zip, at)
      at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
    }
  } catch (error) {
    if (error instanceof RangeError) fail('This file is damaged.')
    throw error
  }
}

function endOfDirectory(zip: Buffer): number {
  const earliest = Math.max(0, zip.length - LONGEST_COMMENT - 22)
  for (let at = zip.length - 22; at >= earliest; at--)
    if (zip.readUInt32LE(at) === END_OF_DIRECTORY) return at
  return fail('This file is damaged, or it is no DOCX file.')
}

function entryAt(zip: Buffer, at: number): Entry {
  const local = zip.readUInt32LE(at + 42)
  if (zip.readUInt32LE(local) !== LOCAL_HEADER) return fail('This file is damaged.')
  const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
  return { method: zip.readUInt16LE(at + 10), packed: zip.subarray(begin, begin + zip.readUInt32LE(at + 20)) }
}
