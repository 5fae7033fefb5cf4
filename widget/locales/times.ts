import { texts } from './texts.ts'

const clockFormat = new Intl.DateTimeFormat(texts.locale, {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const dayFormat = new Intl.DateTimeFormat(texts.locale, { weekday: 'long', day: 'numeric', month: 'long' })
const dayOfYearFormat = new Intl.DateTimeFormat(texts.locale, {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})
const shortDayFormat = new Intl.DateTimeFormat(texts.locale, { day: 'numeric', month: 'short' })

/** A time of day, as 10:51. All times here are milliseconds since the epoch. */
export function clock(at: number): string {
  return clockFormat.format(at)
}

/** A time of day, with its day where that is not the day of `now`. */
export function clockOn(at: number, now: number): string {
  return isSameDay(at, now) ? clock(at) : `${shortDayFormat.format(at)}, ${clock(at)}`
}

/** A day for a rule between messages: its weekday, or its year where that is not the year of `now`. */
export function day(at: number, now: number): string {
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return (isThisYear ? dayFormat : dayOfYearFormat).format(at)
}

/** Whether two times fall on the same day here. */
export function isSameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString()
}

/** How long something took or takes, as 1:12 or 1:02:09; never less than nothing. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const tail = String(seconds % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`
}
