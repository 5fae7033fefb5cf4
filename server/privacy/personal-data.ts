import { type PersonalKind, personalKindSchema } from '../protocol/settings/privacy.ts'
import type { MaskingContext } from './mask.ts'
import { findAddresses } from './recognise/addresses.ts'
import { announcedBy, askedFor, asksForThing } from './recognise/asked-for.ts'
import { findBareNames } from './recognise/bare-names.ts'
import type { Found } from './recognise/found.ts'
import { findLabelled } from './recognise/labelled.ts'
import { findNames } from './recognise/names.ts'
import { findNationalIds } from './recognise/national-ids.ts'
import { findNumbers } from './recognise/numbers.ts'
import { findPostcodes } from './recognise/postcodes.ts'
import { findSpelledDigits } from './recognise/spelled-digits.ts'
import { findWritten } from './recognise/written.ts'

/** The customer's turn and what is known around it. */
export interface Turn {
  text: string
  /** `text` in lower case, place by place. */
  lower: string
  /** What the other side asked for right before. */
  asked: ReadonlySet<PersonalKind>
  /** Whether anything was said before at all: an answer to another question is no personal number. */
  isAnswer: boolean
  /** Whether the other side asked for the number of a thing: an order, a parcel, a case. */
  asksForThing: boolean
  names: readonly string[]
  familiar?: ReadonlySet<string>
  country: string
}

/** Personal data in a text, in order, without overlaps. Surer recognisers come first and keep their place. */
export function findPersonalData(text: string, context: MaskingContext): Found[] {
  const kinds = new Set(context.kinds ?? personalKindSchema.options)
  const turn: Turn = {
    text,
    lower: lowerInPlace(text),
    asked: new Set([...askedFor(context.before ?? ''), ...(context.announced ?? []).flatMap(announcedBy)]),
    isAnswer: Boolean(context.before),
    asksForThing: asksForThing(context.before ?? ''),
    names: context.names ?? [],
    familiar: context.familiar,
    country: context.country ?? 'US',
  }
  const found = [
    findWritten,
    findNationalIds,
    findLabelled,
    findAddresses,
    findPostcodes,
    findNumbers,
    findSpelledDigits,
    findNames,
    findBareNames,
  ].flatMap(find => find(turn))
  return withoutOverlaps(found).filter(({ kind }) => kinds.has(kind))
}

/**
 * Lower case that keeps every place, with one form for digits: the Turkish capital is the one letter that would become
 * two.
 */
const lowerInPlace = (text: string) =>
  text
    .replaceAll('İ', 'i')
    .toLowerCase()
    .replaceAll(/[٠-٩۰-۹０-９]/g, digit => String((digit.codePointAt(0) ?? 0) & 15))

/** Of two that overlap the one found first in the list stays; two of a kind become one. */
function withoutOverlaps(found: readonly Found[]): Found[] {
  const ranked = found.map((span, rank) => ({ ...span, rank }))
  ranked.sort((one, other) => one.start - other.start || one.rank - other.rank)
  const kept: typeof ranked = []
  for (const span of ranked) {
    let next = span
    let last = kept.at(-1)
    while (last && last.end > next.start && (next.rank < last.rank || next.kind === last.kind)) {
      if (next.kind === last.kind) {
        const rank = Math.min(next.rank, last.rank)
        next = { kind: next.kind, rank, start: last.start, end: Math.max(next.end, last.end) }
      }
      kept.pop()
      last = kept.at(-1)
    }
    if (!last || last.end <= next.start) kept.push(next)
  }
  return kept.map(({ start, end, kind }) => ({ start, end, kind }))
}
