import { HANDOVER_PROPERTY } from '../../server/handover/contact-centre.ts'
import { sessionKey } from '../../server/sessions/session-key.ts'
import type { ConversationView } from '../simulator/control/views.ts'
import type { Simulator } from '../simulator/simulator.ts'
import type { PersistentCustomer } from './persistent-customer.ts'
import type { Random } from './random.ts'
import { ENDPOINT_ID } from './setup.ts'
import { until } from './until.ts'

/** Said again and again, and some of it nearly the same, as people do. */
const REPEATED = ['ok', 'OK!', 'Ok?', 'yes', '👍'] as const
const REPEATED_SHARE = 0.12

/** What the virtual agent says once in each handover, as the endpoint's defaults have it. */
export const NOTICES = {
  accepted: 'I am connecting you with a colleague. One moment, please.',
  active: 'You are now connected with a colleague.',
  ended: 'The conversation with our colleague has ended.',
}

/** One customer's talk with agents over one or more handovers, and the truth of what each side said. */
export class Talk {
  readonly customer: PersistentCustomer
  readonly customerSaid: string[] = []
  readonly agentSaid: string[] = []
  handovers = 0
  ended = 0
  readonly #name: string
  readonly #simulator: Simulator
  readonly #random: Random
  #conversationId = ''

  constructor(name: string, simulator: Simulator, customer: PersistentCustomer, random: Random) {
    this.#name = name
    this.#simulator = simulator
    this.customer = customer
    this.#random = random
  }

  /** Asks for a person; resolves when the virtual agent says that it looks for one. */
  async askForPerson(): Promise<void> {
    this.handovers += 1
    this.customer.say('I want to talk to a person')
    await this.#hears(NOTICES.accepted, this.handovers)
  }

  /** Resolves when an agent has taken the chat. */
  async agentComes(): Promise<void> {
    await until(`an agent for ${this.#name}, handover ${this.handovers}`, () => {
      const [found] = this.#conversationsOf(this.handovers).filter(({ agentId }) => agentId !== undefined)
      this.#conversationId = found?.id ?? ''
      return found !== undefined
    })
  }

  /** Resolves when the customer was told that an agent has come; words of the agent may be quicker. */
  async agentIsAnnounced(): Promise<void> {
    await this.#hears(NOTICES.active, this.handovers)
  }

  /** Says this, or something that was not said before. */
  customerSays(text = this.#line('customer', this.customerSaid.length)): void {
    this.customerSaid.push(text)
    this.customer.say(text)
  }

  agentSays(): void {
    const text = this.#line('agent', this.agentSaid.length)
    this.agentSaid.push(text)
    this.#simulator.say(this.#conversationId, text)
  }

  /** Resolves when as much has arrived on either side as was said. */
  async everythingArrives(milliseconds?: number): Promise<void> {
    const arrived = () =>
      this.customerHeard().length >= this.agentSaid.length &&
      this.agentHeard().length >= this.customerSaid.length
    await until(`all messages of ${this.#name}`, arrived, milliseconds)
  }

  /** The agent ends the chat; resolves when the customer was told. */
  async agentEnds(): Promise<void> {
    this.ended += 1
    this.#simulator.end(this.#conversationId)
    await this.#hears(NOTICES.ended, this.ended)
  }

  /** What the customer heard of agents, in order. */
  customerHeard(): string[] {
    return this.customer.heard('agent')
  }

  /** What 8x8 holds of the customer, in order, over all conversations of this talk. */
  agentHeard(): string[] {
    return this.conversations().flatMap(({ messages }) =>
      messages.flatMap(({ author, text }) => (author.type === 'user' ? [text] : [])),
    )
  }

  /** The conversations at 8x8 that were created for this talk: one for each handover, if all is well. */
  conversations(): ConversationView[] {
    return Array.from({ length: this.handovers }, (_, index) => this.#conversationsOf(index + 1)).flat()
  }

  #conversationsOf(handover: number): ConversationView[] {
    const id = `${sessionKey(ENDPOINT_ID, this.customer.sessionId)}.${handover}`
    return this.#simulator
      .conversations()
      .filter(({ user }) =>
        user.additionalProperties?.some(({ key, value }) => key === HANDOVER_PROPERTY && value === id),
      )
  }

  #hears(notice: string, times: number): Promise<void> {
    const count = () => this.customer.heard('bot').filter(text => text === notice).length
    return until(`“${notice}” for ${this.#name}, ${times} times`, () => count() >= times)
  }

  #line(who: string, number: number): string {
    if (this.#random.next() < REPEATED_SHARE) return this.#random.one(REPEATED)
    return `${this.#name}, ${who} ${number + 1}: ${this.#random.below(2 ** 31).toString(36)}`
  }
}
