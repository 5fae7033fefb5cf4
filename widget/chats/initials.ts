/** At most two letters that stand for a name: of its first and its last word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const [first = '', last = ''] = [words.at(0), words.length > 1 ? words.at(-1) : '']
  return [first, last].map(letter).join('').toLocaleUpperCase()
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

const letter = (word: string) => [...segmenter.segment(word)][0]?.segment ?? ''
