import type { Socket } from 'socket.io'
import type { CopilotClientEvents, CopilotServerEvents } from '../protocol/copilot.ts'
import type { SessionEvent } from '../protocol/session-events.ts'
import type { SessionLog } from '../sessions/session-log.ts'
import type { Admission, AdmitAgent, Link } from './admit-agent.ts'
import { type DeskParts, RequestDesk } from './request-desk.ts'

export interface ViewingParts extends DeskParts {
  log: SessionLog
  admit: AdmitAgent
}

/** Room of every widget that shows one session. */
export const copilotRoom = (key: string) => `copilot:${key}`

/** One sentence for every reason: a refusal never says which value was wrong. */
export const REFUSED = 'This link does not open a chat. It may have expired, or it belongs to another chat.'

export const SIGN_ON = 'Sign on to open this chat.'

/** Another server may have ended the handover, or somebody changed the endpoint. */
const CHECK_MILLISECONDS = 60_000

/** One widget that shows one session: hears every event after `after` until it leaves or its link stops working. */
export class Viewing {
  /** Takes the widget's requests while the link works. */
  readonly desk: RequestDesk
  readonly #parts: ViewingParts
  readonly #socket: Socket<CopilotClientEvents, CopilotServerEvents>
  readonly #link: Link
  readonly #key: string
  readonly #room: string
  readonly #stop: () => void
  #check: NodeJS.Timeout | undefined
  #ended = false

  constructor(
    parts: ViewingParts,
    socket: Socket<CopilotClientEvents, CopilotServerEvents>,
    link: Link,
    admission: Admission,
    after: number,
  ) {
    this.#parts = parts
    this.#socket = socket
    this.#link = link
    this.#key = admission.session.key
    this.#room = copilotRoom(this.#key)
    const { key, owner } = admission.session
    this.desk = new RequestDesk(parts, {
      key,
      owner,
      agent: admission.agentName,
      tell: (name, ...words) => socket.emit(name, ...words),
    })
    void socket.join(this.#room)
    for (const { start, text } of parts.drafts.runningOf(key)) {
      socket.emit('draft-start', start)
      if (text !== '') socket.emit('draft-delta', { draftId: start.draftId, text })
    }
    this.#stop = parts.log.subscribe(admission.session.key, after, events => this.#show(events))
    this.#checkBy(admission.endsAt)
  }

  /** The key of the session that it shows. */
  get key(): string {
    return this.#key
  }

  get hasEnded(): boolean {
    return this.#ended
  }

  end(): void {
    this.#ended = true
    this.desk.close()
    this.#stop()
    clearTimeout(this.#check)
    void this.#socket.leave(this.#room)
  }

  #show(events: SessionEvent[]): void {
    this.#socket.emit('events', events)
    if (events.some(({ type }) => type === 'handover-ended')) void this.#checkNow()
  }

  #checkBy(endsAt = Number.POSITIVE_INFINITY): void {
    clearTimeout(this.#check)
    const untilEnd = Math.max(0, endsAt - Date.now())
    this.#check = setTimeout(() => void this.#checkNow(), Math.min(untilEnd, CHECK_MILLISECONDS))
  }

  async #checkNow(): Promise<void> {
    const admission = await this.#parts.admit(this.#link).catch(() => 'unknown' as const)
    if (this.#ended) return
    if (admission === 'unknown') return this.#checkBy()
    if (admission && admission !== 'sign-on') return this.#checkBy(admission.endsAt)
    this.end()
    const error = admission
      ? { code: 'sign-on' as const, message: SIGN_ON }
      : { code: 'refused' as const, message: REFUSED }
    this.#socket.emit('closed', { error })
  }
}
