import { html, nothing } from 'lit'
import type { Claim } from '../../server/protocol/assists.ts'
import { isolate } from '../locales/isolate.ts'
import { texts } from '../locales/texts.ts'
import type { Slot } from '../session/suggestion-slots.ts'
import {
  isUnlinked,
  numberOf,
  type Piece,
  piecesOf,
  type Source,
  settledAndArriving,
} from '../session/suggestion-text.ts'
import { icon } from '../ui/icon.ts'

/** More facts than these are told in words alone. */
const mostSquares = 6

/** What a suggestion rests on, counted: facts where it states any, else articles or earlier chats. */
export function renderEvidence({ suggestion, passages }: Slot) {
  if (!suggestion) return nothing
  const { claims, by, passageIds } = suggestion
  if (claims.length > 0) return renderFacts(claims)
  if (by === 'past-replies') return texts.replies.fromPast
  const titles = passages.filter(({ passageId }) => passageIds.includes(passageId)).map(({ title }) => title)
  return titles.length > 0 ? texts.replies.from(new Set(titles).size) : nothing
}

function renderFacts(claims: readonly Claim[]) {
  const unlinked = claims.filter(isUnlinked).length
  const { linked, partlyLinked } = texts.replies
  const words = unlinked === 0 ? linked(claims.length) : partlyLinked(claims.length, claims.length - unlinked)
  const squares = claims.toSorted((one, other) => Number(isUnlinked(one)) - Number(isUnlinked(other)))
  return html`${
    claims.length <= mostSquares
      ? html`<span class="meter" aria-hidden="true">${squares.map(
          claim => html`<i class=${isUnlinked(claim) ? 'not' : ''}></i>`,
        )}</span>`
      : nothing
  }<span>${words}</span>`
}

/** The text with its marks and gaps; `fill` hears what the agent writes into a gap. */
export function renderPieces(
  text: string,
  claims: readonly Claim[],
  sources: readonly Source[],
  gaps: readonly string[],
  fill: (index: number, value: string) => void,
) {
  // On one line: white space counts here.
  return piecesOf(text, claims, sources).map(piece => renderPiece(piece, gaps, fill))
}

function renderPiece(piece: Piece, gaps: readonly string[], fill: (index: number, value: string) => void) {
  if (piece.kind === 'refs')
    return piece.numbers.map(number => html`<span class="ref inline">${number}</span>`)
  if (piece.kind !== 'gap')
    return piece.kind === 'words' ? piece.text : html`<span class="unlinked">${piece.text}</span>`
  const { name, index } = piece
  const value = gaps[index] ?? ''
  const change = ({ target }: Event) => fill(index, (target as HTMLInputElement).value)
  return html`<input class="gap" dir="auto" maxlength="200" autocomplete="off" placeholder=${name} aria-label=${name} size=${Math.min(24, Math.max(name.length, value.length) + 1)} .value=${value} @input=${change}>`
}

/** Whole sentences in ink, the one that is arriving lighter. */
export function renderWriting(draft: string) {
  const { settled, arriving } = settledAndArriving(draft)
  return html`${settled}<span class="arriving">${arriving}</span><span class="nib"></span>`
}

/** Each claim that nothing bears out, and what the nearest source says instead. */
export function renderUnlinked(text: string, claims: readonly Claim[], sources: readonly Source[]) {
  return claims.filter(isUnlinked).map(claim => {
    const number =
      sources.length === 1 ? sources[0]?.number : claim.evidence[0] && numberOf(claim.evidence[0], sources)
    const { unlinked, instead, insteadThere } = texts.replies
    const words = claim.instead && isolate(claim.instead)
    return html`<p class="check-note" data-testid="unlinked">
      ${icon('alert')}<span
        >${unlinked(isolate(text.slice(claim.start, claim.end)))}
        ${words ? (number ? instead(number, words) : insteadThere(words)) : nothing}</span
      >
    </p>`
  })
}
