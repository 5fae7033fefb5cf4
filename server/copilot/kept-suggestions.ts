import type { Suggestion } from '../protocol/assists.ts'
import type { DeliveryWork } from '../sessions/delivery-lane.ts'
import type { SessionLog } from '../sessions/session-log.ts'

/** Events in which the suggestions that are shown now are looked for. */
const LOOKED_BACK = 100

/** What is shown now and stays: all but the one that the agent wants anew. */
export interface Kept {
  suggestions: Suggestion[]
  /** All that is shown now, as the failure of a redraft leaves it. */
  shown: Suggestion[]
  /** Texts that the agent has seen and did not want. */
  unwanted: string[]
}

/** Looks up what a redraft leaves as it is; nothing for drafts of a new message. */
export async function findKept(log: SessionLog, { key, event }: DeliveryWork): Promise<Kept> {
  if (event.type !== 'redraft-requested') return { suggestions: [], shown: [], unwanted: [] }
  const events = await log.readBack(key, event.seq, LOOKED_BACK)
  const shown = events.findLast(made => made.type === 'suggestions-made' && made.for === event.for)
  const suggestions = shown?.type === 'suggestions-made' ? shown.suggestions : []
  const isUnwanted = ({ id }: Suggestion) => event.suggestionId === undefined || id === event.suggestionId
  return {
    shown: suggestions,
    suggestions: suggestions.filter(suggestion => !isUnwanted(suggestion)),
    unwanted: suggestions.filter(isUnwanted).map(({ text }) => text),
  }
}
