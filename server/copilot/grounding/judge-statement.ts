import type { Claim } from '../../protocol/assists.ts'
import { agree, isComparable } from './agree.ts'
import { reckonedFrom } from './computed.ts'
import { findName, nameInItsPlace, nameThatFitsBetter } from './judge-name.ts'
import { belongsToAnother } from './labels.ts'
import type { Statement } from './meaning.ts'
import { quote, type Reading, type ReadSource, sentenceAt } from './reading.ts'
import { fitsBetter, isAttachedElsewhere, likeness, surroundingsOf } from './surroundings.ts'

/** One statement of a draft as a claim; none where it is too ordinary to be doubted. */
export function judgeStatement(
  draft: Reading,
  statement: Statement,
  sources: readonly ReadSource[],
): Claim[] {
  const place = { start: statement.start, end: statement.end, kind: statement.kind }
  if (statement.kind === 'name') return judgeName(draft, statement, sources)
  const { start, end } = statement
  const around = surroundingsOf(draft, statement)
  const candidates = sources.flatMap(source =>
    [
      ...source.reading.statements
        .filter(other => agree(statement, other) || (!other.vague && isComparable(statement, other)))
        .map(other => ({ other, agrees: agree(statement, other) })),
      ...(statement.kind === 'money' && giftsIn(draft).length === 0 ? giftsIn(source.reading) : []),
    ].map(({ other, agrees }) => {
      const theirs = surroundingsOf(source.reading, other)
      return { source, other, agrees, around: theirs, likeness: likeness(around, theirs) }
    }),
  )
  const same = nearest(candidates.filter(({ agrees }) => agrees))
  const rivals = candidates.filter(
    ({ agrees, source, other }) => !agrees && !(same && isAllied(source.reading, other, same)),
  )
  const different = nearest(rivals)
  const instead = different && quote(different.source.reading, different.other)
  if (!same) {
    const verbatim =
      isWords(statement) || isOneOfAKind(statement)
        ? sources.filter(({ reading }) => isWritten(statement, reading))
        : []
    if (verbatim.length > 0) return [{ ...place, evidence: verbatim.map(({ evidence }) => evidence) }]
    if (statement.vague && !(different && saysAnother(draft, statement, different.likeness))) return []
    if (statement.mild && !isDoubted(draft, statement, different, sources)) return []
    const reckoned = reckonedFrom(draft, statement, sources)
    if (reckoned.length > 0) return [{ ...place, evidence: reckoned.map(({ evidence }) => evidence) }]
    return [{ ...place, evidence: [], ...(instead && { instead }) }]
  }
  if (statement.vague) return []
  const isElsewhere =
    different !== undefined &&
    !isOneOfAKind(statement) &&
    !(isOfRange(draft, statement) && isOfRange(same.source.reading, same.other)) &&
    (fitsBetter(around, different.around, same.around) ||
      isAttachedElsewhere(
        { reading: draft, statement },
        { reading: different.source.reading, statement: different.other },
        { reading: same.source.reading, statement: same.other },
      ) ||
      rivals.some(
        rival =>
          rival.source === same.source &&
          !saysBoth(draft, rival.other, statement) &&
          belongsToAnother(
            { reading: draft, place: statement },
            { reading: rival.source.reading, place: rival.other },
            { reading: same.source.reading, place: same.other },
          ),
      )) &&
    !saysBoth(draft, different.other, { start, end })
  if (isElsewhere) return [{ ...place, evidence: [], instead }]
  const evidence = [
    ...new Set(candidates.filter(({ agrees }) => agrees).map(({ source }) => source.evidence)),
  ]
  return [{ ...place, evidence }]
}

interface Candidate {
  source: ReadSource
  other: Statement
  likeness: number
}

const nearest = <Found extends Candidate>(candidates: readonly Found[]): Found | undefined =>
  candidates.reduce<Found | undefined>(
    (one, other) => (one && one.likeness >= other.likeness ? one : other),
    undefined,
  )

/** Both ends of a range, or a value of another sort: neither is meant in place of the other. */
function isAllied({ folded }: Reading, rival: Statement, { other }: Candidate): boolean {
  if (rival.means.of !== other.means.of) return true
  const [first, second] = rival.start < other.start ? [rival, other] : [other, rival]
  return RANGE.test(folded.slice(first.end, second.start))
}

