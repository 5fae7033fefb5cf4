import type { Bound, Day, Meaning, Statement } from './meaning.ts'
import { currenciesFit } from './money.ts'

/** Whether a source says what a draft says. */
export function agree(draft: Statement, source: Statement): boolean {
  // "A screen" is not "1 pm".
  if (source.vague && source.means.of === 'number' && draft.means.of !== 'number') return false
  return meanSame(draft.means, source.means) && boundsFit(draft, source)
}

/** Both mean something of the same sort, so that one may stand where the other does. */
export const isComparable = (one: Statement, other: Statement): boolean =>
  one.means.of === other.means.of &&
  (one.means.of !== 'words' || one.kind === other.kind) &&
  (one.means.of !== 'number' || other.means.of !== 'number' || one.means.unit === other.means.unit)

/** "At least 5" is not "at most 5"; but "up to 5" and "more than 5" are two sides of one limit. */
const boundsFit = ({ bound: one, means }: Statement, { bound: other }: Statement) =>
  one === undefined || other === undefined || opposites.get(one) !== other || isOneMoment(means)

/** Who says "until six" and who says "after six" speak of one moment. */
const isOneMoment = ({ of }: Meaning) => of === 'time' || of === 'words'

const opposites = new Map<Bound, Bound>([
  ['least', 'most'],
  ['most', 'least'],
  ['above', 'below'],
  ['below', 'above'],
])

type Of<Kind extends Meaning['of']> = Extract<Meaning, { of: Kind }>
type Sameness = {
  [One in Meaning['of']]: { [Other in Meaning['of']]?: (one: Of<One>, other: Of<Other>) => boolean }
}

const sameness: Sameness = {
  number: {
    number: (one, other) =>
      unitsFit(one, other) && ratesFit(one, other) && meet(countsOf(one, other), countsOf(other, one)),
    money: ({ unit, values }, other) => unit === undefined && meet(values, other.values),
    // "2 to 11" is "2 to 11 years", and 2026 is the year of a date.
    duration: ({ unit, values }, { counts }) => unit === undefined && meet(values, counts ?? []),
    time: ({ unit, values, mayBeTime }, { values: times }) =>
      unit === undefined && mayBeTime === true && meet(values.flatMap(hoursOfDay), times),
    date: ({ unit, values, mayBeTime }, { days }) =>
      unit === undefined &&
      days.some(({ year, day }) =>
        values.some(value => value === year || (mayBeTime === true && value === day)),
      ),
    // "KW 22" is read as a code.
    words: ({ unit, values }, { text }) =>
      unit === undefined && values.some(value => codeNumber.exec(text)?.[1] === String(value)),
  },
  money: {
    number: ({ values }, { unit, values: others, isCount }) =>
      unit === undefined && !isCount && meet(values, others),
    money: (one, other) =>
      currenciesFit(one.currency, other.currency) && ratesFit(one, other) && meet(one.values, other.values),
  },
  duration: {
    duration: (one, other) => one.base === other.base && meet(one.values, other.values),
    number: ({ counts }, { unit, values }) => unit === undefined && meet(counts ?? [], values),
    // "6 h" is a time of day and six hours.
    time: ({ base, values }, { values: times }) =>
      base === 'seconds' &&
      meet(
        values,
        times.map(minutes => minutes * 60),
      ),
  },
  time: {
    time: (one, other) => meet(one.values, other.values),
    // "between 10 and 12" are times as well.
    number: ({ values }, { unit, values: hours }) =>
      unit === undefined && meet(values, hours.flatMap(hoursOfDay)),
    // "Weekdays 10-12" may be hours, though it may be a day as well.
    date: ({ values }, { days }) =>
      days.length === 2 &&
      meet(
        values,
        days.flatMap(({ day }) => hoursOfDay(day ?? 0)),
      ),
  },
  date: { date: (one, other) => one.days.some(day => other.days.some(theirs => isSameDay(day, theirs))) },
  weekdays: {
    weekdays: (one, other) => sameWeekdays(one.days, other.days),
    date: ({ days }, other) => days.length === 1 && other.days.some(day => weekdayOf(day) === days[0]),
  },
  'relative day': { 'relative day': (one, other) => one.word === other.word },
  words: { words: (one, other) => one.text === other.text },
}

function meanSame(one: Meaning, other: Meaning): boolean {
  const same = sameness[one.of][other.of] as ((one: Meaning, other: Meaning) => boolean) | undefined
  return same?.(one, other) ?? false
}

const codeNumber = /^[a-z]{1,4}(\d{1,6})$/

/** In minutes: "at 10", "at 9.20", in either half of the day. */
function hoursOfDay(written: number): number[] {
  const minutes = Math.round((written % 1) * 100)
  if (written < 1 || written > 24 || minutes >= 60) return []
  const time = (Math.floor(written) % 24) * 60 + minutes
  return [time, (time + 12 * 60) % (24 * 60)]
}

const ratesFit = (one: { per?: string }, other: { per?: string }) =>
  one.per === other.per || one.per === undefined || other.per === undefined

const unitsFit = (one: { unit?: string }, other: { unit?: string }) =>
  one.unit === other.unit || one.unit === undefined || other.unit === undefined

/** Where only one of them has a unit, the bare numbers are compared: "2 TB" is no "2,048". */
const countsOf = (one: Of<'number'>, other: Of<'number'>) =>
  one.unit === other.unit ? one.values : (one.counts ?? one.values)

const meet = (one: readonly number[], other: readonly number[]) =>
  one.some(value => other.some(theirs => Math.abs(value - theirs) < 1e-6 * Math.max(1, Math.abs(value))))

/** What both say of the day is the same, and both say something of it. */
function isSameDay(one: Day, other: Day): boolean {
  if (one.day !== undefined && other.day === undefined) return false
  if (one.month !== undefined && other.month === undefined) return false
  return (['year', 'month', 'day'] as const).every(
    part => one[part] === undefined || other[part] === undefined || one[part] === other[part],
  )
}

/** Monday is 0. */
function weekdayOf({ year, month, day }: Day): number | undefined {
  if (year === undefined || month === undefined || day === undefined) return undefined
  return (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7
}

/** A day belongs to a range that names it; a range is only the same range. */
const sameWeekdays = (one: readonly number[], other: readonly number[]) =>
  one.length === 1
    ? other.includes(one[0] ?? -1)
    : one.length === other.length && one.every(day => other.includes(day))
