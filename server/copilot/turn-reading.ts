import type { SessionEvent } from '../protocol/session-events.ts'
import type { Appended } from '../sessions/command.ts'
import { UnknownSessionError } from '../sessions/decision.ts'
import { isHandoverOn } from '../sessions/handover-state.ts'
import type { SessionState } from '../sessions/session-state.ts'
import { readTurn } from './deliver-assists.ts'
import { type SuggestionParts, suggestFor } from './deliver-suggestions.ts'
import type { AssistsParts } from './occasion.ts'
import type { SpareTime } from './spare-time.ts'
import { together } from './together.ts'

const MOST_WAITING = 20_000
/** Embeddings may keep a reading waiting for the network. */
const MOST_AT_ONCE = 64

/**
 * What helps with each turn of the customer, as knowledge and the words themselves show it: suggestions, mood, facts, next
 * action, in one commit. The newest message of a chat counts, so that a chat waits once however much is said. It is not
 * durable on purpose: what a crash loses is made up for when a widget opens the chat, or with the next message.
 */
export class TurnReading {
  readonly #parts: AssistsParts & SuggestionParts
  readonly #spareTime: SpareTime
  readonly #due = new Set<string>()
  readonly #reading = new Set<Promise<void>>()
  #turns: Promise<void> | undefined
  #stopped = false

  constructor(parts: AssistsParts & SuggestionParts, spareTime: SpareTime) {
    this.#parts = parts
    this.#spareTime = spareTime
  }

  /** Hears of every commit of this server. */
  hear({ key, events, state }: Appended): void {
    if (isRead(state) && events.some(isOfCustomer)) this.#add(key)
  }

  /** A widget opens the chat: what its last message lacks is made. */
  async catchUp(key: string): Promise<void> {
    const session = await this.#parts.log.find(key)
    if (session && isRead(session.state) && isBehind(session.state)) this.#add(key)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#turns
    await Promise.all(this.#reading)
  }

  #add(key: string): void {
    if (this.#stopped || this.#due.size >= MOST_WAITING) return
    this.#due.add(key)
    this.#turns ??= this.#takeTurns()
  }

  async #takeTurns(): Promise<void> {
    for (const key of this.#due) {
      await this.#spareTime.turn()
      if (this.#reading.size >= MOST_AT_ONCE) await Promise.race(this.#reading)
      if (this.#stopped) break
      this.#due.delete(key)
      const reading: Promise<void> = this.#read(key).finally(() => this.#reading.delete(reading))
      this.#reading.add(reading)
    }
    // In the turn in which nothing is due any more, so that nothing comes between.
    this.#turns = undefined
  }

  async #read(key: string): Promise<void> {
    const { log, logger } = this.#parts
    try {
      const session = await log.find(key)
      if (!session || !isBehind(session.state)) return
      const turn = { key, seq: session.state.lastCustomerSeq }
      const suggested = await suggestFor(this.#parts, session, { type: 'message', seq: turn.seq })
      const read = await readTurn(this.#parts, turn.key, turn.seq)
      await log.append({ key, pace: 'soon', decide: together([...suggested, ...read]) })
    } catch (error) {
      if (!(error instanceof UnknownSessionError)) logger.warn({ error }, 'a customer’s turn was not read')
    }
  }
}

const isRead = ({ handover, channel }: SessionState) => isHandoverOn(handover) || channel === 'ingest'

/** What was said before the handover was asked for is looked at as a delivery of that. */
const isBehind = ({ lastCustomerSeq, suggestedThrough, handover }: SessionState) =>
  lastCustomerSeq > Math.max(suggestedThrough, handover?.requestedSeq ?? 0)

const isOfCustomer = (event: SessionEvent) => event.type === 'message' && event.from === 'customer'
