import { plainText } from './plain-text.ts'

/** What a model's answer says, piece by piece: a header opens a text, and text belongs to the header before it. */
export type DraftPart = { type: 'header'; name: string; words: string } | { type: 'text'; text: string }

const LONGEST_HEADER = 400
const HIGH_SURROGATE = /[\uD800-\uDBFF]$/
const THOUGHT = '<think>'
const END_OF_THOUGHT = '</think>'

/**
 * Reads the format of our prompts while it is written: lines `@name words` are headers, everything else is text, given on
 * as early as it can be told apart. Blank lines around texts and a thought before everything are left out.
 */
export class DraftReader {
  readonly #names: ReadonlySet<string>
  #unread = ''
  #half = ''
  #isThinking: boolean | undefined
  #atLineStart = true
  /** White space that counts only if more text follows it. */
  #space = ''
  #hasText = false

  constructor(names: readonly string[]) {
    this.#names = new Set(names)
  }

  /** Takes more of the answer; returns what can be told by now. */
  read(text: string): DraftPart[] {
    const whole = this.#half + text
    // A character outside the basic plane may come in two halves.
    const end = HIGH_SURROGATE.test(whole) ? whole.length - 1 : whole.length
    this.#half = whole.slice(end)
    this.#unread += whole.slice(0, end)
    return this.#skipThought() ? [] : this.#parts(false)
  }

  /** Returns the rest. */
  end(): DraftPart[] {
    this.#isThinking = false
    return this.#parts(true)
  }

  /** Whether it is not clear yet that the model has begun to answer. */
  #skipThought(): boolean {
    if (this.#isThinking === undefined) {
      const begun = this.#unread.trimStart()
      if (begun.length < THOUGHT.length && THOUGHT.startsWith(begun)) return true
      this.#isThinking = begun.startsWith(THOUGHT)
    }
    if (!this.#isThinking) return false
    const end = this.#unread.indexOf(END_OF_THOUGHT)
    if (end < 0) {
      this.#unread = this.#unread.slice(-END_OF_THOUGHT.length)
      return true
    }
    this.#unread = this.#unread.slice(end + END_OF_THOUGHT.length)
    this.#isThinking = false
    return false
  }

  #parts(isEnd: boolean): DraftPart[] {
    const parts: DraftPart[] = []
    while (this.#unread !== '') {
      if (this.#atLineStart && this.#unread.startsWith('@')) {
        const end = this.#unread.indexOf('\n')
        if (end < 0 && !isEnd && this.#unread.length < LONGEST_HEADER) break
        const line = end < 0 ? this.#unread : this.#unread.slice(0, end)
        const header = this.#headerOf(line)
        if (header) {
          parts.push(header)
          this.#unread = this.#unread.slice(line.length + 1)
          this.#hasText = false
          this.#space = ''
          continue
        }
      }
      const end = this.#unread.indexOf('\n') + 1
      const piece = end > 0 ? this.#unread.slice(0, end) : this.#unread
      this.#unread = this.#unread.slice(piece.length)
      this.#atLineStart = end > 0
      parts.push(...this.#text(piece))
    }
    return parts
  }

  #headerOf(line: string): DraftPart | undefined {
    const found = /^@(\p{L}+)[ \t]*(.*)$/u.exec(line.slice(0, LONGEST_HEADER).trimEnd())
    const [, name = '', words = ''] = found ?? []
    return this.#names.has(name.toLowerCase())
      ? { type: 'header', name: name.toLowerCase(), words: plainText(words) }
      : undefined
  }

  #text(piece: string): DraftPart[] {
    const whole = plainText(this.#space + piece)
    const text = this.#hasText ? whole.trimEnd() : whole.trim()
    this.#space = whole.slice(whole.trimEnd().length)
    // A star may be the first half of a mark of bold.
    if (text.endsWith('*')) {
      this.#space = '*' + this.#space
      return this.#give(text.slice(0, -1))
    }
    return this.#give(text)
  }

  #give(text: string): DraftPart[] {
    if (text === '') return []
    this.#hasText = true
    return [{ type: 'text', text }]
  }
}
