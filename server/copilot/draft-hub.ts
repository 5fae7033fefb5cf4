import type { DraftStart as AnyDraftStart } from '../protocol/copilot.ts'

/** The start of a suggestion; answers to requests go to one widget alone. */
export type DraftStart = Extract<AnyDraftStart, { for: number }>

/** What is told of texts that are being written, in the order in which it happens. */
export type DraftNews =
  | { type: 'draft-start'; draft: DraftStart }
  | { type: 'draft-delta'; draftId: string; text: string }
  | { type: 'draft-end'; draftId: string; complete: boolean }

export type DraftListener = (key: string, news: DraftNews) => void

/** One text that is being written. `end` counts once. */
export interface OpenDraft {
  write(text: string): void
  end(complete: boolean): void
}

interface Running {
  start: DraftStart
  /** What was told so far; whoever comes late is told it at once. */
  text: string
  unsent: string
  timer: NodeJS.Timeout | undefined
  abort: AbortController | undefined
}

/** The first piece goes at once; what follows within this time goes together. */
const GATHER_MILLISECONDS = 30
/** Texts of others that nobody ended are forgotten after so many newer ones. */
const MOST_DRAFTS = 5_000

/**
 * Texts that are being written for sessions: told as they grow and forgotten once they end; what they become is in the
 * log. Those of other servers are passed on with `hear`.
 */
export class DraftHub {
  readonly #listeners = new Set<DraftListener>()
  readonly #cancelListeners = new Set<(key: string, draftId: string) => void>()
  readonly #running = new Map<string, Running>()

  /** Hears of texts that this server writes. */
  on(listener: DraftListener): void {
    this.#listeners.add(listener)
  }

  /** Hears of wishes to stop a text that is written elsewhere. */
  onCancel(listener: (key: string, draftId: string) => void): void {
    this.#cancelListeners.add(listener)
  }

  /** Begins a text; `abort` ends the writing of it when somebody asks for that. */
  open(key: string, start: DraftStart, abort: AbortController): OpenDraft {
    const name = nameOf(key, start.draftId)
    const draft: Running = { start, text: '', unsent: '', timer: undefined, abort }
    this.#keep(name, draft)
    this.#tell(key, { type: 'draft-start', draft: start })
    return {
      write: text => this.#write(key, draft, text),
      end: complete => {
        if (!this.#running.delete(name)) return
        this.#send(key, draft)
        clearTimeout(draft.timer)
        this.#tell(key, { type: 'draft-end', draftId: start.draftId, complete })
      },
    }
  }

  /** What another server tells; kept for those who come late. */
  hear(key: string, news: DraftNews): void {
    if (news.type === 'draft-start') {
      const { draft: start } = news
      this.#keep(nameOf(key, start.draftId), {
        start,
        text: '',
        unsent: '',
        timer: undefined,
        abort: undefined,
      })
    } else if (news.type === 'draft-end') this.#running.delete(nameOf(key, news.draftId))
    else {
      const draft = this.#running.get(nameOf(key, news.draftId))
      if (draft) draft.text += news.text
    }
  }

  /** The texts that are being written for a session, as they stand. */
  runningOf(key: string): { start: DraftStart; text: string }[] {
    const mine = `${key}\n`
    return [...this.#running].flatMap(([name, { start, text }]) =>
      name.startsWith(mine) ? { start, text } : [],
    )
  }

  /** Stops a text of the session, here or where it is written. */
  cancel(key: string, draftId: string): void {
    if (!this.cancelHere(key, draftId)) for (const listener of this.#cancelListeners) listener(key, draftId)
  }

  /** Stops a text that this server writes; false where it does not. */
  cancelHere(key: string, draftId: string): boolean {
    const abort = this.#running.get(nameOf(key, draftId))?.abort
    abort?.abort(new DraftCancelledError())
    return abort !== undefined
  }

  #keep(name: string, draft: Running): void {
    if (this.#running.size >= MOST_DRAFTS) {
      const [oldest = ''] = this.#running.keys()
      this.#running.delete(oldest)
    }
    this.#running.set(name, draft)
  }

  #write(key: string, draft: Running, text: string): void {
    draft.unsent += text
    if (draft.timer) return
    this.#send(key, draft)
    draft.timer = setTimeout(() => {
      draft.timer = undefined
      if (draft.unsent !== '') this.#write(key, draft, '')
    }, GATHER_MILLISECONDS)
  }

  #send(key: string, draft: Running): void {
    if (draft.unsent === '') return
    draft.text += draft.unsent
    this.#tell(key, { type: 'draft-delta', draftId: draft.start.draftId, text: draft.unsent })
    draft.unsent = ''
  }

  #tell(key: string, news: DraftNews): void {
    for (const listener of this.#listeners) listener(key, news)
  }
}

/** An agent stopped the writing. */
export class DraftCancelledError extends Error {
  override readonly name = 'DraftCancelledError'
}

const nameOf = (key: string, draftId: string) => `${key}\n${draftId}`
