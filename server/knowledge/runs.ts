/*
 * Runs of letters and digits: numbers with their points and colons, or letters, marks and digits in a row. What a text
 * is made of is looked up unit by unit, which is several times as quick as a regular expression over all of Unicode.
 */
const OTHER = 1
const LETTER = 2
const DIGIT = 3

/** By UTF-16 unit; 0 where nobody asked yet. Halves of a pair are never noted. */
const kinds = new Uint8Array(0x1_0000)

/** Units for which room is kept; a longer text has room of its own. */
const ROOM = 4_096

/**
 * Walks over the runs of a text, of one text after the other. The units of the text lie open in an array: to ask a string
 * for each of them takes several times as long.
 */
export class Runs {
  /** The text's units; what comes after `length` is of other texts. */
  units: Uint16Array
  /** Where the run begins and ends at which the walk stands. */
  start = 0
  end = 0
  private length = 0
  private readonly room = Buffer.alloc(2 * ROOM)
  private readonly unitsOfRoom = unitsOf(this.room)

  constructor() {
    this.units = this.unitsOfRoom
  }

  /** Stands before the first run of a text. */
  begin(text: string) {
    const isLong = text.length > ROOM
    const room = isLong ? Buffer.alloc(2 * text.length) : this.room
    room.write(text, 'utf16le')
    this.units = isLong ? unitsOf(room) : this.unitsOfRoom
    this.length = text.length
    this.start = this.end = 0
  }

  /** Goes on to the next run; false where there is none. */
  next(): boolean {
    let at = this.end
    while (at < this.length && this.kindAt(at) === OTHER) at++
    this.start = at
    this.end = this.endOfRun(at)
    return at < this.length
  }

  /** Where the run ends that begins here. */
  private endOfRun(start: number): number {
    const whole = this.endOfDigits(start)
    let end = whole
    while (end > start && this.isPoint(end) && this.kindAt(end + 1) === DIGIT) {
      end = this.endOfDigits(end + 1)
    }
    if (end > whole) return end
    while (this.kindAt(end) !== OTHER) end++
    return end
  }

  private endOfDigits(start: number): number {
    let end = start
    while (this.kindAt(end) === DIGIT) end++
    return end
  }

  private isPoint(at: number): boolean {
    const unit = this.units[at]
    return unit === 0x2e || unit === 0x2c || unit === 0x3a
  }

  private kindAt(at: number): number {
    return at < this.length ? kinds[this.units[at]!] || this.kindOf(at) : OTHER
  }

  private kindOf(at: number): number {
    const unit = this.units[at]!
    const character = this.characterAt(at)
    const kind = /^[\p{L}\p{M}]/u.test(character) ? LETTER : /^\p{N}/u.test(character) ? DIGIT : OTHER
    if (!isHalf(unit)) kinds[unit] = kind
    return kind
  }

  /** Two units may be one character, as in old scripts and rare ideographs. */
  private characterAt(at: number): string {
    const { units, length } = this
    if (at > 0 && isSecondHalf(units[at]!) && isFirstHalf(units[at - 1]!)) at--
    return String.fromCharCode(...units.subarray(at, Math.min(at + 2, length)))
  }
}

const unitsOf = ({ buffer, byteOffset, length }: Buffer) => new Uint16Array(buffer, byteOffset, length / 2)

const isFirstHalf = (unit: number) => unit >= 0xd800 && unit < 0xdc00
const isSecondHalf = (unit: number) => unit >= 0xdc00 && unit < 0xe000
const isHalf = (unit: number) => isFirstHalf(unit) || isSecondHalf(unit)
