import type { Bound, Statement } from './meaning.ts'
import { currencyAround, rateAt } from './money.ts'
import { type Numeral, numeralsOf } from './numerals.ts'
import { isDuration, type Unit, unitAt } from './units.ts'

/** Numbers, money, durations and measures in a folded text. */
export function quantitiesOf(folded: string): Statement[] {
  const numerals = numeralsOf(folded)
  return [
    ...numerals.flatMap((numeral, index) => quantityAt(folded, numeral, numerals[index + 1])),
    ...fixed(folded),
  ]
}

function quantityAt(folded: string, numeral: Numeral, next: Numeral | undefined): Statement[] {
  const { start, end, values, form } = numeral
  if (form === 'digits' && isListMark(folded, start, end)) return []
  // In "5 to 10 days" the five is counted in days as well.
  const measured = next && isRange(folded.slice(end, next.start)) ? next : numeral
  const price = currencyAround(folded, start, end) ?? currencyAround(folded, measured.start, measured.end)
  const bound = boundBefore(folded, start, unitAt(folded, measured.end) ? 'duration' : undefined)
  if (price && form !== 'article') {
    const own = measured === numeral
    const close = own ? price.end : end
    const rate = rateAt(folded, price.end)
    const factor = price.currency === 'CENT' || price.factor !== 1 ? price.factor : 1
    return [
      {
        start: own ? price.start : Math.min(start, price.start),
        end: close,
        kind: 'money',
        means: {
          of: 'money',
          values: values.map(value => value * factor),
          currency: price.currency === 'CENT' ? undefined : price.currency,
          per: rate?.per,
        },
        bound,
      },
    ]
  }
  const unit = unitAt(folded, measured.end)
  if (unit) {
    const [half = ''] = andAHalf.exec(folded.slice(unit.end, unit.end + 16)) ?? []
    const counted =
      half === ''
        ? numeral
        : { ...numeral, values: values.map(value => value + (half.endsWith('quarter') ? 0.25 : 0.5)) }
    const close = measured === numeral ? unit.end + half.length : end
    const vague = form === 'article' && half === '' && !isLimit(folded, start)
    return [{ ...measure(counted, unit), end: close, bound, vague }]
  }
  if (form === 'article')
    return [{ start, end, kind: 'number', means: { of: 'number', values }, vague: true }]
  return [
    {
      start,
      end,
      kind: 'number',
      means: { of: 'number', values },
      bound,
      vague: form === 'words' && isCasual(folded, numeral),
    },
  ]
}

const andAHalf =
  /^(?: and a (?:half|quarter)| et demie?| y medi[ao]|半| ونصف| و نصف)(?!\p{L}(?<![\p{Script=Han}\p{Script=Hiragana}]))/u

function measure({ start, end, values }: Numeral, { name, factor }: Unit): Statement {
  const scaled = values.map(value => value * factor)
  if (isDuration({ name, factor })) {
    const base = name as 'seconds' | 'months' | 'working days'
    return { start, end, kind: 'duration', means: { of: 'duration', values: scaled, base, counts: values } }
  }
  return { start, end, kind: 'number', means: { of: 'number', values: scaled, unit: name, counts: values } }
}

/** "1. Open the app", "2) Push". */
const isListMark = (folded: string, start: number, end: number) =>
  /(?:^|\n)\s*(?:step |schritt |étape |paso )?$/u.test(folded.slice(Math.max(0, start - 12), start)) &&
  /^[.):](?:\s|$)/.test(folded.slice(end, end + 2))

const isRange = (between: string) =>
  /^ ?(?:-|to|bis|bis zu|à|a|und|and|y|et|or|oder|ou|o|から|または|الي|او) ?$/u.test(between)

