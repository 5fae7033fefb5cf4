import type { Day, Statement } from './meaning.ts'

const holidays: readonly { pattern: RegExp; day: Day }[] = [
  {
    pattern: /(?<!\p{L})christmas eve(?!\p{L})|heilig(?:er )?abend|nochebuena/gu,
    day: { month: 12, day: 24 },
  },
  {
    pattern:
      /(?<!\p{L})(?:christmas(?: day)|(?:erster?n? )?weihnachtstag|jour de noël|día de navidad)(?!\p{L})/gu,
    day: { month: 12, day: 25 },
  },
  { pattern: /(?<!\p{L})boxing day(?!\p{L})/gu, day: { month: 12, day: 26 } },
  {
    pattern: /(?<!\p{L})(?:new year's eve|silvester|nochevieja)(?!\p{L})|大晦日/gu,
    day: { month: 12, day: 31 },
  },
  {
    pattern: /(?<!\p{L})(?:new year's day|neujahr|jour de l'an|año nuevo)(?!\p{L})|元日/gu,
    day: { month: 1, day: 1 },
  },
]

const anyHoliday = new RegExp(holidays.map(({ pattern }) => pattern.source).join('|'), 'u')

/** Days that have a name instead of a number, in a folded text. */
export const holidaysOf = (folded: string): Statement[] =>
  (anyHoliday.test(folded) ? holidays : []).flatMap(({ pattern, day }) =>
    [...folded.matchAll(pattern)].map(match => ({
      start: match.index,
      end: match.index + match[0].length,
      kind: 'date' as const,
      means: { of: 'date' as const, days: [day] },
    })),
  )
