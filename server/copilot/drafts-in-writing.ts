import { randomUUID } from 'node:crypto'
import type { Claim, Passage, Suggestion } from '../protocol/assists.ts'
import { cautiousClaims } from './cautious-claims.ts'
import { citedIn, sourcesOf } from './cited.ts'
import type { OpenDraft } from './draft-hub.ts'
import type { DraftPart } from './draft-reader.ts'
import type { Drafting, DraftParts } from './draft-replies.ts'
import { ground } from './grounding.ts'
import type { HiddenData } from './hidden-data.ts'
import type { Prompt } from './prompts.ts'
import { repeats } from './repeats.ts'

/** The drafts of one answer while it comes in. */
export class DraftsInWriting {
  readonly suggestions: Suggestion[] = []
  /** The model has said something, if only that nothing is worth saying. */
  hasSpoken = false
  readonly #parts: DraftParts
  readonly #drafting: Drafting
  readonly #hidden: HiddenData
  readonly #prompt: Prompt
  readonly #abort: AbortController
  #open: OpenText | undefined
  #isOver = false

  constructor(
    parts: DraftParts,
    drafting: Drafting,
    hidden: HiddenData,
    prompt: Prompt,
    abort: AbortController,
  ) {
    this.#parts = parts
    this.#drafting = drafting
    this.#hidden = hidden
    this.#prompt = prompt
    this.#abort = abort
  }

  take(parts: DraftPart[]): void {
    for (const part of parts) {
      this.hasSpoken = true
      if (part.type === 'header') this.#begin(part.name, part.words)
      else if (!this.#isOver) {
        this.#open ??= this.#start('reply', '')
        this.#open.write(part.text)
      }
    }
  }

  /** Ends what is open; what is not whole is given up. */
  finish(isWhole: boolean): void {
    const open = this.#open
    this.#open = undefined
    if (!open) return
    const text = open.end()
    const suggestion =
      isWhole && text !== '' && this.#isNews(text) ? this.#toSuggestion(open, text) : undefined
    if (suggestion) this.suggestions.push(suggestion)
    open.draft.end(suggestion !== undefined)
  }

  #begin(name: string, words: string): void {
    this.finish(true)
    this.#isOver ||= name === 'nothing' || this.suggestions.length >= this.#drafting.atMost
    if (!this.#isOver) this.#open = this.#start(name === 'question' ? 'question' : 'reply', words)
  }

  #start(kind: Suggestion['kind'], words: string): OpenText {
    const draftId = `draft-${randomUUID()}`
    const draft = this.#parts.hub.open(
      this.#drafting.key,
      { draftId, for: this.#drafting.for, kind },
      this.#abort,
    )
    return new OpenText(draftId, kind, words, draft, this.#hidden)
  }

  /** Nothing that was offered already, and nothing of our own instructions. */
  #isNews(text: string): boolean {
    const offered = [...this.suggestions.map(suggestion => suggestion.text), ...this.#drafting.avoid]
    return !offered.includes(text) && !repeats(text, this.#prompt.text)
  }

  #toSuggestion({ draftId, kind, words }: OpenText, text: string): Suggestion | undefined {
    const { passages, dialogue, settings } = this.#drafting
    const cited = kind === 'reply' ? citedIn(words, passages) : []
    const claims = cautiousClaims(ground(text, sourcesOf(cited, dialogue)), dialogue)
    const confidence = confidenceOf(kind, cited, claims)
    if (confidence < settings.copilot.suggestions.leastConfidence) return undefined
    return {
      id: draftId,
      kind,
      text,
      passageIds: cited.map(({ passageId }) => passageId),
      by: 'model',
      confidence,
      claims,
      ...(kind === 'question' && words !== '' && { why: this.#hidden.show(words).slice(0, 500) }),
    }
  }
}

/** One draft: what the model writes, and the same with personal data put back for the agent. */
class OpenText {
  readonly draftId: string
  readonly kind: Suggestion['kind']
  readonly words: string
  readonly draft: OpenDraft
  readonly #showing: ReturnType<HiddenData['showing']>
  #text = ''

  constructor(
    draftId: string,
    kind: Suggestion['kind'],
    words: string,
    draft: OpenDraft,
    hidden: HiddenData,
  ) {
    this.draftId = draftId
    this.kind = kind
    this.words = words
    this.draft = draft
    this.#showing = hidden.showing()
  }

  write(text: string): void {
    this.#add(this.#showing.read(text))
  }

  /** Returns the whole text. */
  end(): string {
    this.#add(this.#showing.end())
    return this.#text.trim()
  }

  #add(text: string): void {
    if (text === '') return
    this.#text += text
    this.draft.write(text)
  }
}

/** As sure as its best source, and less so with every claim that no source makes. */
function confidenceOf(kind: Suggestion['kind'], cited: Passage[], claims: Claim[]): number {
  const source =
    kind === 'question' || cited.length === 0 ? 0.5 : Math.max(...cited.map(({ score }) => score))
  const found = claims.filter(({ evidence }) => evidence.length > 0).length
  return Math.min(1, Math.max(0, source)) * (claims.length > 0 ? (1 + found) / (1 + claims.length) : 1)
}
