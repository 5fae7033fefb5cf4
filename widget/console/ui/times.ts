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
