import type { Content } from './content.ts'
import { type Reading, sentenceAt } from './reading.ts'

interface Place {
  start: number
  end: number
}

/** What is said of a value in its part of a sentence: "silver members" before "2 points". */
interface Label {
  before: ReadonlySet<string>
  after: ReadonlySet<string>
}

const SIDES = ['before', 'after'] as const

/**
 * Whether the draft gives a value to somebody else: it names what stands with `rival`, another value of a source, and
 * nothing of what stands with `own`, the same value. "Silver members 3 points", where gold ones get 3 and silver ones 2.
 */
export function belongsToAnother(
  draft: { reading: Reading; place: Place },
  rival: { reading: Reading; place: Place },
  own: { reading: Reading; place: Place },
): boolean {
  const said = all(labelOf(draft.reading, draft.place))
  const around = stemsOf(sentenceAt(draft.reading, draft.place.start)?.content ?? [])
  const [theirs, mine] = [labelOf(rival.reading, rival.place), labelOf(own.reading, own.place)]
  const [onlyTheirs, onlyMine] = [without(theirs, all(mine)), without(mine, all(theirs))]
  // Behind a value that begins its sentence stands what is said of it, in any words.
  const sides =
    sentenceAt(rival.reading, rival.place.start) === sentenceAt(own.reading, own.place.start)
      ? SIDES
      : SIDES.slice(0, 1)
  return sides.some((side, index) => {
    const other = SIDES[1 - index] ?? side
    return (
      onlyMine[side].size > 0 &&
      shareSaid(said, onlyTheirs[side]) >= HALF &&
      shareSaid(around, onlyMine[side]) < HALF &&
      common(said, onlyMine[other]) <= common(said, onlyTheirs[side])
    )
  })
}

const breaks =
  /[;、，]|,(?!\d)|(?<!\p{L})(?:and|und|et|y|but|aber|mais|pero|while|otherwise|or|oder|ou|o|sonst|sinon)(?!\p{L})| و(?=\p{L})/gu

/** The words of the part of a sentence in which a place is; where none stand before it, those that begin the sentence. */
function labelOf(reading: Reading, { start, end }: Place): Label {
  const sentence = sentenceAt(reading, start)
  if (!sentence) return { before: new Set(), after: new Set() }
  const edges = [...reading.folded.slice(sentence.start, sentence.end).matchAll(breaks)].map(
    ({ index }) => sentence.start + index,
  )
  const from = edges.findLast(edge => edge < start) ?? sentence.start
  const to = edges.find(edge => edge >= end) ?? sentence.end
  const between = (first: number, last: number) =>
    stemsOf(sentence.content.filter(word => word.start >= first && word.end <= last))
  const before = between(from, start)
  if (before.size > 0 || from === sentence.start) return { before, after: between(end, to) }
  return { before: between(sentence.start, headEnd(reading, sentence, edges)), after: between(end, to) }
}

const headEnd = ({ statements }: Reading, sentence: Place, edges: readonly number[]) =>
  Math.min(
    statements.find(({ start, kind }) => start >= sentence.start && kind !== 'name')?.start ?? sentence.end,
    edges[0] ?? sentence.end,
  )

const stemsOf = (words: readonly Content[]) =>
  new Set(words.map(({ stem }) => stem).filter(stem => !/^\d/.test(stem)))

const all = ({ before, after }: Label) => new Set([...before, ...after])

const without = ({ before, after }: Label, words: ReadonlySet<string>): Label => ({
  before: new Set([...before].filter(word => !words.has(word))),
  after: new Set([...after].filter(word => !words.has(word))),
})

const HALF = 0.5
const shareSaid = (said: ReadonlySet<string>, words: ReadonlySet<string>) =>
  words.size === 0 ? 0 : common(said, words) / words.size

const common = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
  [...one].filter(word => other.has(word)).length
