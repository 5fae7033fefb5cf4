import { MONTH, monthNumber, SURE_MONTH, WEEKDAY } from './calendar.ts'
import { holidaysOf } from './holidays.ts'
import type { Day, Statement } from './meaning.ts'
import { relativeDaysOf } from './relative-days.ts'
import { weekdaysOf } from './weekdays.ts'

/** Days, weekdays and days counted from today in a folded text. */
export function datesOf(folded: string): Statement[] {
  const there = { digit: /\d/.test(folded), month: anyMonth.test(folded) }
  const possible = patterns.filter(({ needs }) => needs === undefined || there[needs])
  return withMonths(folded, [
    ...possible.flatMap(({ pattern, days, vague }) =>
      [...folded.matchAll(pattern)].flatMap(match => {
        const found = days(match.groups ?? {}).filter(isPossible)
        return found.length === 0
          ? []
          : [{ ...placeOf(match), kind: 'date' as const, means: { of: 'date' as const, days: found }, vague }]
      }),
    ),
    ...holidaysOf(folded),
    ...weekdaysOf(folded),
    ...relativeDaysOf(folded),
  ])
}

/** "The 6th and the 9th of November": the first day is of that month as well. */
function withMonths(folded: string, dates: Statement[]): Statement[] {
  return dates.map(date => {
    if (date.means.of !== 'date' || date.means.days.some(({ month }) => month !== undefined)) return date
    const next = dates.find(
      ({ start, means }) =>
        start >= date.end && start - date.end < 30 && means.of === 'date' && means.days[0]?.month,
    )
    if (
      next?.means.of !== 'date' ||
      !/^ (?:and|or|to|until|till|und|oder|bis)(?!\p{L})/u.test(folded.slice(date.end, next.start))
    )
      return date
    const month = next.means.days[0]?.month
    return { ...date, means: { of: 'date', days: date.means.days.map(day => ({ ...day, month })) } }
  })
}

const placeOf = ({ 0: found, index }: RegExpExecArray) => ({
  start: index,
  end: index + found.trimEnd().length,
})

const isPossible = ({ year, month, day }: Day) =>
  (month === undefined || (month >= 1 && month <= 12)) &&
  (day === undefined || (day >= 1 && day <= 31)) &&
  (year === undefined || (year >= 1900 && year <= 2200))

type Groups = Record<string, string | undefined>

const number = (digits: string | undefined) => (digits === undefined ? undefined : Number(digits))
const fullYear = (digits: string | undefined) => {
  const year = number(digits)
  return year !== undefined && year < 100 ? 2000 + year : year
}
const named = ({ day, month = '', year }: Groups): Day[] => [
  { day: number(day), month: monthNumber(month), year: fullYear(year) },
]
/** "End of June" is June, and its last day. */
const partOfMonth = ({ part = '', month = '', year }: Groups): Day[] => {
  const whole = { month: monthNumber(month), year: fullYear(year) }
  const last = new Date(Date.UTC(whole.year ?? 2001, whole.month, 0)).getUTCDate()
  return [
    whole,
    { ...whole, day: /^(?:end|ende|fin|final)/.test(part) ? last : part.startsWith('mi') ? 15 : 1 },
  ]
}
const spelledDay = ({ ordinal = '', month = '', year }: Groups): Day[] => [
  { day: ordinals.get(ordinal), month: monthNumber(month), year: fullYear(year) },
]
/** Day and month in either order, where both are possible. */
const either = ({ one, other, year }: Groups): Day[] => [
  { day: number(one), month: number(other), year: fullYear(year) },
  { day: number(other), month: number(one), year: fullYear(year) },
]
const ordered = ({ day, month, year }: Groups): Day[] => [
  { day: number(day), month: number(month), year: fullYear(year) },
]

const ordinalWords =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'
const germanOrdinals =
  'ersten zweiten dritten vierten fünften sechsten siebten achten neunten zehnten elften zwölften dreizehnten vierzehnten fünfzehnten sechzehnten siebzehnten achtzehnten neunzehnten zwanzigsten'
