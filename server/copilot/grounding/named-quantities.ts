import type { Statement } from './meaning.ts'
import { measure } from './measure.ts'
import { unitAt } from './units.ts'

/** Amounts that have words of their own instead of a number: "a fortnight", "half the price", "twice". */
export const namedQuantitiesOf = (folded: string): Statement[] => [
  ...fixed(folded),
  ...fractionsOf(folded),
  ...frequenciesOf(folded),
  ...halvesOf(folded),
]

const fixedQuantities: readonly (readonly [
  RegExp,
  number[],
  'seconds' | 'months' | 'working days',
  boolean?,
])[] = [
  [/(?<!\p{L})(?:a )?fortnight(?!\p{L})/gu, [14 * 86_400], 'seconds'],
  [
    /(?<!\p{L})(?:half an hour|half-hour|halbe stunde|halben stunde|demi-heure|media hora)(?!\p{L})|نصف ساعه|半時間/gu,
    [1_800],
    'seconds',
  ],
  [
    /(?<!\p{L})(?:quarter of an hour|viertelstunde|quart d'heure|cuarto de hora)(?!\p{L})|ربع ساعه/gu,
    [900],
    'seconds',
  ],
  [
    /(?<!\p{L})(?:three[- ]quarters of an hour|(?:eine )?dreiviertelstunde|trois quarts d'heure|tres cuartos de hora)(?!\p{L})|٤٥ دقيقه/gu,
    [2_700],
    'seconds',
  ],
  [/(?<!\p{L})(?:quinze jours|quincena)(?!\p{L})/gu, [15 * 86_400, 14 * 86_400], 'seconds'],
  [
    /(?<!\p{L})(?:half a year|halbes jahr|halben jahr|six mois|semestre|medio año)(?!\p{L})|半年|نصف سنه/gu,
    [6],
    'months',
  ],
  [
    /(?<!\p{L})(?:(?:the |on the )?same(?: day|-day)|am selben tag|taggleich|le jour même|el mismo día)(?!\p{L})|当日|即日|في نفس اليوم/gu,
    [0],
    'seconds',
  ],
  [
    /(?<!\p{L})(?:next (?:working|business) day|(?:am )?nächsten (?:werktag|arbeitstag)|le jour ouvré suivant|(?:el )?siguiente día (?:laborable|hábil))(?!\p{L})|翌営業日/gu,
    [1],
    'working days',
  ],
  [
    /(?<!\p{L})(?:(?:the|one|a) day (?:before|earlier)|am (?:vor)?tag (?:davor|zuvor|vorher)|la veille|el día anterior)(?!\p{L})|前日|اليوم السابق/gu,
    [86_400],
    'seconds',
    true,
  ],
  [/يوم(?:ان|ين)/gu, [2 * 86_400], 'seconds'],
  [/ساعت(?:ان|ين)/gu, [2 * 3_600], 'seconds'],
  [/دقيقت(?:ان|ين)/gu, [2 * 60], 'seconds'],
  [/اسبوع(?:ان|ين)/gu, [14 * 86_400], 'seconds'],
  [/شهر(?:ان|ين)/gu, [2], 'months'],
  [/(?:سنت|عام)(?:ان|ين)/gu, [24], 'months'],
  [
    /(?<!\p{L})(?:around the clock|rund um die uhr|24 heures sur 24)(?!\p{L})|24\/7/gu,
    [24 * 7 * 3_600, 24 * 3_600],
    'seconds',
  ],
]

/** Parts that have a name of their own, in percent. */
const fractions: readonly (readonly [RegExp, number])[] = [
  [
    /(?<!\p{L}|and a |(?:other|first|second|better) )(?:half(?= (?:of|off|the|that|your|my|our|price|a price)(?!\p{L})|[.,;!]|$)|die hälfte|zur hälfte|halbe[nr]? preis|la moitié|moitié prix|la mitad|mitad de precio)(?!\p{L})|半額|半分|نصف (?:المبلغ|السعر|الثمن|القيمه)/gu,
    50,
  ],
]

/** How often, in words of its own. */
const frequencies: readonly (readonly [RegExp, number])[] = [
  [
    /(?<!\p{L})(?:once only|only once|just once|nur einmal|une seule fois|una sola vez)(?!\p{L})|一回だけ|مره واحده/gu,
    1,
  ],
  [/(?<!\p{L})(?:twice|zweimal)(?!\p{L})|مرتين|مرتان/gu, 2],
]

const frequenciesOf = (folded: string): Statement[] =>
  frequencies.flatMap(([pattern, times]) =>
    [...folded.matchAll(pattern)].map(({ 0: found, index }) => ({
      start: index,
      end: index + found.length,
      kind: 'number' as const,
      means: { of: 'number' as const, values: [times], unit: 'times' },
      mild: true,
    })),
  )

const fractionsOf = (folded: string): Statement[] =>
  fractions.flatMap(([pattern, percent]) =>
    [...folded.matchAll(pattern)].map(({ 0: found, index }) => ({
      start: index,
      end: index + found.length,
      kind: 'number' as const,
      means: { of: 'number' as const, values: [percent], unit: 'percent' },
    })),
  )

const half =
  /(?<!\p{L})(?:half an? |half of an? |(?:eine?[nrms]? )?halbe[nrs]? |une? demi-|demi-|medi[ao] )/gu

/** "Half a litre", "ein halbes Kilo". */
const halvesOf = (folded: string): Statement[] =>
  [...folded.matchAll(half)].flatMap(({ 0: found, index }) => {
    const end = index + found.length
    const unit = unitAt(folded, end)
    return unit
      ? [{ ...measure({ start: index, end, values: [0.5], form: 'words' }, unit), end: unit.end }]
      : []
  })

const anyFixed = new RegExp(fixedQuantities.map(([pattern]) => pattern.source).join('|'), 'u')

const fixed = (folded: string): Statement[] =>
  (anyFixed.test(folded) ? fixedQuantities : []).flatMap(([pattern, values, base, mild]) =>
    [...folded.matchAll(pattern)].map(({ 0: found, index }) => ({
      start: index,
      end: index + found.length,
      kind: 'duration' as const,
      means: { of: 'duration' as const, values, base },
      mild,
    })),
  )
