import type { Statement } from './meaning.ts'

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

const anyDay = new RegExp(relativeDays.map(([, pattern]) => pattern.source).join('|'), 'u')

/** Days that are counted from today, in a folded text. */
export const relativeDaysOf = (folded: string): Statement[] =>
  (anyDay.test(folded) ? relativeDays : []).flatMap(([word, pattern, vague]) =>
    [...folded.matchAll(pattern)].map(match => ({
      start: match.index,
      end: match.index + match[0].length,
      kind: 'date' as const,
      means: { of: 'relative day' as const, word },
      vague,
    })),
  )
