import { formatLocale } from '../locales/locale.ts'
import { duration } from '../locales/times.ts'

/** How long somebody waits where room is short, as 1:12 or 2h. */
export function briefDuration(milliseconds: number): string {
  const hours = Math.floor(milliseconds / 3_600_000)
  if (hours < 1) return duration(milliseconds)
  return new Intl.NumberFormat(formatLocale(), { style: 'unit', unit: 'hour', unitDisplay: 'narrow' }).format(
    hours,
  )
}
