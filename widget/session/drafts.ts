import type { Suggestion } from '../../server/protocol/assists.ts'
import type { DraftStart } from '../../server/protocol/copilot.ts'

/** A suggestion that is being written. */
export interface SuggestionDraft {
  readonly id: string
  readonly kind: Suggestion['kind']
  /** The customer's message that it answers. */
  readonly for: number
  readonly text: string
}

/** More than these at once nobody reads; what begins then is not shown until it is whole. */
const mostDrafts = 12

/** Texts while they are written, which no log keeps: suggestions to show, and answers to whoever asked. */
export class Drafts {
  /** In the order in which they began. */
  suggestions: readonly SuggestionDraft[] = []

  readonly #askers = new Map<string, (text: string) => void>()
  readonly #answers = new Map<string, { requestId: string; text: string }>()

  /** Calls back with the whole text so far, each time that the answer to a request grows; returns how to stop. */
  follow(requestId: string, writing: (text: string) => void): () => void {
    this.#askers.set(requestId, writing)
    return () => this.#askers.delete(requestId)
  }

  start(draft: DraftStart): void {
    if ('requestId' in draft) {
      if (this.#askers.has(draft.requestId))
        this.#answers.set(draft.draftId, { requestId: draft.requestId, text: '' })
    } else if (this.suggestions.length < mostDrafts) {
      const { draftId: id, kind } = draft
      this.suggestions = [...this.#others(id), { id, kind, for: draft.for, text: '' }]
    }
  }

  grow(draftId: string, text: string): void {
    const answer = this.#answers.get(draftId)
    if (answer) {
      answer.text += text
      this.#askers.get(answer.requestId)?.(answer.text)
    } else {
      this.suggestions = this.suggestions.map(draft =>
        draft.id === draftId ? { ...draft, text: draft.text + text } : draft,
      )
    }
  }

  /** One that was given up goes; one that is whole stays until `settle` hears what it became. */
  end(draftId: string, isComplete: boolean): void {
    this.#answers.delete(draftId)
    if (!isComplete) this.suggestions = this.#others(draftId)
  }

  /** Suggestions for the message `seq`, and those for messages before it, are made. */
  settle(seq: number): void {
    this.suggestions = this.suggestions.filter(draft => draft.for > seq)
  }

  /** The connection broke: nobody goes on with what was begun. */
  clear(): void {
    this.suggestions = []
    this.#answers.clear()
  }

  #others(id: string) {
    return this.suggestions.filter(draft => draft.id !== id)
  }
}