/** One end of "10 to noon": a range is hardly another one by chance. */
const isOfRange = ({ folded, statements }: Reading, statement: Statement): boolean =>
  statements.some(other => {
    const [first, second] = other.start < statement.start ? [other, statement] : [statement, other]
    return other !== statement && RANGE_OR_AND.test(folded.slice(first.end, second.start))
  })

const RANGE_OR_AND = /^ ?(?:-|to|and|bis|und|à|et|a|al|y|until|till|から|الي|حتي) ?$/u
const RANGE = /^ ?(?:-|to|bis|bis zu|à|a|al|until|till|から|الي|حتي) ?$/u

const isDoubted = (
  draft: Reading,
  statement: Statement,
  different: Candidate | undefined,
  sources: readonly ReadSource[],
) =>
  statement.means.of === 'number' && statement.means.unit === undefined
    ? isCountedElsewhere(draft, statement, sources)
    : different !== undefined && (statement.means.of !== 'duration' || different.likeness >= ALIKE)

/** Another number of the same things: "two bags" for "one bag". */
function isCountedElsewhere(draft: Reading, statement: Statement, sources: readonly ReadSource[]): boolean {
  const mine = thingsAfter(draft, statement)
  return sources.some(({ reading }) =>
    reading.statements.some(
      other => other.means.of === 'number' && thingsAfter(reading, other).some(thing => mine.includes(thing)),
    ),
  )
}

const NEAR = 3
const thingsAfter = (reading: Reading, { start, end }: Statement): string[] =>
  (sentenceAt(reading, start)?.content ?? [])
    .filter(word => word.start >= end)
    .slice(0, NEAR)
    .map(({ stem }) => stem)

/** "Today" or "an hour", where a source tells of the same another day or time. */
const saysAnother = ({ folded }: Reading, { means, end }: Statement, alike: number) =>
  (means.of === 'relative day' ||
    (means.of === 'duration' && isDistance.test(folded.slice(end, end + 12)))) &&
  alike >= ALIKE
/** "An hour before"; "three days a year" and "half a day" are no such time. */
const isDistance =
  /^ (?:before|earlier|later|ago|ahead|vorher|zuvor|früher|später|avant|plus tôt|plus tard|antes|después)(?!\p{L})/u
const ALIKE = 0.3

/** A long number is a code or a postcode: nothing else has it by chance. */
const isOneOfAKind = ({ means }: Statement) =>
  means.of === 'number' && means.unit === undefined && means.values.every(value => value >= 10_000)

/** What costs nothing is a price as well. */
const giftsIn = ({ commitments }: Reading) =>
  commitments
    .filter(({ topic, isDenied }) => topic === 'free of charge' && !isDenied)
    .map(({ start, end }) => ({ other: priceOfNothing(start, end), agrees: false }))

const priceOfNothing = (start: number, end: number): Statement => ({
  start,
  end,
  kind: 'money',
  means: { of: 'money', values: [0] },
})

/** A draft that names both values has not confused them. */
const saysBoth = (draft: Reading, other: Statement, { start, end }: { start: number; end: number }) =>
  draft.statements.some(one => (one.start !== start || one.end !== end) && agree(one, other))

const LONG_NUMBERS = /\d{5,}/g
const isWords = ({ means }: Statement) => means.of === 'words'

function isWritten({ means }: Statement, { folded }: Reading): boolean {
  if (means.of === 'number')
    return means.values.some(value => folded.match(LONG_NUMBERS)?.includes(String(value)))
  if (means.of !== 'words' || means.text.startsWith('tel:')) return false
  const plain = (text: string) => text.replaceAll(/[^\p{L}\p{N}]+/gu, '')
  return plain(folded).includes(plain(means.text))
}

function judgeName(draft: Reading, statement: Statement, sources: readonly ReadSource[]): Claim[] {
  const place = { start: statement.start, end: statement.end, kind: statement.kind }
  const evidence = findName(statement, sources)
  const instead =
    evidence.length > 0
      ? nameThatFitsBetter(draft, statement, sources)
      : nameInItsPlace(draft, statement, sources)
  if (evidence.length > 0 && instead === undefined) return statement.vague ? [] : [{ ...place, evidence }]
  if (statement.vague && instead === undefined) return []
  return [{ ...place, evidence: [], ...(instead && { instead }) }]
}
