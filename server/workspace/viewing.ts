import type { Socket } from 'socket.io'
import type { Redaction } from '../privacy/redaction.ts'
import type { CopilotClientEvents, CopilotServerEvents } from '../protocol/copilot.ts'
import type { SessionEvent } from '../protocol/session-events.ts'
import type { PrivacySettings } from '../protocol/settings/privacy.ts'
import type { SessionLog } from '../sessions/session-log.ts'
import type { Admission, AdmitAgent, Link } from './admit-agent.ts'
import { type DeskParts, RequestDesk } from './request-desk.ts'

export interface ViewingParts extends DeskParts {
  log: SessionLog
  admit: AdmitAgent
  /** What viewers of an endpoint do not see; undefined where they may see everything. */
  redactionOf: (settings: PrivacySettings) => Redaction | undefined
}

/** Room of every widget that shows one session. */
export const copilotRoom = (key: string) => `copilot:${key}`

/** Room of those who may see a text while it is being written: half a number cannot be told from another. */
export const draftsRoom = (key: string) => `drafts:${key}`

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
  readonly #redaction: Redaction | undefined
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
    this.#redaction = parts.redactionOf(admission.settings.privacy)
    const redaction = this.#redaction
    const { key, owner } = admission.session
    this.desk = new RequestDesk(parts, {
      key,
      owner,
      agent: admission.agentName,
      tell: (name, ...words) => {
        if (!redaction) socket.emit(name, ...words)
      },
      redact: redaction && (answer => redaction.answer(answer)),
      redactEvents:
        redaction && (events => parts.redactionOf(admission.settings.privacy)?.events(events) ?? []),
    })
    void socket.join(copilotRoom(key))
    if (!redaction) this.#showDrafts()
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
    void this.#socket.leave(copilotRoom(this.#key))
    void this.#socket.leave(draftsRoom(this.#key))
  }

  #showDrafts(): void {
    void this.#socket.join(draftsRoom(this.#key))
    for (const { start, text } of this.#parts.drafts.runningOf(this.#key)) {
      this.#socket.emit('draft-start', start)
      if (text !== '') this.#socket.emit('draft-delta', { draftId: start.draftId, text })
    }
  }

  #show(events: SessionEvent[]): void {
    this.#socket.emit('events', this.#redaction?.events(events) ?? events)
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
