import type { Evidence } from '../../protocol/assists.ts'
import { stemOf } from './content.ts'
import type { Statement } from './meaning.ts'
import { quote, type Reading, type ReadSource, sentenceAt } from './reading.ts'
import { fitsMuchBetter, surroundingsOf } from './surroundings.ts'

/** Two neighbours on one side, or the next one on each. */
const IN_PLACE = 3

/** The sources that have every word of a name. */
export function findName(statement: Statement, sources: readonly ReadSource[]): Evidence[] {
  const words = wordsOf(statement)
  return sources.filter(({ reading }) => hasAll(reading, words)).map(({ evidence }) => evidence)
}

const LONG = 6

/** Every word stands there, or all of them in one run: "Guesthouse" for "guest house". */
function hasAll(reading: Reading, words: readonly string[]): boolean {
  const { text, run } = plainOf(reading)
  const plain = words.map(plainLetters)
  const name = plain.join('')
  return plain.every(word => hasWord(text, word)) || (name.length >= LONG && run.includes(name))
}

/** As a word, with the endings of a genitive or plural at most. */
const hasWord = (text: string, word: string) =>
  text.includes(word) && (unspaced.test(word) || wholeWord(word).test(text))

const plainTexts = new WeakMap<Reading, { text: string; run: string }>()

/** The plain letters of a text, and the same in one run. */
function plainOf(reading: Reading) {
  const known = plainTexts.get(reading)
  if (known) return known
  const text = plainLetters(reading.folded)
  const plain = { text, run: text.replaceAll(/[ -]/g, '') }
  plainTexts.set(reading, plain)
  return plain
}

/** "Szymański" is often typed "Szymanski". */
const plainLetters = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[ıłøđß]/g, letter => ({ ı: 'i', ł: 'l', ø: 'o', đ: 'd', ß: 'ss' })[letter] ?? letter)

const unspaced = /[\p{Script=Han}\p{Script=Katakana}\p{Script=Arabic}]/u
/** A long word may end a compound: "Laufzeit" in "Vertragslaufzeit". */
const wholeWord = (word: string) =>
  new RegExp(
    String.raw`${word.length < LONG ? BEGINNING : ''}${RegExp.escape(word)}(?:'?s|es|n|er)?(?![\p{L}\p{N}])`,
    'u',
  )
const BEGINNING = String.raw`(?<![\p{L}\p{N}])`

const wordsOf = ({ means }: Statement) =>
  means.of === 'words' ? means.text.split(' ').map(word => word.replaceAll(/^(?:l|d|qu)'|'s?$/g, '')) : []

/** The name that a source has between the same words, where the draft does not say it. */
export function nameInItsPlace(
  draft: Reading,
  statement: Statement,
  sources: readonly ReadSource[],
): string | undefined {
  const own = neighbours(draft, statement)
  for (const { reading } of sources) {
    for (const other of reading.statements) {
      if (other.kind !== 'name' || hasAll(draft, wordsOf(other))) continue
      if (isHalf(statement, other)) return quote(reading, other)
      if (isCommonNoun(draft, statement, other)) continue
      const theirs = neighbours(reading, other)
      if (isSamePlace(draft, own.before[0], statement) && own.before[0] === theirs.before[0])
        return quote(reading, other)
      const score = [2, 1].reduce(
        (sum, weight, step) =>
          sum +
          (isSame(own.before[step], theirs.before[step]) ? weight : 0) +
          (isSame(own.after[step], theirs.after[step]) ||
          (step === 1 && own.telling !== undefined && own.telling === theirs.telling)
            ? weight
            : 0),
        0,
      )
      if (score >= IN_PLACE) return quote(reading, other)
    }
  }
  return undefined
}

