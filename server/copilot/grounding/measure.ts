import type { Statement } from './meaning.ts'
import type { Numeral } from './numerals.ts'
import { isDuration, type Unit } from './units.ts'

/** A number that is counted in a unit. */
export function measure({ start, end, values }: Numeral, { name, factor }: Unit, per?: string): Statement {
  const scaled = values.map(value => value * factor)
  if (isDuration({ name, factor })) {
    const base = name as 'seconds' | 'months' | 'working days'
    return { start, end, kind: 'duration', means: { of: 'duration', values: scaled, base, counts: values } }
  }
  return {
    start,
    end,
    kind: 'number',
    means: { of: 'number', values: scaled, unit: name, counts: values, per },
  }
}
