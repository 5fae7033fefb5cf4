import type { PassageIndex } from './passage-index.ts'
import { remembering } from './remembering.ts'

/** A reply as it is compared: its words by weight, together of length 1, and what it names with strengths. */
export interface ReadReply {
  weights: ReadonlyMap<string, number>
  named: ReadonlyMap<number, number>
}

/** Reads replies for one index; they come again with every question. */
export const replyReader = (index: PassageIndex): ((reply: string) => ReadReply) =>
  remembering(reply => {
    const { strengths, names } = index.subjects.spokenOf([reply], index.spelling)
    const stems = [...index.stemsOf(reply)].filter(stem => !names.has(stem))
    const length = Math.hypot(...stems.map(stem => index.telling(stem))) || 1
    return {
      weights: new Map(stems.map(stem => [stem, index.telling(stem) / length])),
      named: strengths,
    }
  })
