import { ANY_WEEKDAY, MONTH, monthNumber, SURE_MONTH, WEEKDAY, weekdayNumber } from './calendar.ts'
import type { Day, Statement } from './meaning.ts'

/** Days, weekdays and days counted from today in a folded text. */
export function datesOf(folded: string): Statement[] {
  return [
    ...patterns.flatMap(({ pattern, days, vague }) =>
      [...folded.matchAll(pattern)].flatMap(match => {
        const found = days(match.groups ?? {}).filter(isPossible)
        return found.length === 0
          ? []
          : [{ ...placeOf(match), kind: 'date' as const, means: { of: 'date' as const, days: found }, vague }]
      }),
    ),
    ...weekdaysOf(folded),
    ...relativeDaysOf(folded),
  ]
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
const noLetter = String.raw`(?![\p{L}])`

const patterns: readonly { pattern: RegExp; days: (groups: Groups) => Day[]; vague?: boolean }[] = [
  {
    pattern: new RegExp(String.raw`(?<!\d)${year}[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})(?!\d)`, 'gu'),
    days: ordered,
  },
  { pattern: /(?<year>(?:19|20)\d{2})年 ?(?:(?<month>\d{1,2})月 ?)?(?:(?<day>\d{1,2})日)?/gu, days: ordered },
  { pattern: /(?<![\d年])(?<month>\d{1,2})月 ?(?<day>\d{1,2})日/gu, days: ordered },
  { pattern: /(?<![\d年])(?<month>\d{1,2})月(?!額|\d|曜)/gu, days: ordered },
  {
    pattern:
      /(?<![\d./-])(?<one>\d{1,2})(?<sign>[-/.]) ?(?<other>\d{1,2})\k<sign> ?(?<year>(?:19|20)\d{2}|\d{2})(?![\d])/gu,
    days: either,
  },
  {
    pattern: new RegExp(
      String.raw`(?<![\p{L}\d])(?<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)? ?(?:of |de |- ?)?(?<month>${MONTH})${noLetter}(?:\.?,? (?:de |del |of )?${year})?`,
      'gu',
    ),
    days: named,
  },
  {
    pattern: new RegExp(
      String.raw`(?<![\p{L}\d])(?<month>${MONTH})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?(?![\d:]|\.\d| ?(?:uhr|am|pm|%))(?:,? ${year})?`,
      'gu',
    ),
    days: named,
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
  },
  {
    pattern: new RegExp(String.raw`(?<![\p{L}])(?<month>${MONTH})\.?,? (?:de |of )?${year}(?!\d)`, 'gu'),
    days: named,
  },
  {
    // "in May" is a month, "you may" is none.
    pattern: new RegExp(
      String.raw`(?<=(?<![\p{L}])(?:in|since|until|till|by|of|from|to|through|and|early|late|mid|next|last|this|im|seit|bis|ab|ende|anfang|mitte|à|en|depuis|jusqu'en|dès|de|desde|hasta|fin|a|في|شهر|من|الي|حتي|منذ)[ -](?:beginning of |end of )?)(?<month>${MONTH})${noLetter}(?! \d| (?:jours|heures|mois|ans|semaines|personnes|euros|nuits|fois))`,
      'gu',
    ),
    days: named,
  },
  {
    pattern: new RegExp(String.raw`(?<![\p{L}\d])(?<month>${SURE_MONTH})${noLetter}(?! \d)`, 'gu'),
    days: named,
  },
  {
    // "05-03" is a day where nothing is counted after it.
    pattern:
      /(?<![\d.,/:-])(?<one>0?[1-9]|[12]\d|3[01])[-/](?<other>0[1-9]|1[0-2])(?!\d|[.,/:-]\d| ?(?:[%€$£]|gb|mb|days|working|business|hours|hrs|minutes|weeks|months|years|tage|werktage|stunden|wochen|monate|jahre|jours|heures|semaines|mois|ans|días|horas|semanas|meses|años))/gu,
    days: either,
    vague: true,
  },
  {
    pattern: /(?<![\d.,])(?<day>0?[1-9]|[12]\d|3[01])\.(?<month>0?[1-9]|1[0-2])\.(?!\d)/gu,
    days: ordered,
  },
]

const allDays = [0, 1, 2, 3, 4, 5, 6]
const range = (from: number, to: number) =>
  allDays.slice(0, ((to - from + 7) % 7) + 1).map(step => (from + step) % 7)

const ranges = new RegExp(
  String.raw`(?<![\p{L}])(?<from>${ANY_WEEKDAY})\.?,?(?: ?- ?| (?:to|through|thru|until|bis|au|à|a|al|hasta) | ?(?:から|より) ?| (?:الي|حتي) )(?:the |el |le |einschließlich )?(?<to>${ANY_WEEKDAY})(?![\p{L}](?<![\p{Script=Han}\p{Script=Hiragana}]))`,
  'gu',
)
const single = new RegExp(
  String.raw`(?<![\p{L}](?<![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]))(?:ال(?=ا))?(?<day>${WEEKDAY})(?![\p{L}](?<![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]))`,
  'gu',
)
const groups: readonly (readonly [RegExp, readonly number[]])[] = [
  [
    /(?<!\p{L})(?:weekdays?|werktags|wochentags|jours de semaine|en semaine|entre semana|días de semana)(?!\p{L})|平日|ايام الاسبوع/gu,
    [0, 1, 2, 3, 4],
  ],
  [
    /(?<!\p{L})(?:weekends?|wochenenden?|week-ends?|fin(?:es)? de semana)(?!\p{L})|週末|土日|عطله نهايه الاسبوع/gu,
    [5, 6],
  ],
  [
    /(?<!\p{L})(?:daily|every day|seven days a week|7 days a week|täglich|jeden tag|tous les jours|chaque jour|todos los días|cada día)(?!\p{L})|毎日|年中無休|يوميا|كل يوم/gu,
    allDays,
  ],
]

function weekdaysOf(folded: string): Statement[] {
  const spans = [...folded.matchAll(ranges)].map(match => ({
    ...placeOf(match),
    days: range(weekdayNumber(match.groups?.from ?? ''), weekdayNumber(match.groups?.to ?? '')),
  }))
  const singles = [...folded.matchAll(single)].map(match => ({
    ...placeOf(match),
    days: [weekdayNumber(match.groups?.day ?? '')],
  }))
  const grouped = groups.flatMap(([pattern, days]) =>
    [...folded.matchAll(pattern)].map(match => ({ ...placeOf(match), days: [...days] })),
  )
  return [...spans, ...grouped, ...singles].map(({ start, end, days }) => ({
    start,
    end,
    kind: 'date',
    means: { of: 'weekdays', days },
  }))
}

const relativeDays: readonly (readonly [string, RegExp, boolean?])[] = [
  [
    'day after tomorrow',
    /(?<!\p{L})(?:day after tomorrow|übermorgen|après-demain|pasado mañana)(?!\p{L})|明後日|بعد غد/gu,
  ],
  [
    'tomorrow',
    /(?<!\p{L})(?:(?<!after )tomorrow|(?<!über)morgen(?! früh)(?=\b)|demain|(?<!la |por la |de la |pasado )mañana)(?!\p{L})|明日|(?<!\p{L})غدا(?!\p{L})/gu,
  ],
  ['yesterday', /(?<!\p{L})(?:yesterday|gestern|hier(?=,)|ayer)(?!\p{L})|昨日|(?<!\p{L})امس(?!\p{L})/gu],
  ['today', /(?<!\p{L})(?:today|tonight|heute|aujourd'hui|hoy)(?!\p{L})|本日|今日|اليوم/gu, true],
  [
    'next week',
    /(?<!\p{L})(?:next week|nächste(?:r|n)? woche|la semaine prochaine|(?:la )?próxima semana|la semana que viene)(?!\p{L})|来週|الاسبوع القادم|الاسبوع المقبل/gu,
  ],
  [
    'next month',
    /(?<!\p{L})(?:next month|nächste[nrs]? monats?|le mois prochain|el próximo mes)(?!\p{L})|来月|الشهر القادم|الشهر المقبل/gu,
  ],
  ['this week', /(?<!\p{L})(?:this week|diese woche|cette semaine|esta semana)(?!\p{L})|今週|هذا الاسبوع/gu],
]

const relativeDaysOf = (folded: string): Statement[] =>
  relativeDays.flatMap(([word, pattern, vague]) =>
    [...folded.matchAll(pattern)].map(match => ({
      ...placeOf(match),
      kind: 'date' as const,
      means: { of: 'relative day' as const, word },
      vague,
    })),
  )
