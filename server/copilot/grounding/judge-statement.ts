import type { Claim } from '../../protocol/assists.ts'
import { agree, isComparable } from './agree.ts'
import { findName, nameInItsPlace, nameThatFitsBetter } from './judge-name.ts'
import type { Statement } from './meaning.ts'
import { quote, type Reading, type ReadSource } from './reading.ts'
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
    source.reading.statements
      .filter(other => agree(statement, other) || (!other.vague && isComparable(statement, other)))
      .map(other => {
        const theirs = surroundingsOf(source.reading, other)
        const agrees = agree(statement, other)
        return { source, other, agrees, around: theirs, likeness: likeness(around, theirs) }
      }),
  )
  const best = (agrees: boolean) =>
    candidates
      .filter(candidate => candidate.agrees === agrees)
      .reduce<(typeof candidates)[number] | undefined>(
        (one, other) => (one && one.likeness >= other.likeness ? one : other),
        undefined,
      )
  const same = best(true)
  const different = best(false)
  const instead = different && quote(different.source.reading, different.other)
  if (!same) {
    const verbatim = isWords(statement) ? sources.filter(({ reading }) => isWritten(statement, reading)) : []
    if (verbatim.length > 0) return [{ ...place, evidence: verbatim.map(({ evidence }) => evidence) }]
    if (statement.vague) return []
    return [{ ...place, evidence: [], ...(instead && { instead }) }]
  }
  if (statement.vague) return []
  const isElsewhere =
    different !== undefined &&
    (fitsBetter(around, different.around, same.around) ||
      isAttachedElsewhere(
        { reading: draft, statement },
        { reading: different.source.reading, statement: different.other },
        { reading: same.source.reading, statement: same.other },
      )) &&
    !saysBoth(draft, different.other, { start, end })
  if (isElsewhere) return [{ ...place, evidence: [], instead }]
  const evidence = [
    ...new Set(candidates.filter(({ agrees }) => agrees).map(({ source }) => source.evidence)),
  ]
  return [{ ...place, evidence }]
}

/** A draft that names both values has not confused them. */
const saysBoth = (draft: Reading, other: Statement, { start, end }: { start: number; end: number }) =>
  draft.statements.some(one => (one.start !== start || one.end !== end) && agree(one, other))

const isWords = ({ means }: Statement) => means.of === 'words'

function isWritten({ means }: Statement, { folded }: Reading): boolean {
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
