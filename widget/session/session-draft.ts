import type { EventOf, SessionEvent } from '../../server/protocol/session-events.ts'
import type { SessionView, TranscriptEntry } from './session-view.ts'

/** A view while events are folded into it; what its fields hold is replaced, never changed, but for the lists. */
export type Draft = {
  -readonly [Key in keyof SessionView]: Key extends 'transcript'
    ? TranscriptEntry[]
    : Key extends 'unsettled'
      ? number[]
      : SessionView[Key]
}

/** What each type of event does to a draft. */
export type Folds = { [Type in SessionEvent['type']]?: (draft: Draft, event: EventOf<Type>) => void }