const limitWords: readonly (readonly [Bound, RegExp])[] = [
  [
    'most',
    /(?:spätestens (?:nach|am|um|bis)|up to|at most|no more than|not more than|maximum(?: of)?|max\.?|within|less than|fewer than|under|below|until|till|before|by|no later than|bis zu|höchstens|maximal|innerhalb(?: von)?|binnen|weniger als|unter|bis|vor|spätestens|jusqu'à|au plus|au maximum|maximum|sous|dans les|moins de|avant|hasta|como máximo|máximo|dentro de|en menos de|menos de|antes de(?:l)?|最大|最長|حتي|خلال|اقل من|قبل|بحد اقصي|كحد اقصي)(?: the| le| la| les| el| las| los| dem| den| einem| einer)? ?$/u,
  ],
  [
    'least',
    /(?:at least|no less than|not less than|minimum(?: of)?|min\.|more than|over|above|from|after|since|as of|starting|mindestens|wenigstens|mehr als|über|ab|nach|seit|au moins|minimum|plus de|à partir d[eu]|après|depuis|dès|al menos|como mínimo|mínimo|más de|a partir de(?:l)?|después de(?:l)?|desde|tras|最低|علي الاقل|اكثر من|بعد|منذ|من|ابتداء من)(?: the| le| la| les| el| las| los| dem| den| einem| einer)? ?$/u,
  ],
]

const afterwards =
  /(?<!\p{L}|spätestens )(?:after|since|from|nach|ab|seit|après|depuis|dès|desde|después de|tras|بعد|منذ|من)(?: the| le| la| les| el| las| los| dem| den| einem| einer)? ?$/u

const limits = limitWords.map(
  ([bound, { source }]) => [bound, new RegExp(String.raw`(?:^|[^\p{L}])${source}`, 'u')] as const,
)

/** Whether what follows a place is the least or the most. */
export function boundBefore(folded: string, place: number, kind?: Statement['kind']): Bound | undefined {
  const head = folded.slice(Math.max(0, place - 28), place)
  // "After three days" is as long as "within three days" to most who write it.
  if (kind === 'duration' && afterwards.test(head)) return undefined
  return limits.find(([, pattern]) => pattern.test(head))?.[0]
}

const isLimit = (folded: string, start: number) =>
  boundBefore(folded, start) !== undefined ||
  /(?:takes?|lasts?|about|around|for|every|in|dauert|etwa|ca\.|für|in|alle|dure|environ|pendant|dans|dura|tarda|unos?|durante|en|of|von|de|d'|from|about) $/u.test(
    folded.slice(Math.max(0, start - 12), start),
  )

/** "two things", "one of our colleagues": nobody checks that. */
const isCasual = (folded: string, { end, values }: Numeral) =>
  values[0] === 1 ||
  values[0] === 0 ||
  /^ (?:of |more |things?|options?|ways?|questions?|points?|choices?|possibilit|möglichkeiten|fragen|punkte|dinge|optionen|weitere|options|choix|questions|façons|opciones|formas|preguntas|maneras|cosas)/u.test(
    folded.slice(end, end + 20),
  )

const fixedQuantities: readonly (readonly [RegExp, number[], 'seconds' | 'months'])[] = [
  [/(?<!\p{L})(?:a )?fortnight(?!\p{L})/gu, [14 * 86_400], 'seconds'],
  [
    /(?<!\p{L})(?:half an hour|half-hour|halbe stunde|halben stunde|demi-heure|media hora)(?!\p{L})|نصف ساعه|半時間/gu,
    [1_800],
    'seconds',
  ],
  [
    /(?<!\p{L})(?:a quarter of an hour|viertelstunde|quart d'heure|cuarto de hora)(?!\p{L})|ربع ساعه/gu,
    [900],
    'seconds',
  ],
  [/(?<!\p{L})(?:quinze jours|quincena)(?!\p{L})/gu, [15 * 86_400, 14 * 86_400], 'seconds'],
  [
    /(?<!\p{L})(?:half a year|halbes jahr|halben jahr|six mois|semestre|medio año)(?!\p{L})|半年|نصف سنه/gu,
    [6],
    'months',
  ],
  [/يوم(?:ان|ين)/gu, [2 * 86_400], 'seconds'],
  [/ساعت(?:ان|ين)/gu, [2 * 3_600], 'seconds'],
  [/دقيقت(?:ان|ين)/gu, [2 * 60], 'seconds'],
  [/اسبوع(?:ان|ين)/gu, [14 * 86_400], 'seconds'],
  [/شهر(?:ان|ين)/gu, [2], 'months'],
  [/(?:سنت|عام)(?:ان|ين)/gu, [24], 'months'],
  [
    /(?<!\p{L})(?:around the clock|rund um die uhr|24 heures sur 24)(?!\p{L})|24\/7/gu,
    [24 * 7 * 3_600],
    'seconds',
  ],
]

const fixed = (folded: string): Statement[] =>
  fixedQuantities.flatMap(([pattern, values, base]) =>
    [...folded.matchAll(pattern)].map(({ 0: found, index }) => ({
      start: index,
      end: index + found.length,
      kind: 'duration' as const,
      means: { of: 'duration' as const, values, base },
    })),
  )
