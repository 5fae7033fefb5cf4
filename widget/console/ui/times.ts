const dayAndTimeFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })
const exactFormat = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
})

/** `21 Nov 2026, 10:44`, in the reader's way. */
export const dayAndTime = (at: number): string => dayAndTimeFormat.format(at)

/** `10:44:07.212`. */
export const exactTime = (at: number): string => exactFormat.format(at)

const SECOND = 1_000

/** `318 ms`, `5.6 s`. */
export const duration = (milliseconds: number): string =>
  milliseconds < SECOND ? `${milliseconds} ms` : `${(milliseconds / SECOND).toFixed(1)} s`

const MINUTE = 60

/** `48 s`, `1:54`, `1:02:03`: how long somebody waited. */
export function waited(milliseconds: number): string {
  const seconds = Math.round(milliseconds / SECOND)
  if (seconds < MINUTE) return `${seconds} s`
  const parts = [
    Math.floor(seconds / MINUTE / MINUTE),
    Math.floor(seconds / MINUTE) % MINUTE,
    seconds % MINUTE,
  ]
  const [first = 0, ...others] = parts[0] === 0 ? parts.slice(1) : parts
  return [first, ...others.map(part => String(part).padStart(2, '0'))].join(':')
}

const dayFormat = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' })

/** `21 Nov` for the day of UTC `2026-11-21`. */
export const dayName = (day: string): string => (day ? dayFormat.format(Date.parse(day)) : '')

const DAY = 24 * 60 * 60 * SECOND

/** The day of UTC so many days before another or today, `2026-11-21`. */
export const dayBefore = (days: number, day = new Date().toISOString().slice(0, 10)): string =>
  new Date(Date.parse(day) - days * DAY).toISOString().slice(0, 10)

/** Every day from the first to the last, both included; at most as many as a period may have. */
export function daysBetween(first: string, last: string): string[] {
  const days = Math.min(366, Math.max(1, Math.round((Date.parse(last) - Date.parse(first)) / DAY) + 1))
  return Array.from({ length: days }, (_, place) =>
    new Date(Date.parse(first) + place * DAY).toISOString().slice(0, 10),
  )
}
