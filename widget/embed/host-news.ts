import type { WrapUp } from '../../server/protocol/assists.ts'
import type { ChatSummary } from '../chats/chat.ts'
import type { ConnectionState } from '../session/copilot-client.ts'
import type { HandoverStatus } from '../session/session-view.ts'
import { SessionChangeEvent } from '../session-change-event.ts'
import { ChatsChangeEvent, CopilotErrorEvent, ReadyEvent, WrapUpEvent } from './host-events.ts'

/** Tells the host page what has changed since it was told last. */
export class HostNews {
  readonly #host: EventTarget
  readonly #problems = new Map<string, string>()
  readonly #wrapUps = new Map<string, WrapUp | undefined>()
  #isReady = false
  #chats = ''
  #session = ''

  constructor(host: EventTarget) {
    this.#host = host
  }

  /** How the chats stand now. */
  tell(chats: readonly ChatSummary[], selectedId: string | undefined): void {
    const shown = chats.find(({ isSelected }) => isSelected)
    if (shown) this.#tellSession(shown, statusOf(shown))
    const told = JSON.stringify(chats)
    if (told === this.#chats) return
    this.#chats = told
    this.#host.dispatchEvent(new ChatsChangeEvent(chats, selectedId))
  }

  /** How the connection of a chat stands now. */
  tellConnection(chatId: string, connection: ConnectionState): void {
    const problem = problemOf(connection)
    if (problem === this.#problems.get(chatId)) return
    if (!problem) return void this.#problems.delete(chatId)
    this.#problems.set(chatId, problem)
    this.#host.dispatchEvent(new CopilotErrorEvent(chatId, problem))
  }

  /** The wrap-up of a chat as it was saved last; what was saved before the chat was opened here is no news. */
  tellWrapUp(chatId: string, saved: WrapUp | undefined): void {
    const isFirst = !this.#wrapUps.has(chatId)
    const before = this.#wrapUps.get(chatId)
    this.#wrapUps.set(chatId, saved)
    if (saved && saved !== before && !isFirst) this.#host.dispatchEvent(new WrapUpEvent(chatId, saved))
  }

  #tellSession({ id, name }: ChatSummary, known: HandoverStatus | undefined) {
    if (known && !this.#isReady) this.#host.dispatchEvent(new ReadyEvent(id))
    this.#isReady ||= known !== undefined
    if (!this.#isReady) return
    const status = known ?? 'none'
    const told = JSON.stringify([id, name, status])
    if (told === this.#session) return
    this.#session = told
    this.#host.dispatchEvent(new SessionChangeEvent(id, name, status))
  }
}

const statusOf = ({ status }: ChatSummary): HandoverStatus | undefined =>
  status === 'opening' || status === 'unknown' ? undefined : status

function problemOf(connection: ConnectionState): CopilotErrorEvent['code'] | undefined {
  if (connection.name === 'refused') return connection.code
  return connection.name === 'lost' ? 'lost' : undefined
}
