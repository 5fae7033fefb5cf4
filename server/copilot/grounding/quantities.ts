import { boundBefore } from './bounds.ts'
import type { Statement } from './meaning.ts'
import { measure } from './measure.ts'
import { currencyAround, rateAt } from './money.ts'
import { namedQuantitiesOf } from './named-quantities.ts'
import { type Numeral, numeralsOf } from './numerals.ts'
import { unitAt } from './units.ts'

/** Numbers, money, durations and measures in a folded text. */
export function quantitiesOf(folded: string): Statement[] {
  const numerals = numeralsOf(folded)
  return [
    ...joinDurations(
      folded,
      numerals.flatMap((numeral, index) => quantityAt(folded, numeral, numerals[index + 1])),
    ),
    ...namedQuantitiesOf(folded),
  ]
}

/** "An hour and 35 minutes" is one time, not two. */
function joinDurations(folded: string, quantities: readonly Statement[]): Statement[] {
  const joined: Statement[] = []
  for (const next of quantities) {
    const last = joined.at(-1)
    if (
      last &&
      next.start >= last.end &&
      /^,?(?: | and | und | et | y | و ?)$/u.test(folded.slice(last.end, next.start))
    ) {
      const [long, short] = [last.means, next.means]
      if (
        long.of === 'duration' &&
        short.of === 'duration' &&
        long.base === 'seconds' &&
        short.base === 'seconds'
      ) {
        const [more = 0, less = 0] = [long.values[0], short.values[0]]
        if (more > less && less > 0) {
          const means = { ...long, values: [more + less], counts: [] }
          joined[joined.length - 1] = { ...last, end: next.end, means, vague: false, mild: false }
          continue
        }
      }
    }
    joined.push(next)
  }
  return joined
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
    const vague = form === 'article' && half === '' && values[0] === 1 && !isLimit(folded, start)
    return [
      {
        ...measure(counted, unit, rateBehind(folded, unit.end)),
        end: close,
        bound,
        vague,
        mild: form === 'article' && half === '' && values[0] === 1,
      },
    ]
  }
  if (form === 'article')
    return [{ start, end, kind: 'number', means: { of: 'number', values }, vague: true }]
  return [
    {
      start,
      end,
      kind: 'number',
      means: {
        of: 'number',
        values,
        per: rateBehindThing(folded, end),
        isCount: isCount.test(folded.slice(start, end + 12)),
        mayBeTime:
          standsLikeTime.test(folded.slice(Math.max(0, start - 12), start)) ||
          goesOnLikeTime.test(folded.slice(end, end + 8)),
      },
      bound,
      vague: form === 'words' && isCasual(folded, numeral),
      mild: form === 'words' && values.every(value => value <= 2),
    },
  ]
}

const goesOnLikeTime = /^ ?(?:-|(?:to|bis|until|till|à|a|al) )/u

/** "3 shirts": a few things. */
const isCount =
  /^(?:\d|1\d|20|\p{L}+) (?!(?:each|per|monthly|yearly|weekly|daily|every|altogether|total|only|plus|more|pour|para|von|und|oder)(?!\p{L}))\p{L}{4,}/u

/** "From 10", "and 12", "the 6": what a day or a time may follow. */
const standsLikeTime =
  /(?:^|[^\p{L}])(?:at|on|between|from|to|until|till|by|before|after|and|or|the|since|um|am|ab|bis|von|vor|nach|zwischen|und|à|de|du|le|entre|dès|avant|vers|et|las|el|del|al|y|a|من|الي|حتي|و|بين) ?$|- ?$/u

/** "600 requests per minute". */
function rateBehindThing(folded: string, end: number): string | undefined {
  const [thing] = /^ \p{L}{2,20}(?= |\/)/u.exec(folded.slice(end, end + 24)) ?? []
  return thing === undefined ? undefined : rateBehind(folded, end + thing.length)
}

const rateBehind = (folded: string, end: number): string | undefined =>
  /^(?: ?\/| (?:per|an?|pro|je|par|por|each|every) )/.test(folded.slice(end, end + 8))
    ? rateAt(folded, end)?.per
    : undefined

const andAHalf =
  /^(?: and a (?:half|quarter)| et demie?| y medi[ao]|半| ونصف| و نصف)(?!\p{L}(?<![\p{Script=Han}\p{Script=Hiragana}]))/u

/** "1. Open the app", "2) Push". */
const isListMark = (folded: string, start: number, end: number) =>
  /(?:^|\n)\s*(?:step |schritt |étape |paso )?$/u.test(folded.slice(Math.max(0, start - 12), start)) &&
  /^[.):](?:\s|$)/.test(folded.slice(end, end + 2))

const isRange = (between: string) =>
  /^ ?(?:-|to|bis|bis zu|à|a|und|and|y|et|or|oder|ou|o|から|または|الي|او) ?$/u.test(between)

const isLimit = (folded: string, start: number) =>
  boundBefore(folded, start) !== undefined ||
  /(?:takes?|lasts?|about|around|for|every|in|dauert|etwa|ca\.|für|in|alle|dure|environ|pendant|dans|dura|tarda|unos?|durante|en|of|von|de|d'|from|about) $/u.test(
    folded.slice(Math.max(0, start - 12), start),
  )

/** "two things", "one of our colleagues": nobody checks that. */
const isCasual = (folded: string, { end, values }: Numeral) =>
  values[0] === 1 ||
  values[0] === 0 ||
  /^ (?:of |more |things?|options?|ways?|questions?|choices?|possibilit|möglichkeiten|fragen|dinge|optionen|weitere|options|choix|questions|façons|opciones|formas|preguntas|maneras|cosas)/u.test(
    folded.slice(end, end + 20),
  )