const ordinals = new Map([
  ...ordinalWords.split(' ').map((word, place) => [word, place + 1] as const),
  ...germanOrdinals.split(' ').map((word, place) => [word, place + 1] as const),
  ['twenty-first', 21],
  ['twenty-second', 22],
  ['twenty-third', 23],
  ['twenty-fourth', 24],
  ['twenty-fifth', 25],
  ['twenty-sixth', 26],
  ['twenty-seventh', 27],
  ['twenty-eighth', 28],
  ['twenty-ninth', 29],
  ['thirtieth', 30],
  ['thirty-first', 31],
  ['premier', 1],
  ['primero', 1],
])
const ORDINAL = [...ordinals.keys()].sort((one, other) => other.length - one.length).join('|')

const year = String.raw`(?<year>(?:19|20)\d{2})`
const RANGE = '(?:-|to|and|until|till|through|bis|und|au|et|al|y|hasta)'
const noLetter = String.raw`(?![\p{L}])`

/** "On the 14th": the month is told elsewhere. */
const dayAlone =
  /(?<=(?<!\p{L})(?:the|on|until|till|by|since|from|to|(?:mon|tues|wednes|thurs|fri|satur|sun)day,?) )(?<day>[12]?\d|3[01])(?:st|nd|rd|th)(?![\p{L}\d-])(?! (?:floor|row|place|time|birthday|century|edition|version|generation|attempt|anniversary|avenue|street)(?!\p{L}))/gu

interface DatePattern {
  pattern: RegExp
  days: (groups: Groups) => Day[]
  /** What has to stand somewhere in the text, which is quick to see. */
  needs?: 'digit' | 'month'
  vague?: boolean
}

const anyMonth = new RegExp(MONTH, 'u')

