/** A passage cut around the sentence in it that answers. `isWhole` says that nothing was left out. */
export interface PassageExcerpt {
  readonly before: string
  readonly answer: string
  readonly after: string
  readonly isWhole: boolean
}

/**
 * Cuts a passage to about `length` characters around its answer, at the ends of words. An answer that is not
 * found in the text leaves the text without a highlight.
 */
export function excerpt(text: string, answer: string, length: number): PassageExcerpt {
  const start = answer ? text.indexOf(answer) : -1
  const [from, to] = start === -1 ? [0, 0] : [start, start + answer.length]
  const room = Math.max(0, length - (to - from))
  const first = text.length <= length ? 0 : wordStart(text, from - Math.floor(room / 3))
  const last = text.length <= length ? text.length : wordEnd(text, Math.max(to, first + length))
  return {
    before: first > 0 ? `… ${text.slice(first, from).trimStart()}` : text.slice(0, from),
    answer: text.slice(from, to),
    after: text.slice(to, last) + (last < text.length ? ' …' : ''),
    isWhole: first === 0 && last === text.length,
  }
}

function wordStart(text: string, position: number) {
  return text.slice(0, Math.max(0, position)).search(/\S*$/)
}

function wordEnd(text: string, position: number) {
  return position + text.slice(position).search(/\s|$/)
}
