import { formatLocale } from './locale.ts'

const shapes = {
  clock: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { weekday: 'long', day: 'numeric', month: 'long' },
  dayOfYear: { day: 'numeric', month: 'long', year: 'numeric' },
  shortDay: { day: 'numeric', month: 'short' },
} as const

/** Making one is slow, and a transcript has many times. */
const formats = new Map<string, Intl.DateTimeFormat>()

function format(shape: keyof typeof shapes, at: number) {
  const key = `${shape} ${formatLocale()}`
  const known = formats.get(key) ?? new Intl.DateTimeFormat(formatLocale(), shapes[shape])
  formats.set(key, known)
  return known.format(at)
}

/** A time of day, as 10:51. All times here are milliseconds since the epoch. */
export function clock(at: number): string {
  return format('clock', at)
}

/** A time of day, with its day where that is not the day of `now`. */
export function clockOn(at: number, now: number): string {
  return isSameDay(at, now) ? clock(at) : `${format('shortDay', at)}, ${clock(at)}`
}

/** A day for a rule between messages: its weekday, or its year where that is not the year of `now`. */
export function day(at: number, now: number): string {
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return format(isThisYear ? 'day' : 'dayOfYear', at)
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
