import type { Author, SessionEvent } from '../../server/protocol/session-events.ts'
import { CopilotClient } from '../../widget/session/copilot-client.ts'
import type { CopilotLink } from '../../widget/session/copilot-link.ts'
import { foldEvents } from '../../widget/session/session-reducer.ts'
import { emptySession, type SessionView } from '../../widget/session/session-view.ts'

/** What the widget does without a page: its own client and its own fold, with what came twice or was left out. */
export class WatchingWidget {
  /** Events that the widget already had, by their numbers. */
  readonly repeated: string[] = []
  /** Events that were passed over. */
  readonly missing: string[] = []
  readonly #url: string
  readonly #link: CopilotLink
  #view: SessionView = emptySession
  #client: CopilotClient

  constructor(url: string, link: CopilotLink) {
    this.#url = url
    this.#link = link
    this.#client = this.#open()
  }

  /** Loads the page anew: the whole chat is told again. */
  reload(): void {
    this.#client.close()
    this.#view = emptySession
    this.#client = this.#open()
  }

  /** What the transcript shows of one side, in reading order. */
  shows(author: Author): string[] {
    return this.#view.transcript.flatMap(entry =>
      entry.kind === 'message' && entry.from === author ? [entry.text] : [],
    )
  }

  leave(): void {
    this.#client.close()
  }

  #open(): CopilotClient {
    const lastSeq = () => this.#view.lastSeq
    const ignore = () => undefined
    const client = new CopilotClient(this.#url, this.#link, {
      get lastSeq() {
        return lastSeq()
      },
      eventsArrived: events => this.#hear(events),
      connectionChanged: ({ name }) => {
        // A page that gave up is opened again by its agent.
        if (name === 'lost') client.open()
      },
      joined: ignore,
      typingChanged: ignore,
      draftStarted: ignore,
      draftGrew: ignore,
      draftEnded: ignore,
    })
    client.open()
    return client
  }

  #hear(events: SessionEvent[]): void {
    let last = this.#view.lastSeq
    for (const { seq } of events) {
      if (seq <= last) this.repeated.push(`event ${seq}`)
      for (let missed = last + 1; missed < seq; missed += 1) this.missing.push(`event ${missed}`)
      last = Math.max(last, seq)
    }
    this.#view = foldEvents(this.#view, events)
  }
}
