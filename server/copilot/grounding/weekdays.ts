import { ANY_WEEKDAY, WEEKDAY, weekdayNumber } from './calendar.ts'
import type { Statement } from './meaning.ts'

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

/** Days of the week and ranges of them in a folded text. */
export function weekdaysOf(folded: string): Statement[] {
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

const placeOf = ({ 0: found, index }: RegExpExecArray) => ({ start: index, end: index + found.length })