const patterns: readonly DatePattern[] = [
  {
    pattern: new RegExp(String.raw`(?<!\d)${year}[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})(?!\d)`, 'gu'),
    days: ordered,
    needs: 'digit',
  },
  {
    pattern: /(?<year>(?:19|20)\d{2})年 ?(?:(?<month>\d{1,2})月 ?)?(?:(?<day>\d{1,2})日)?/gu,
    days: ordered,
    needs: 'digit',
  },
  { pattern: /(?<![\d年])(?<month>\d{1,2})月 ?(?<day>\d{1,2})日/gu, days: ordered, needs: 'digit' },
  { pattern: /(?<![\d年])(?<month>\d{1,2})月(?!額|\d|曜)/gu, days: ordered, needs: 'digit' },
  {
    pattern:
      /(?<![\d./-])(?<one>\d{1,2})(?<sign>[-/.]) ?(?<other>\d{1,2})\k<sign> ?(?<year>(?:19|20)\d{2}|\d{2})(?![\d])/gu,
    days: either,
    needs: 'digit',
  },
  {
    pattern: new RegExp(
      String.raw`(?<![\p{L}\d])(?<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)? ?(?:of |de |- ?)?(?<month>${MONTH})${noLetter}(?:\.?,? (?:de |del |of )?${year})?`,
      'gu',
    ),
    days: named,
    needs: 'month',
  },
  {
    pattern: new RegExp(
      String.raw`(?<![\p{L}\d])(?<month>${MONTH})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?(?![\d:]|\.\d| ?(?:uhr|am|pm|%))(?:,? ${year})?`,
      'gu',
    ),
    days: named,
    needs: 'month',
  },
  {
    pattern: new RegExp(
      String.raw`(?<![\p{L}])(?<ordinal>${ORDINAL}) (?:of |de )?(?<month>${MONTH})${noLetter}(?:,? (?:de )?${year})?|(?<![\p{L}])(?<month2>${MONTH}) the (?<ordinal2>${ORDINAL})${noLetter}`,
      'gu',
    ),
    days: groups =>
      spelledDay({
        ordinal: groups.ordinal ?? groups.ordinal2,
        month: groups.month ?? groups.month2,
        year: groups.year,
      }),
    needs: 'month',
  },
  {
    pattern: new RegExp(String.raw`(?<![\p{L}])(?<month>${MONTH})\.?,? (?:de |of )?${year}(?!\d)`, 'gu'),
    days: named,
    needs: 'month',
  },
  {
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?<part>end|beginning|start|middle|mid|ende|anfang|mitte|fin|début|mi|finales|principios|mediados)[ -](?:of |de |d'|von )?(?<month>${MONTH})${noLetter}(?! \d{1,2}(?!\d))(?:,? (?:de )?${year})?`,
      'gu',
    ),
    days: partOfMonth,
    needs: 'month',
  },
  {
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?<month>${MONTH})\.?(?= ?(?:-|to|through|until|bis|à|a|al|hasta) ?(?:${MONTH})${noLetter})|(?<=(?<!\p{L})(?:${MONTH})\.? ?(?:-|to|through|until|bis|à|a|al|hasta) ?)(?<last>${MONTH})${noLetter}(?! \d{1,2}(?![\d:]))`,
      'gu',
    ),
    days: ({ month, last }) => named({ month: month ?? last }),
    needs: 'month',
  },
  {
    pattern: new RegExp(
      String.raw`(?<=(?<!\p{L})(?:${WEEKDAY}),? (?:el |den |le |the )?)(?<one>\d{1,2})\/(?<other>\d{1,2})(?![\d/]|[.,]\d)`,
      'gu',
    ),
    days: either,
    needs: 'digit',
  },
  {
    // The other end of a range has the month: "2-16 Aug", "August 2 to 16".
    pattern: new RegExp(
      String.raw`(?<![\p{L}\d.,:/-])(?<day>\d{1,2})(?:st|nd|rd|th|\.)?(?= ?${RANGE} ?\d{1,2}(?:st|nd|rd|th|er|\.)? ?(?:of |de )?(?<month>${MONTH})${noLetter})|(?<=(?<!\p{L})(?<first>${MONTH})\.? \d{1,2}(?:st|nd|rd|th)? ?${RANGE} ?)(?<last>\d{1,2})(?:st|nd|rd|th)?(?![\d:\p{L}]|[.,]\d| ?[ap]\.?m)`,
      'gu',
    ),
    days: ({ day, month, first, last }) => named({ day: day ?? last, month: month ?? first }),
    needs: 'month',
  },
  {
    // "in May" is a month, "you may" is none.
    pattern: new RegExp(
      String.raw`(?<=(?<![\p{L}])(?:in|since|until|till|by|of|from|to|through|and|early|late|mid|next|last|this|im|seit|bis|ab|ende|anfang|mitte|à|en|depuis|jusqu'en|dès|de|desde|hasta|fin|a|في|شهر|من|الي|حتي|منذ)[ -](?:beginning of |end of )?)(?!(?<=and )may \p{L})(?<month>${MONTH})${noLetter}(?! \d| (?:jours|heures|mois|ans|semaines|personnes|euros|nuits|fois))`,
      'gu',
    ),
    days: named,
    needs: 'month',
  },
  {
    pattern: new RegExp(String.raw`(?<![\p{L}\d])(?<month>${SURE_MONTH})${noLetter}(?! \d)`, 'gu'),
    days: named,
    needs: 'month',
  },
  {
    // "05-03" is a day where nothing is counted after it.
    pattern:
      /(?<![\d.,/:-])(?<one>0?[1-9]|[12]\d|3[01])[-/](?<other>0[1-9]|1[0-2])(?!\d|[.,/:-]\d| ?(?:[%€$£]|gb|mb|days|working|business|hours|hrs|minutes|weeks|months|years|tage|werktage|stunden|wochen|monate|jahre|jours|heures|semaines|mois|ans|días|horas|semanas|meses|años))/gu,
    days: either,
    needs: 'digit',
    vague: true,
  },
  {
    pattern:
      /(?<=(?<!\p{L})(?:al|del|el|le|du|au|on|until|till|by|since|dated) )(?<one>\d{1,2})\/(?<other>\d{1,2})(?![\d/]|[.,]\d)/gu,
    days: either,
    needs: 'digit',
  },
  { pattern: dayAlone, days: ordered, needs: 'digit' },
  {
    pattern: new RegExp(
      String.raw`(?<=the )(?<ordinal>${ORDINAL})(?= (?:of|in|day of) (?:each|every|the|this|that|next) month)`,
      'gu',
    ),
    days: ({ ordinal = '' }) => [{ day: ordinals.get(ordinal) }],
  },
  {
    pattern: /(?<![\d.,])(?<day>0?[1-9]|[12]\d|3[01])\.(?<month>0?[1-9]|1[0-2])\.(?!\d)/gu,
    days: ordered,
    needs: 'digit',
  },
]
