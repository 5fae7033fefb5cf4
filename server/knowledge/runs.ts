/*
 * Runs of letters and digits: numbers with their points and colons, or letters, marks and digits in a row. What a text
 * is made of is looked up unit by unit, which is several times as quick as a regular expression over all of Unicode.
 */
const OTHER = 1
const LETTER = 2
const DIGIT = 3

/** By UTF-16 unit; 0 where nobody asked yet. Halves of a pair are never noted. */
const kinds = new Uint8Array(0x1_0000)

/** Where the next run begins, from a place on that is in none; the length of the text where there is none. */
export function startOfRun(text: string, from: number): number {
  let at = from
  while (at < text.length && kindAt(text, at) === OTHER) at++
  return at
}

/** Where the run ends that begins here. */
export function endOfRun(text: string, start: number): number {
  const whole = endOfDigits(text, start)
  let end = whole
  while (end > start && isPoint(text.charCodeAt(end)) && kindAt(text, end + 1) === DIGIT) {
    end = endOfDigits(text, end + 1)
  }
  if (end > whole) return end
  while (end < text.length && kindAt(text, end) !== OTHER) end++
  return end
}

function endOfDigits(text: string, start: number): number {
  let end = start
  while (end < text.length && kindAt(text, end) === DIGIT) end++
  return end
}

const isPoint = (unit: number) => unit === 0x2e || unit === 0x2c || unit === 0x3a

const kindAt = (text: string, at: number): number => kinds[text.charCodeAt(at)] || kindOf(text, at)

function kindOf(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  const isHalf = unit >= 0xd800 && unit < 0xe000
  const character = text.slice(isSecondHalf(text, at) ? at - 1 : at, at + 2)
  const kind = /^[\p{L}\p{M}]/u.test(character) ? LETTER : /^\p{N}/u.test(character) ? DIGIT : OTHER
  if (!isHalf && at < text.length) kinds[unit] = kind
  return kind
}

/** Of a pair of units that are one character, as in old scripts and rare ideographs. */
const isSecondHalf = (text: string, at: number) => at > 0 && (text.codePointAt(at - 1) ?? 0) > 0xffff
