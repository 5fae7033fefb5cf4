import { articles, countWords, germanCompound, kanjiNumber, magnitudes } from './spelled-numbers.ts'

/** A number in a text, in digits or words. */
export interface Numeral {
  start: number
  end: number
  /** "1.000" may be a thousand or one. */
  values: number[]
  form: 'digits' | 'words' | 'article'
}

const written =
  /(?<![\p{L}\p{N}_])\d{1,3}(?:[ ']\d{3}){1,4}(?:[.,]\d{1,2})?(?![\p{N}])|(?<!\p{L}|\p{N}|\p{N}[.,])\d{1,15}(?:[.,]\d{1,15}){0,5}|(?<=\dx)\d{1,6}(?:[.,]\d{1,2})?|(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Arabic}])\d{1,15}(?:[.,]\d{1,15}){0,5}/gu
const kanji = /[〇一二三四五六七八九十百千][〇一二三四五六七八九十百千万]{0,12}/gu
const words = /\p{L}[\p{L}\p{M}]{0,60}/gu

/** Numbers of a folded text, in order. */
export function numeralsOf(folded: string): Numeral[] {
  const digits = [...folded.matchAll(written)].map(({ 0: found, index }) =>
    withMagnitude(folded, {
      start: index,
      end: index + found.length,
      values: valuesOf(found),
      form: 'digits' as const,
    }),
  )
  return [...joined(folded, digits), ...spelled(folded), ...inKanji(folded)].sort(
    (one, other) => one.start - other.start,
  )
}

/** "1万8千" is 18,000. */
const joined = (folded: string, numerals: readonly Numeral[]): Numeral[] =>
  numerals.reduce<Numeral[]>((before, numeral) => {
    const last = before.at(-1)
    if (last?.end !== numeral.start || folded[last.end - 1] !== '万') return [...before, numeral]
    const values = last.values.flatMap(value => numeral.values.map(rest => value + rest))
    return [...before.slice(0, -1), { ...numeral, start: last.start, values }]
  }, [])

/** 1,000.50 and 1.000,50 and 1 000,50; where only one sign stands before three digits, both readings. */
export function valuesOf(digits: string): number[] {
  const plain = digits.replaceAll(/[ ']/g, '')
  const signs = plain.replaceAll(/\d/g, '')
  if (signs === '') return [Number(plain)]
  const last = signs.at(-1) ?? ''
  const grouped = Number(plain.replaceAll(/[.,]/g, ''))
  const [head, tail] = [plain.slice(0, plain.lastIndexOf(last)), plain.slice(plain.lastIndexOf(last) + 1)]
  const decimal = Number(`${head.replaceAll(/[.,]/g, '')}.${tail}`)
  if (signs.length > 1) return new Set(signs).size === 1 ? [grouped] : [decimal]
  const isGroup = tail.length === 3 && !head.startsWith('0') && head.length <= 3
  return isGroup ? [grouped, decimal] : [decimal]
}

const magnitudeAfter =
  /^ ?(million(?:s|en)?|billion|thousand|hundred|tausend|mio|mrd|tsd|mille|mil|millón|millones|مليون|الف|الاف|万|億|千|k(?!\p{L}))(?!\p{L}(?<![\p{Script=Han}]))\.?/u

function withMagnitude(folded: string, numeral: Numeral): Numeral {
  const [found, word = ''] = magnitudeAfter.exec(folded.slice(numeral.end, numeral.end + 12)) ?? []
  if (!found) return numeral
  const factor = magnitudes.get(word) ?? (word === '千' ? 1_000 : 1)
  return {
    ...numeral,
    end: numeral.end + found.length,
    values: numeral.values.map(value => value * factor),
  }
}

const joins = /^(?:[ -]|-| and | y | et |-et-| و ?)$/u

/** Words that follow each other are one number: "one hundred and twenty", "quatre-vingt-dix". */
function spelled(folded: string): Numeral[] {
  const numerals: Numeral[] = []
  let last: (Numeral & { total: number; part: number }) | undefined
  for (const { 0: word, index } of folded.matchAll(words)) {
    const step = stepOf(word)
    if (!step) continue
    const end = index + word.length
    const follows =
      last &&
      joins.test(folded.slice(last.end, index)) &&
      (mayFollow(last.part, step) || (last.part === 0 && last.total > 0))
    if (last && follows) {
      last.end = end
      last.form = 'words'
      if (step.factor) {
        const scaled = (last.part || 1) * step.factor
        if (step.factor > 100) {
          last.total += scaled
          last.part = 0
        } else last.part = scaled
      } else last.part = last.part === 4 && step.value === 20 ? 80 : last.part + step.value
      last.values = [last.total + last.part]
    } else if (!step.factor || step.alone) {
      const value = step.factor ?? step.value
      last = { start: index, end, values: [value], form: step.form, total: 0, part: value }
      numerals.push(last)
    } else last = undefined
  }
  return numerals.map(({ start, end, values, form }) => withHalf(folded, { start, end, values, form }))
}

/** "two and a half hours"; a half behind the unit belongs to the unit. */
function withHalf(folded: string, numeral: Numeral): Numeral {
  const [half] =
    /^(?: and a half| et demie?| y medi[ao]| ونصف)(?!\p{L})/u.exec(
      folded.slice(numeral.end, numeral.end + 12),
    ) ?? []
  if (!half) return numeral
  return {
    ...numeral,
    end: numeral.end + half.length,
    values: numeral.values.map(value => value + 0.5),
    form: 'words',
  }
}

interface Step {
  value: number
  factor?: number
  /** A magnitude that may stand without a number before it: "tausend", "mille". */
  alone?: boolean
  form: 'words' | 'article'
  /** The ten of "twelve", which comes behind the two. */
  isArabicTen?: boolean
}

function stepOf(word: string): Step | undefined {
  const factor = magnitudes.get(word)
  if (factor) return { value: 0, factor, alone: /^(?:tausend|hundert|mille|الف)$/u.test(word), form: 'words' }
  if (articles.has(word)) return { value: 1, form: 'article' }
  const bare = word.replace(/^(?:[وبل]?ال|[وبل])(?=\p{L}{3})/u, '')
  const value = countWords.get(word) ?? countWords.get(bare) ?? germanCompound(word)
  return value === undefined ? undefined : { value, form: 'words', isArabicTen: /^عشره?$/u.test(word) }
}

/** "twenty two" and "cent vingt" are one number, "two twenty" and "five six" are two. */
function mayFollow(part: number, { value, factor, isArabicTen }: Step): boolean {
  if (isArabicTen) return part > 0 && part < 10
  if (factor) return true
  if (part === 4 && value === 20) return true
  if (part >= 100) return value < 100
  return part >= 20
    ? value < 20 && (value < 10 || part === 60 || part === 80)
    : part === 10 && value < 10 && value >= 7
}

const inKanji = (folded: string): Numeral[] =>
  [...folded.matchAll(kanji)].flatMap(({ 0: found, index }) => {
    const value = kanjiNumber(found)
    return value === undefined
      ? []
      : [{ start: index, end: index + found.length, values: [value], form: 'article' as const }]
  })
