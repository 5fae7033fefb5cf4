import { addressesOf } from './addresses.ts'
import { boundBefore } from './bounds.ts'
import { datesOf } from './dates.ts'
import { fold, foldCase } from './fold.ts'
import type { Statement } from './meaning.ts'
import { namesOf } from './names.ts'
import { quantitiesOf } from './quantities.ts'
import { referencesOf } from './references.ts'
import { timesOf } from './times.ts'

/** Everything but promises that a text states, in order and without overlaps. */
export function statementsOf(text: string): Statement[] {
  const folded = fold(text)
  const cased = foldCase(text)
  const quantities = quantitiesOf(folded)
  const ranked = [
    ...referencesOf(folded, cased),
    ...addressesOf(folded),
    ...datesOf(folded),
    ...timesOf(folded),
    ...quantities.filter(({ kind }) => kind === 'money' || kind === 'duration'),
    ...quantities.filter(({ kind }) => kind === 'number'),
    ...namesOf(cased, isGerman(folded)),
  ]
  return withoutOverlaps(ranked)
    .map(statement => ({
      ...statement,
      bound:
        statement.bound ??
        (statement.means.of === 'words' ? undefined : boundBefore(folded, statement.start, statement.kind)),
    }))
    .sort((one, other) => one.start - other.start)
}

const germanWords =
  /(?<!\p{L})(?:der|die|das|und|ist|sie|ihr|ihre|ihren|ihnen|nicht|mit|für|wir|den|dem|ein|eine|einen|können|von|zu|zum|zur|auf|im|bei|wird|werden|kann|ich|sind|hat|haben|dein|deine|kostet|bitte|innerhalb|uhr|ab|bis)(?!\p{L})/gu
const otherWords =
  /(?<!\p{L})(?:the|and|is|are|you|your|our|we|with|for|of|to|le|la|les|et|vous|votre|est|pour|el|los|su|una|que|usted)(?!\p{L})/gu

/** German writes all nouns with a capital, which are no names. */
const isGerman = (folded: string) =>
  (folded.match(germanWords)?.length ?? 0) > (folded.match(otherWords)?.length ?? 0)

/** What stands earlier in the list keeps its place; of two of a kind the longer. */
function withoutOverlaps(ranked: readonly Statement[]): Statement[] {
  const order = ranked.map((statement, rank) => ({ statement, rank: rankOf(statement, rank) }))
  order.sort((one, other) => one.statement.start - other.statement.start || one.rank - other.rank)
  const kept: typeof order = []
  for (const candidate of order) {
    let last = kept.at(-1)
    while (last && last.statement.end > candidate.statement.start && isBetter(candidate, last)) {
      kept.pop()
      last = kept.at(-1)
    }
    if (!last || last.statement.end <= candidate.statement.start) kept.push(candidate)
  }
  return kept.map(({ statement }) => statement)
}

const isBetter = (
  one: { statement: Statement; rank: number },
  other: { statement: Statement; rank: number },
) => one.rank < other.rank

const kinds: readonly Statement['kind'][] = [
  'link',
  'address',
  'date',
  'identifier',
  'time',
  'money',
  'duration',
  'number',
  'name',
  'promise',
]

/** Kind first, then length, then order. */
const rankOf = ({ kind, start, end }: Statement, rank: number) =>
  kinds.indexOf(kind) * 1e9 + (10_000 - Math.min(end - start, 9_999)) * 1e4 + Math.min(rank, 9_999)
