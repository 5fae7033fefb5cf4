import type { Statement } from './meaning.ts'
import type { Reading, ReadSource } from './reading.ts'
import { sentenceAt } from './reading.ts'

const MAX_TERMS = 8

const ofAll =
  /(?<!\p{L})(?:totals?|totall?ing|altogether|in all|comes? to|together|combined|sum|insgesamt|zusammen|gesamt\p{L}*|summe|au total|en tout|ensemble|en total|juntos|suma|sumando)(?!\p{L})|合計|全部で|المجموع|اجمالي|الاجمالي/u
const ofEach = /(?<!\p{L})(?:each|apiece|a piece|je|chacune?|cada un[oa])(?!\p{L})/u
const ofRest =
  /(?<!\p{L})(?:after|leaves?|left|remain\p{L}*|minus|less|net|makes|difference|abzüglich|bleib\p{L}*|macht|differenz|reste\p{L}*|moins|quedan?|restan?|menos|diferencia)(?!\p{L})|差額|残り|المتبقي|الفرق/u
const ofHalf = /(?<!\p{L})(?:half|hälfte|halb\p{L}*|moitié|mitad)(?!\p{L})|半額|半分|نصف/u
const ofDouble = /(?<!\p{L})(?:double|doppelt\p{L}*|das doppelte|le double|el doble)(?!\p{L})|倍|ضعف/u

/** The sources from whose values a value follows that the draft says was reckoned: a total, a half, the double. */
export function reckonedFrom(
  draft: Reading,
  statement: Statement,
  sources: readonly ReadSource[],
): ReadSource[] {
  const { means } = statement
  if (
    means.of === 'duration' &&
    means.base === 'seconds' &&
    isDuring.test(draft.folded.slice(Math.max(0, statement.start - 24), statement.start))
  )
    return sources.filter(({ reading }) =>
      hoursBetween(reading).some(seconds => means.values.includes(seconds)),
    )
  if (means.of !== 'number' && means.of !== 'money') return []
  const sentence = sentenceAt(draft, statement.start)
  const said = sentence ? draft.folded.slice(sentence.start, sentence.end) : ''
  const results: ((terms: readonly number[], counts: readonly number[]) => number[])[] = []
  if (ofAll.test(said)) results.push(sums, products)
  if (ofEach.test(said)) results.push(quotients)
  if (ofRest.test(said)) results.push(differences)
  if (ofHalf.test(said)) results.push(terms => terms.map(term => term / 2))
  if (ofDouble.test(said)) results.push(terms => terms.map(term => term * 2))
  if (results.length === 0) return []
  return sources.filter(({ reading }) => {
    const terms = valuesOf(reading, means.of).slice(0, MAX_TERMS)
    const counts = valuesOf(reading, 'number').slice(0, MAX_TERMS)
    return results.some(result =>
      result(terms, counts).some(value =>
        means.values.some(own => Math.abs(own - value) < 1e-6 * Math.max(1, own)),
      ),
    )
  })
}

const valuesOf = ({ statements }: Reading, sort: 'number' | 'money'): number[] =>
  statements.flatMap(({ means }) => (means.of === sort ? means.values.slice(0, 1) : []))

/** Sums of neighbours. */
const sums = (terms: readonly number[]): number[] =>
  terms.flatMap((_, first) =>
    terms
      .slice(first + 1)
      .map((_term, last) => terms.slice(first, first + last + 2).reduce((sum, term) => sum + term, 0)),
  )

const quotients = (terms: readonly number[], counts: readonly number[]): number[] =>
  terms.flatMap(term => counts.filter(count => count > 1).map(count => term / count))

const differences = (terms: readonly number[]): number[] =>
  terms.flatMap(term => terms.map(other => term - other)).filter(rest => rest > 0)

const products = (terms: readonly number[], counts: readonly number[]): number[] =>
  terms.flatMap(term => counts.map(count => term * count))

const isDuring =
  /(?:during|for|these|those|the|in|während|für|diese[rn]?|pendant|ces|durante|esas) (?:\p{L}+ )?$/u

/** In seconds, between each time of a source and the next: "from 1:00 to 3:30". */
const hoursBetween = ({ statements }: Reading): number[] => {
  const times = statements.flatMap(({ means }) => (means.of === 'time' ? [means.values] : []))
  return times
    .slice(1)
    .flatMap((ends, index) => ends.flatMap(end => (times[index] ?? []).map(start => (end - start) * 60)))
}