/** Another name of a source beside which stands what the draft says of this one. */
export function nameThatFitsBetter(
  draft: Reading,
  statement: Statement,
  sources: readonly ReadSource[],
): string | undefined {
  const around = surroundingsOf(draft, statement)
  const named = sources.flatMap(({ reading }) =>
    reading.statements
      .filter(other => other.kind === 'name' && (!other.vague || shareAWord(other, statement)))
      .map(other => ({
        reading,
        other,
        isIt: shareAWord(other, statement),
        around: surroundingsOf(reading, other),
      })),
  )
  const own = named.filter(({ isIt }) => isIt)
  const inSentence = (one: (typeof named)[number]) => sentenceAt(one.reading, one.other.start)
  if (own.length === 0) return undefined
  const better = named.find(
    one =>
      !one.isIt &&
      !isOfCountry.test(wordsOf(one.other).join(' ')) &&
      !hasAll(draft, wordsOf(one.other)) &&
      own.every(mine => inSentence(mine) !== inSentence(one)) &&
      own.every(mine => fitsMuchBetter(around, one.around, mine.around)),
  )
  return better && quote(better.reading, better.other)
}

/** "Italian" and "British" tell of a kind. */
const isOfCountry = /^\p{L}+(?:ian|ese|ish|can|ean|ench|eek)$/u

const shareAWord = (one: Statement, other: Statement) =>
  wordsOf(one).some(word => wordsOf(other).includes(word))

/** "Tobias Kurz" for "Tobias Lang". */
function isHalf(one: Statement, other: Statement): boolean {
  const [mine, theirs] = [wordsOf(one), wordsOf(other)]
  return mine.length > 1 && theirs.length > 1 && mine.some(word => theirs.includes(word))
}

/** "In Erfurt" for "in Weimar"; "in Kürze" and "in Bearbeitung" are no places. */
const isSamePlace = ({ text }: Reading, before: string | undefined, { start, end }: Statement) =>
  before !== undefined &&
  /^(?:in|nach|aus|bei)$/.test(before) &&
  /^\p{Lu}/u.test(text.slice(start, end)) &&
  !/(?:ung|heit|keit|schaft|tion|tät|fall|form|kürze|höhe|raten|kraft|frage|zukunft|ruhe|person|tagen|absprache|bezug|betrieb|euro|zeit|erhalt|ablauf|kulanz|versehen|gebrauch|anspruch|bedarf|interesse|eingang|abschluss)$/iu.test(
    text.slice(start, end),
  )

const article =
  /(?<!\p{L})(?:der|die|das|den|dem|des|(?:k|m|d|s)?eine?[nmrs]?|ihre?[nmrs]?|unsere?[nmrs]?|zum|zur|im|am|beim|vom|ins|the|a|an|your|our) $/u

/** German writes nouns with a capital as well: those have an article, or are a part of the other one. */
const isCommonNoun = ({ folded }: Reading, one: Statement, other: Statement) =>
  one.vague === true &&
  (article.test(folded.slice(Math.max(0, one.start - 12), one.start)) ||
    wordsOf(one)[0]?.slice(0, 4) === wordsOf(other)[0]?.slice(0, 4))

const isSame = (one: string | undefined, other: string | undefined) =>
  one !== undefined && other !== undefined && stemOf(one) === stemOf(other)

/** The nearest words in its sentence; the second of each side may be the next one that carries meaning. */
function neighbours(reading: Reading, { start, end }: { start: number; end: number }) {
  const sentence = sentenceAt(reading, start) ?? { start: 0, end: reading.folded.length, content: [] }
  const before =
    reading.folded.slice(Math.max(sentence.start, start - 60), start).match(/[\p{L}\p{N}]+/gu) ?? []
  const after = reading.folded.slice(end, Math.min(sentence.end, end + 60)).match(/[\p{L}\p{N}]+/gu) ?? []
  const telling = sentence.content.find(word => word.start > end + (after[0]?.length ?? 0))?.stem
  return { before: before.slice(-2).reverse(), after: after.slice(0, 2), telling }
}
