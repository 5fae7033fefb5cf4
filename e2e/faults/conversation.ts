import { setTimeout } from 'node:timers/promises'
import { type Comparison, compareAll } from '../conversation-proof/comparison.ts'
import { difference } from '../conversation-proof/difference.ts'
import { PersistentCustomer } from '../conversation-proof/persistent-customer.ts'
import type { Random } from '../conversation-proof/random.ts'
import { URL_TOKEN } from '../conversation-proof/setup.ts'
import { Talk } from '../conversation-proof/talk.ts'
import { until } from '../conversation-proof/until.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { TcpLine } from '../testing/tcp-line.ts'
import { WatchingWidget } from './watching-widget.ts'

const OPENING_MILLISECONDS = 20_000
const QUESTION_SHARE = 0.2

/** What the articles know, so that the copilot has something to do meanwhile. */
const QUESTIONS = [
  'How do I restart the hub?',
  'Is there a fee when a payment fails?',
  'Can I take my number with me?',
] as const

/** How far each side had come: texts said and texts arrived, for each way of the conversation. */
export type Mark = readonly { said: number; arrived: number }[]

/** One way that messages take. */
interface Way {
  what: string
  said: readonly string[]
  arrived: readonly string[]
}

/** The server that the customer reaches, and the one that the agent's widget reaches. */
export interface Places {
  customersServer: string
  widgetsServer: string
}

/** A customer, an agent at 8x8 and the agent's copilot, each on a line of its own that can be cut. */
export class Conversation {
  readonly customerLine: TcpLine
  readonly widgetLine: TcpLine
  readonly customer: PersistentCustomer
  readonly widget: WatchingWidget
  readonly #talk: Talk

  private constructor(lines: { customer: TcpLine; widget: TcpLine }, talk: Talk) {
    this.customerLine = lines.customer
    this.widgetLine = lines.widget
    this.customer = talk.customer
    this.#talk = talk
    const { userId, sessionId } = talk.customer
    const link = { URLToken: URL_TOKEN, userId, sessionId }
    this.widget = new WatchingWidget(`http://${lines.widget.host}`, link)
  }

  /** Begins one; resolves when the agent is there and everybody knows. */
  static async begin(
    name: string,
    simulator: Simulator,
    { customersServer, widgetsServer }: Places,
    random: Random,
  ): Promise<Conversation> {
    const lines = { customer: await TcpLine.to(customersServer), widget: await TcpLine.to(widgetsServer) }
    const url = `http://${lines.customer.host}`
    const customer = new PersistentCustomer({ url, URLToken: URL_TOKEN, random: random.branch() })
    const talk = new Talk(name, simulator, customer, random.branch())
    await talk.askForPerson()
    await talk.agentComes()
    await talk.agentIsAnnounced()
    const conversation = new Conversation(lines, talk)
    const hasOpened = () => conversation.widget.shows('customer').length > 0
    await until(`the widget of ${name}`, hasOpened, OPENING_MILLISECONDS)
    return conversation
  }

  get sessionId(): string {
    return this.customer.sessionId
  }

  /** Both sides write when they like, with pauses of at most so many milliseconds, until told to stop. */
  async goOn(random: Random, longestPause: number, signal: AbortSignal): Promise<void> {
    const says = async (chance: Random, say: () => void) => {
      while (!signal.aborted) {
        say()
        await setTimeout(chance.below(longestPause))
      }
    }
    const asks = random.branch()
    await Promise.all([
      says(random.branch(), () =>
        asks.next() < QUESTION_SHARE
          ? this.#talk.customerSays(asks.one(QUESTIONS))
          : this.#talk.customerSays(),
      ),
      says(random.branch(), () => this.#talk.agentSays()),
    ])
  }

  mark(): Mark {
    return this.#ways().map(({ said, arrived }) => ({ said: said.length, arrived: arrived.length }))
  }

  /** How many messages both sides have said since the mark. */
  saidSince(from: Mark): number {
    const [customers, agents] = this.#since(from, this.mark())
    return (customers?.said.length ?? 0) + (agents?.said.length ?? 0)
  }

  /** What was said from one mark to the other, or until now, and has not arrived everywhere yet. */
  outstanding(from: Mark, to = this.mark()): number {
    return this.#since(from, to).reduce(
      (sum, { said, arrived }) => sum + difference(said, arrived).lost.length,
      0,
    )
  }

  /** How everything since the mark has arrived. */
  compare(from: Mark): Comparison[] {
    return [
      ...this.#since(from, this.mark()).map(({ what, said, arrived }) => compareAll(what, [[said, arrived]])),
      {
        what: 'log → widget',
        said: 0,
        arrived: 0,
        lost: this.widget.missing.splice(0),
        duplicated: this.widget.repeated.splice(0),
        reordered: [],
      },
    ]
  }

  async leave(): Promise<void> {
    this.customer.leave()
    this.widget.leave()
    await this.customerLine.close()
    await this.widgetLine.close()
  }

  #since(from: Mark, to: Mark): Way[] {
    return this.#ways().map((way, index) => ({
      ...way,
      said: way.said.slice(from[index]?.said ?? 0, to[index]?.said),
      arrived: way.arrived.slice(from[index]?.arrived ?? 0),
    }))
  }

  #ways(): Way[] {
    const { customerSaid, agentSaid } = this.#talk
    // The words that asked for a person come first there and go to 8x8 as history.
    const [, ...widgetShowsOfCustomer] = this.widget.shows('customer')
    return [
      { what: 'customer → 8x8', said: customerSaid, arrived: this.#talk.agentHeard() },
      { what: '8x8 → customer', said: agentSaid, arrived: this.#talk.customerHeard() },
      { what: 'customer → widget', said: customerSaid, arrived: widgetShowsOfCustomer },
      { what: '8x8 → widget', said: agentSaid, arrived: this.widget.shows('agent') },
    ]
  }
}
