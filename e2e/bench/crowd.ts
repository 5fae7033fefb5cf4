import type { SessionEvent } from '../../server/protocol/session-events.ts'
import {
  type ConnectionState,
  CopilotClient,
  type CopilotListener,
} from '../../widget/session/copilot-client.ts'
import type { CopilotLink } from '../../widget/session/copilot-link.ts'

/** Connections that are being opened at once, as agents come at the beginning of a shift. */
const OPENING_AT_ONCE = 100
const LONGEST_WAIT_MILLISECONDS = 120_000

/** Agents' widgets by the thousand: the widget's own client, each on a chat of its own. */
export class Crowd {
  readonly #members: CopilotClient[]
  readonly #joined = new Set<number>()
  #troubles = 0
  #changed = () => {}

  constructor(url: string, links: readonly CopilotLink[]) {
    this.#members = links.map((link, index) => new CopilotClient(url, link, this.#listener(index)))
  }

  /** Resolves when everyone has joined. */
  async open(): Promise<void> {
    for (const [index, member] of this.#members.entries()) {
      member.open()
      await this.#until(() => this.#joined.size + OPENING_AT_ONCE > index)
    }
    await this.allJoined()
  }

  allJoined(): Promise<void> {
    return this.#until(() => this.#joined.size === this.#members.length)
  }

  /** Resolves when everyone has noticed that the server is gone. */
  allLeft(): Promise<void> {
    return this.#until(() => this.#joined.size === 0)
  }

  close(): void {
    for (const member of this.#members) member.close()
  }

  #listener(index: number): CopilotListener {
    let lastSeq = 0
    return {
      get lastSeq() {
        return lastSeq
      },
      connectionChanged: state => this.#hear(index, state),
      joined: () => {},
      eventsArrived: (events: SessionEvent[]) => {
        lastSeq = events.at(-1)?.seq ?? lastSeq
      },
      typingChanged: () => {},
      draftStarted: () => {},
      draftGrew: () => {},
      draftEnded: () => {},
    }
  }

  #hear(index: number, { name }: ConnectionState): void {
    if (name === 'joined') this.#joined.add(index)
    else this.#joined.delete(index)
    if (name === 'lost' || name === 'refused') this.#troubles += 1
    this.#changed()
  }

  /** Rejects where somebody gave up or was refused, and after two minutes. */
  #until(holds: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => fail('nobody else came'), LONGEST_WAIT_MILLISECONDS)
      const settle = (act: () => void) => {
        clearTimeout(timer)
        this.#changed = () => {}
        act()
      }
      const fail = (reason: string) =>
        settle(() =>
          reject(new Error(`${this.#joined.size} of ${this.#members.length} have joined: ${reason}`)),
        )
      this.#changed = () => {
        if (this.#troubles > 0) fail(`${this.#troubles} gave up`)
        else if (holds()) settle(resolve)
      }
      this.#changed()
    })
  }
}
