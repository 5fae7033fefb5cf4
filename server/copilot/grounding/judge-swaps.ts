import type { Claim } from '../../protocol/assists.ts'
import type { Content } from './content.ts'
import { quote, type Reading, type ReadSource } from './reading.ts'

/** So many words have to be the same. */
const MUCH_THE_SAME = 3
const MAX_WORDS = 40

/**
 * A word of a draft in whose place a source has another, while the rest of the sentence is the same: "silver guests get
 * an upgrade" for "gold guests get an upgrade". A verb or an adverb may well be another one, so that only words count
 * of which the sources tell something else, or which are one of several.
 */
export function judgeSwaps(draft: Reading, sources: readonly ReadSource[]): Claim[] {
  const known = new Set(
    sources.flatMap(({ reading }) =>
      reading.sentences.flatMap(({ content }) => content.map(({ stem }) => stem)),
    ),
  )
  return draft.sentences.flatMap(({ content }) => {
    const words = content.filter(isTelling)
    if (asks(draft, content) || words.length <= MUCH_THE_SAME || words.length > MAX_WORDS) return []
    for (const { reading } of sources) {
      for (const sentence of reading.sentences) {
        if (asks(reading, sentence.content)) continue
        const swap = swapped(words, sentence.content.filter(isTelling))
        if (
          !swap ||
          isSpeaker(reading, swap.other) ||
          !(
            (known.has(swap.own.stem) && swap.own !== words.at(-1)) ||
            (isChoice(draft, swap.own) && isChoice(reading, swap.other))
          )
        )
          continue
        const { start, end } = swap.own
        return [{ start, end, kind: 'promise', evidence: [], instead: quote(reading, sentence) }]
      }
    }
    return []
  })
}

/** A question states nothing. */
const asks = ({ folded }: Reading, content: readonly Content[]) =>
  /^[\p{P}\s]{0,3}[?？]/u.test(folded.slice(content.at(-1)?.end ?? 0))

const isTelling = ({ stem }: Content) => !/\d/.test(stem)

const isSpeaker = ({ folded }: Reading, { end }: Content) => /^ ?:/.test(folded.slice(end, end + 2))

const isChoice = ({ folded }: Reading, { start }: Content) =>
  /(?<!\p{L})(?:or|and|oder|und|ou|et|o|y) $/u.test(folded.slice(Math.max(0, start - 6), start))

/** The one word of a sentence that another has not, and what that one has there between the same words. */
function swapped(
  words: readonly Content[],
  others: readonly Content[],
): { own: Content; other: Content } | undefined {
  const theirs = new Set(others.map(({ stem }) => stem))
  const [own, more] = words.filter(({ stem }) => !theirs.has(stem))
  if (!own || more) return undefined
  const said = new Set(words.map(({ stem }) => stem))
  const place = words.indexOf(own)
  const before = words[place - 1]?.stem
  const after = words[place + 1]?.stem
  const other = others.find(
    ({ stem }, index) =>
      !said.has(stem) &&
      others[index - 1]?.stem === before &&
      others[index + 1]?.stem === after &&
      (before !== undefined || after !== undefined),
  )
  return other && { own, other }
}
