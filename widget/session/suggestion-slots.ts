import type { Passage, Suggestion } from '../../server/protocol/assists.ts'
import type { SuggestionDraft } from './drafts.ts'
import type { Assistance } from './session-view.ts'

/** A place in the list of suggestions and what stands there. */
export interface Slot {
  /** The suggestion's id. */
  readonly id: string
  /** The customer's message that it answers. */
  readonly for: number
  readonly kind: Suggestion['kind']
  /** What is written so far, while it is being written. */
  readonly draft?: string
  readonly suggestion?: Suggestion
  /** The passages that its numbers speak of. */
  readonly passages: readonly Passage[]
  /** The customer has written since. */
  readonly stale: boolean
}

/** At most so many fresh suggestions at a time. */
const most = 3

/** What is to be shown: what is being written for the newest message, with or after what there is for it. */
export function slotsWanted(
  assistance: Assistance | undefined,
  drafts: readonly SuggestionDraft[],
): readonly Slot[] {
  const made = assistance ? slotsOf(assistance) : []
  const newest = Math.max(assistance?.for ?? 0, ...drafts.map(draft => draft.for))
  const written = drafts.filter(draft => draft.for === newest).map(slotOfDraft)
  const kept = made.filter(slot => slot.for === newest || written.length === 0)
  return [...kept, ...written.filter(({ id }) => !kept.some(slot => slot.id === id))].slice(0, most)
}

/**
 * Brings wanted suggestions into the list and moves as little as possible: what stays keeps its place, what is new
 * takes the place of what goes, and comes at the end where nothing goes. What the agent has worked on stays too,
 * as stale, until it is dismissed; it does not count.
 */
export function settleSlots(
  before: readonly Slot[],
  wanted: readonly Slot[],
  isWorkedOn: (id: string) => boolean,
): readonly Slot[] {
  const isKnown = (slot: Slot) => before.some(({ id }) => id === slot.id)
  const arriving = wanted.filter(slot => !isKnown(slot))
  const after = before.flatMap(slot => {
    const stays = wanted.find(({ id }) => id === slot.id)
    if (stays) return [stays]
    if (isWorkedOn(slot.id)) return [{ ...slot, stale: true }]
    return arriving.splice(0, 1)
  })
  return [...after, ...arriving]
}

/** What may change while nothing may move: the words of what is there, and that it is stale. */
export function holdSlots(before: readonly Slot[], wanted: readonly Slot[]): readonly Slot[] {
  return before.map(slot => wanted.find(({ id }) => id === slot.id) ?? { ...slot, stale: true })
}

function slotsOf(assistance: Assistance): Slot[] {
  const { suggestions, passages, stale } = assistance
  return suggestions.map(suggestion => {
    const { id, kind } = suggestion
    return { id, for: assistance.for, kind, suggestion, passages, stale }
  })
}

function slotOfDraft({ id, kind, for: seq, text }: SuggestionDraft): Slot {
  return { id, for: seq, kind, draft: text, passages: [], stale: false }
}
