import type { Claim, Evidence, Passage, Suggestion } from '../../server/protocol/assists.ts'

/** A part of a suggestion's text: plain, a claim that no source bears out, a gap to fill, or numbers of sources. */
export type Piece =
  | { readonly kind: 'words' | 'unlinked'; readonly text: string }
  | { readonly kind: 'gap'; readonly name: string; readonly index: number }
  | { readonly kind: 'refs'; readonly numbers: readonly number[] }

/** Where a suggestion's words come from: a passage, or something that was said. */
export interface Source {
  readonly number: number
  readonly passage?: Passage
  readonly seq?: number
}

const gaps = /\[([^\][\n]{1,60})\]/g

/** The names of the gaps in a text, in their order. */
export function gapsIn(text: string): string[] {
  return [...text.matchAll(gaps)].map(([, name = '']) => name).filter(isGapName)
}

/** The text with its gaps filled in order; one that has no value yet stays a gap. */
export function fillGaps(text: string, values: readonly string[]): string {
  let index = 0
  return text.replace(gaps, (gap, name: string) => {
    if (!isGapName(name)) return gap
    return values[index++]?.trim() || gap
  })
}

/** The claims that an edited text still makes, in their new places. */
export function claimsIn(text: string, { text: original, claims }: Suggestion): readonly Claim[] {
  if (text === original) return claims
  return claims.flatMap(claim => {
    const words = original.slice(claim.start, claim.end)
    const start = text.indexOf(words)
    return start === -1 ? [] : [{ ...claim, start, end: start + words.length }]
  })
}

export function isUnlinked({ evidence }: Claim): boolean {
  return evidence.length === 0
}

/** The sources of a suggestion: its passages by their numbers beside the knowledge, then what was said. */
export function sourcesOf(
  { passageIds, claims }: Pick<Suggestion, 'passageIds' | 'claims'>,
  passages: readonly Passage[],
): Source[] {
  const evidence = claims.flatMap(claim => claim.evidence)
  const ids = new Set([...passageIds, ...evidence.flatMap(one => ('passageId' in one ? one.passageId : []))])
  const seqs = new Set(evidence.flatMap(one => ('seq' in one ? one.seq : [])))
  return [
    ...passages
      .map((passage, index) => ({ number: index + 1, passage }))
      .filter(({ passage }) => ids.has(passage.passageId)),
    ...[...seqs].map((seq, index) => ({ number: passages.length + index + 1, seq })),
  ]
}

/** The number of the source that a piece of evidence names. */
export function numberOf(evidence: Evidence, sources: readonly Source[]): number | undefined {
  return sources.find(({ passage, seq }) =>
    'seq' in evidence ? seq === evidence.seq : passage?.passageId === evidence.passageId,
  )?.number
}

/** Cuts a text for reading: claims without a source are marked, numbers stand at the end of their sentence. */
export function piecesOf(text: string, claims: readonly Claim[], sources: readonly Source[]): Piece[] {
  let gapsBefore = 0
  return sentencesOf(text).flatMap(({ start, end }) => {
    const inside = claims.filter(claim => claim.start >= start && claim.start < end)
    const trimmed = start + text.slice(start, end).trimEnd().length
    const words = marked(text, start, trimmed, inside.filter(isUnlinked)).flatMap(piece =>
      piece.kind === 'words' ? withGaps(piece.text, () => gapsBefore++) : [piece],
    )
    const numbers = inside.flatMap(({ evidence }) => evidence.flatMap(one => numberOf(one, sources) ?? []))
    const refs: Piece[] =
      numbers.length > 0
        ? [{ kind: 'refs', numbers: [...new Set(numbers)].sort((one, other) => one - other) }]
        : []
    const space = text.slice(trimmed, end)
    return [...words, ...refs, ...(space ? [{ kind: 'words' as const, text: space }] : [])]
  })
}

/** The text without the sentences that claim what no source bears out; empty where none is left. */
export function withoutUnlinked(text: string, claims: readonly Claim[]): string {
  const unlinked = claims.filter(isUnlinked)
  return sentencesOf(text)
    .filter(({ start, end }) => !unlinked.some(claim => claim.start < end && claim.end > start))
    .map(({ start, end }) => text.slice(start, end))
    .join('')
    .trim()
}

/** Whole sentences of a text that is being written, and the one that is arriving. */
export function settledAndArriving(text: string): { settled: string; arriving: string } {
  const last = sentencesOf(text).at(-1)
  const isWhole = last && /[.!?。！？؟…]["'”’)]?\s*$/.test(text)
  const settled = isWhole ? text : text.slice(0, last?.start ?? 0)
  return { settled, arriving: text.slice(settled.length) }
}

function sentencesOf(text: string) {
  return [...sentenceSegmenter.segment(text)].map(({ segment, index }) => ({
    start: index,
    end: index + segment.length,
  }))
}

const sentenceSegmenter = new Intl.Segmenter(undefined, { granularity: 'sentence' })

function marked(text: string, from: number, to: number, claims: readonly Claim[]): Piece[] {
  const pieces: Piece[] = []
  let place = from
  for (const { start, end } of claims.toSorted((one, other) => one.start - other.start)) {
    const first = Math.max(place, start)
    const last = Math.min(end, to)
    if (last <= first) continue
    if (first > place) pieces.push({ kind: 'words', text: text.slice(place, first) })
    pieces.push({ kind: 'unlinked', text: text.slice(first, last) })
    place = last
  }
  if (place < to) pieces.push({ kind: 'words', text: text.slice(place, to) })
  return pieces
}

function withGaps(text: string, next: () => number): Piece[] {
  const pieces: Piece[] = []
  let place = 0
  for (const match of text.matchAll(gaps)) {
    const [gap, name = ''] = match
    if (!isGapName(name)) continue
    if (match.index > place) pieces.push({ kind: 'words', text: text.slice(place, match.index) })
    pieces.push({ kind: 'gap', name, index: next() })
    place = match.index + gap.length
  }
  if (place < text.length) pieces.push({ kind: 'words', text: text.slice(place) })
  return pieces
}

/** A number in brackets points to a source. */
function isGapName(name: string) {
  return !/^[\d\s,]*$/.test(name)
}
