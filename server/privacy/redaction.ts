import type { Claim } from '../protocol/assists.ts'
import type { SessionEvent } from '../protocol/session-events.ts'
import type { PersonalKind, PrivacySettings } from '../protocol/settings/privacy.ts'
import type { MaskingContext } from './mask.ts'
import { MOST_PARTS } from './mask-dialogue.ts'
import { findPersonalData } from './personal-data.ts'
import { HIDDEN, hiddenOf } from './placeholders.ts'

/** Hides personal data from people who look on; what was hidden cannot be had back from what they see. */
export interface Redaction {
  /** Events in the order in which they are shown: an answer is hidden by what was asked before it. */
  events(events: readonly SessionEvent[]): SessionEvent[]
  /** The same for the answer to a request. */
  answer<Answer>(answer: Answer): Answer
}

/** What an endpoint's viewers do not see; undefined where they may see everything. */
export function redactionOf({ hiddenFromViewers, country }: PrivacySettings): Redaction | undefined {
  if (hiddenFromViewers.length === 0) return undefined
  const context: MaskingContext = { kinds: hiddenFromViewers, country }
  const latest: { customer?: string; other?: string } = {}
  let announced: { by?: 'customer' | 'other'; texts: string[] } = { texts: [] }
  const show = (event: SessionEvent): SessionEvent => {
    if (event.type !== 'message') return hide(event, context) as SessionEvent
    const by = event.from === 'customer' ? 'customer' : 'other'
    const before = latest[by === 'customer' ? 'other' : 'customer']
    const own = announced.by === by ? announced.texts : []
    if (event.text) {
      latest[by] = event.text
      announced = { by, texts: [...own, event.text].slice(-MOST_PARTS) }
    }
    return hide(event, { ...context, before, announced: own }) as SessionEvent
  }
  return {
    events: events => events.map(show),
    answer: <Answer>(answer: Answer) => hide(answer, context) as Answer,
  }
}

/** Fields that name things rather than tell of people. */
const kept =
  /Ids?$|^(?:id|type|kind|from|by|status|language|mediaType|purpose|quiet|act|assist|code|url|channel|target)$/

function hide(value: unknown, context: MaskingContext): unknown {
  if (typeof value === 'string') return hideText(value, context).text
  if (Array.isArray(value)) return value.map(one => hide(one, context))
  if (typeof value !== 'object' || value === null) return value
  const shown = Object.fromEntries(
    Object.entries(value).map(([field, inner]) => [
      field,
      kept.test(field) ? inner : (hideField(field, inner, value, context) ?? hide(inner, context)),
    ]),
  )
  return hasClaims(value) ? { ...shown, claims: moveClaims(value, context) } : shown
}

const fieldKinds: Readonly<Record<string, PersonalKind>> = {
  name: 'name',
  email: 'email',
  phone: 'phone',
  address: 'address',
  account: 'account',
}

/** A profile's fields and a fact say themselves what they are. */
function hideField(field: string, inner: unknown, owner: object, { kinds = [] }: MaskingContext) {
  if (typeof inner !== 'string') return undefined
  const isFact = field === 'value' && 'kind' in owner && typeof owner.kind === 'string'
  const isProfile = !('kind' in owner) && !('title' in owner) && !('code' in owner) && !('mediaType' in owner)
  const kind = isFact ? fieldKinds[String(owner.kind)] : isProfile ? fieldKinds[field] : undefined
  return kind && kinds.includes(kind) ? hiddenOf(kind) : undefined
}

function hideText(text: string, context: MaskingContext) {
  const hidden = [...text.matchAll(HIDDEN)].map(({ index, 0: mark }) => ({
    from: index,
    to: index + mark.length,
  }))
  const found = findPersonalData(text, context).filter(
    ({ start, end }) => !hidden.some(({ from, to }) => from <= start && end <= to),
  )
  let shown = ''
  let end = 0
  for (const place of found) {
    shown += text.slice(end, place.start) + hiddenOf(place.kind)
    end = place.end
  }
  return { text: shown + text.slice(end), found }
}

const hasClaims = (value: object): value is { text: string; claims: Claim[] } =>
  'text' in value && 'claims' in value && typeof value.text === 'string' && Array.isArray(value.claims)

/** Claims stay at the words that they speak of; what stood in their place may be personal, and goes. */
function moveClaims({ text, claims }: { text: string; claims: Claim[] }, context: MaskingContext): Claim[] {
  const { found } = hideText(text, context)
  const moved = (offset: number) =>
    found.reduce((place, { start, end, kind }) => {
      if (offset >= end) return place + hiddenOf(kind).length - (end - start)
      return offset > start ? place + (start + hiddenOf(kind).length - offset) : place
    }, offset)
  return claims.map(claim => {
    const instead = claim.instead === undefined ? {} : { instead: hideText(claim.instead, context).text }
    return { ...claim, start: moved(claim.start), end: moved(claim.end), ...instead }
  })
}
