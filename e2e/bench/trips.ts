import { setTimeout } from 'node:timers/promises'
import type { BenchGateway, ReadyWebhook } from './bench-gateway.ts'
import { post, type Route, SESSIONS } from './routes.ts'

export const RATE_PER_SECOND = 500
/** Enough for the engine to have compiled what runs often: a server is long past that. */
const WARM_UP_MILLISECONDS = 8_000
const BLOCK_MILLISECONDS = 3_000
const BLOCKS = 3
const SETTLING_MILLISECONDS = 500

/** Milliseconds of each trip, by route. */
export type Samples = Record<string, { webhookToWidget: number[]; customerToContactCentre: number[] }>

/** Blocks of both routes take turns, so that whatever the machine does meanwhile hits both. */
export async function measureTrips(gateway: BenchGateway, routes: Route[]): Promise<Samples> {
  const samples: Samples = {}
  for (const { name } of routes) samples[name] = { webhookToWidget: [], customerToContactCentre: [] }
  for (let block = 0; block <= BLOCKS; block += 1) {
    for (const route of routes) {
      const milliseconds = block === 0 ? WARM_UP_MILLISECONDS : BLOCK_MILLISECONDS
      const webhooks = await webhookTrips(gateway, route, milliseconds)
      const customers = await customerTrips(gateway, route, milliseconds)
      if (block === 0) continue
      samples[route.name]?.webhookToWidget.push(...webhooks)
      samples[route.name]?.customerToContactCentre.push(...customers)
    }
  }
  return samples
}

/** From an agent's message in a webhook to the widget, in milliseconds. */
export async function webhookTrips(
  gateway: BenchGateway,
  route: Route,
  milliseconds: number,
  perSecond = RATE_PER_SECOND,
): Promise<number[]> {
  const webhooks = await prepare(gateway, route, Math.floor((perSecond * milliseconds) / 1_000))
  const trips = new Trips(webhooks.length)
  route.onWidget = text => trips.arrived(text)
  const posts: Promise<unknown>[] = []
  await atRate(perSecond, webhooks, webhook => {
    gateway.hold(webhook)
    trips.left(webhook.text)
    posts.push(post(route, webhook))
  })
  const [took] = await Promise.all([trips.all(), ...posts])
  return took
}

/** From a customer's message to 8x8, in milliseconds. */
export async function customerTrips(
  gateway: BenchGateway,
  route: Route,
  milliseconds: number,
  perSecond = RATE_PER_SECOND,
): Promise<number[]> {
  const texts = Array.from({ length: Math.floor((perSecond * milliseconds) / 1_000) }, () => nextText())
  const trips = new Trips(texts.length)
  gateway.onMessage = (_conversation, text) => trips.arrived(text)
  let turn = 0
  await atRate(perSecond, texts, text => {
    trips.left(text)
    route.say(turn++ % SESSIONS, text)
  })
  return trips.all()
}

let textCount = 0
/** A text that was not said before. */
export const nextText = () => `Please look at line ${textCount++} of my bill, I do not understand the charge.`

/** Agents' messages in webhooks, signed ahead of time. */
export function prepare(gateway: BenchGateway, route: Route, count: number): Promise<ReadyWebhook[]> {
  return Promise.all(
    Array.from({ length: count }, (_, index) => {
      const text = nextText()
      const data = { isEcho: false, sender: { id: 'a', type: 'agent' }, text, attachments: [], cards: [] }
      return gateway.webhook(route.conversations[index % SESSIONS] ?? '', 'MESSAGE', data, text)
    }),
  )
}

/** When each text left and how long it took to arrive, in milliseconds. */
export class Trips {
  readonly #left = new Map<string, number>()
  readonly #took: number[] = []
  readonly #expected: number
  #done = () => {}

  constructor(expected: number) {
    this.#expected = expected
  }

  left(text: string): void {
    this.#left.set(text, performance.now())
  }

  arrived(text: string): void {
    const left = this.#left.get(text)
    if (left === undefined) return
    this.#left.delete(text)
    this.#took.push(performance.now() - left)
    if (this.#took.length === this.#expected) this.#done()
  }

  /** Every trip, once all have arrived; rejects when some do not within 30 s. */
  async all(): Promise<number[]> {
    const finished = new Promise<void>(resolve => {
      this.#done = resolve
      if (this.#took.length === this.#expected) resolve()
    })
    const late = setTimeout(30_000, 'late', { ref: false })
    if ((await Promise.race([finished, late])) === 'late')
      throw new Error(`${this.#left.size} of ${this.#expected} did not arrive`)
    return this.#took
  }
}

/** Starts one after the other at the rate, whether or not those before have ended. */
async function atRate<Item>(perSecond: number, items: Item[], start: (item: Item) => void): Promise<void> {
  // What preparing left to do would hold back the first ones and send them all at once.
  await setTimeout(SETTLING_MILLISECONDS)
  const began = performance.now()
  let next = 0
  while (next < items.length) {
    const due = Math.min(items.length, Math.floor(((performance.now() - began) * perSecond) / 1_000))
    while (next < due) start(items[next++] as Item)
    await setTimeout(1)
  }
}
