import type { Day, Meaning, Statement } from './meaning.ts'

/** Whether a source says what a draft says. */
export function agree(draft: Statement, source: Statement): boolean {
  return meanSame(draft.means, source.means) && boundsFit(draft, source)
}

/** Both mean something of the same sort, so that one may stand where the other does. */
export const isComparable = (one: Statement, other: Statement): boolean =>
  one.means.of === other.means.of &&
  (one.means.of !== 'words' || one.kind === other.kind) &&
  (one.means.of !== 'number' || other.means.of !== 'number' || unitsFit(one.means, other.means))

/** "at least 5" is not "at most 5"; without such words either may be meant. */
const boundsFit = ({ bound: one, means }: Statement, { bound: other }: Statement) =>
  one === undefined || other === undefined || one === other || means.of === 'words'

export function meanSame(one: Meaning, other: Meaning): boolean {
  if (one.of === 'number' && other.of === 'number')
    return unitsFit(one, other) && meet(one.values, other.values)
  if (one.of === 'number' && (other.of === 'money' || other.of === 'duration')) {
    return one.unit === undefined && other.of === 'money' && meet(one.values, other.values)
  }
  if (one.of === 'money' && other.of === 'number') {
    return other.unit === undefined && meet(one.values, other.values)
  }
  if (one.of === 'money' && other.of === 'money') {
    const currency = one.currency === other.currency || !one.currency || !other.currency
    const per = one.per === other.per || !one.per || !other.per
    return currency && per && meet(one.values, other.values)
  }
  if (one.of === 'duration' && other.of === 'duration') {
    return one.base === other.base && meet(one.values, other.values)
  }
  if (one.of === 'time' && other.of === 'time') return meet(one.values, other.values)
  if (one.of === 'date' && other.of === 'date') {
    return one.days.some(day => other.days.some(otherDay => isSameDay(day, otherDay)))
  }
  if (one.of === 'number' && other.of === 'date') {
    return (
      one.unit === undefined &&
      other.days.some(({ year, day }) => one.values.some(value => value === year || value === day))
    )
  }
  if (one.of === 'weekdays' && other.of === 'weekdays') return sameWeekdays(one.days, other.days)
  if (one.of === 'weekdays' && other.of === 'date') {
    return one.days.length === 1 && other.days.some(day => weekdayOf(day) === one.days[0])
  }
  if (one.of === 'relative day' && other.of === 'relative day') return one.word === other.word
  if (one.of === 'words' && other.of === 'words') return one.text === other.text
  return false
}

const unitsFit = (one: { unit?: string }, other: { unit?: string }) =>
  one.unit === other.unit || one.unit === undefined || other.unit === undefined

const meet = (one: readonly number[], other: readonly number[]) =>
  one.some(value =>
    other.some(otherValue => Math.abs(value - otherValue) < 1e-6 * Math.max(1, Math.abs(value))),
  )

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
