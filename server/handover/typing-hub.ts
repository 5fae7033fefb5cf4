import type { Typing } from '../protocol/copilot.ts'
import { isHandoverOn } from '../sessions/handover-state.ts'
import type { HandoverParts } from './handover-parts.ts'

const TOLD_EVERY_MILLISECONDS = 3_000
const MAX_REMEMBERED = 20_000
const CALL_MILLISECONDS = 5_000

export type TypingListener = (key: string, typing: Typing) => void

/** Who is writing: told at once and forgotten, to widgets and customers here and to the agent at 8x8. */
export class TypingHub {
  readonly #parts: HandoverParts
  readonly #listeners = new Set<TypingListener>()
  readonly #toldAt = new Map<string, number>()

  constructor(parts: HandoverParts) {
    this.#parts = parts
  }

  on(listener: TypingListener): void {
    this.#listeners.add(listener)
  }

  tell(key: string, typing: Typing): void {
    for (const listener of this.#listeners) listener(key, typing)
  }

  /** The customer writes: the widgets hear it, and 8x8 at most every three seconds. */
  customerTyping(key: string, typing: Typing): void {
    this.tell(key, typing)
    if (typing.writing && this.#isDue(key)) void this.#tellContactCentre(key).catch(() => undefined)
  }

  #isDue(key: string): boolean {
    const now = Date.now()
    if (now - (this.#toldAt.get(key) ?? 0) < TOLD_EVERY_MILLISECONDS) return false
    if (this.#toldAt.size >= MAX_REMEMBERED) this.#toldAt.clear()
    this.#toldAt.set(key, now)
    return true
  }

  async #tellContactCentre(key: string): Promise<void> {
    const handover = (await this.#parts.log.find(key))?.state.handover
    if (!isHandoverOn(handover) || !handover.opened || !handover.conversationId) return
    const contactCentre = await this.#parts.findContactCentre(handover.connectionId)
    await contactCentre?.customerTyping(handover.conversationId, AbortSignal.timeout(CALL_MILLISECONDS))
  }
}
