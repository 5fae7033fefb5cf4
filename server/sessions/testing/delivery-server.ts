import { randomUUID } from 'node:crypto'
import type { Database } from '../../storage/database.ts'
import type { Target } from '../decision.ts'
import type { Deliver, DeliveryResult, DeliveryWork } from '../delivery-lane.ts'
import { DeliveryLanes } from '../delivery-lanes.ts'
import { DeliveryStore } from '../delivery-store.ts'
import { SessionLog } from '../session-log.ts'
import { Heard } from './heard.ts'

/** An attempt that the test ends; when the server ends it, it fails as a request would. */
export interface Attempt {
  work: DeliveryWork
  signal: AbortSignal
  end: (result: DeliveryResult) => void
}

const TARGETS: Target[] = ['contact-centre', 'customer', 'virtual-agent', 'copilot', 'intake']

/** A server's log and lanes, whose deliveries come to nothing but what the test says. */
export class DeliveryServer {
  readonly id = randomUUID()
  readonly log: SessionLog
  readonly lanes: DeliveryLanes
  readonly attempts = new Heard<Attempt>()
  /** What becomes of an attempt; without it the test ends each one itself. */
  answer: ((work: DeliveryWork) => DeliveryResult) | undefined

  constructor(database: Database, claimMilliseconds?: number) {
    this.log = new SessionLog(database, this.id, claimMilliseconds)
    this.lanes = new DeliveryLanes({
      log: this.log,
      store: new DeliveryStore(database, this.id, claimMilliseconds),
      serverId: this.id,
      deliverers: Object.fromEntries(TARGETS.map(target => [target, this.#deliver])) as Record<
        Target,
        Deliver
      >,
    })
  }

  readonly #deliver: Deliver = async (work, signal) => {
    const { promise, resolve, reject } = Promise.withResolvers<DeliveryResult>()
    this.attempts.hear({ work, signal, end: resolve })
    if (this.answer) return this.answer(work)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    return promise
  }

  /** The attempt with this number, from 1, once it began. */
  async attempt(number: number): Promise<Attempt> {
    const attempt = (await this.attempts.count(number))[number - 1]
    if (!attempt) throw new Error('the attempt was counted')
    return attempt
  }

  /** What was attempted, in order. */
  attempted(): string[] {
    return this.attempts.items.map(({ work }) => wordOf(work))
  }
}

/** What the message to be delivered says. */
export const wordOf = ({ event }: DeliveryWork) =>
  event.type === 'message' ? (event.text ?? '') : event.type

/** Every attempt that is kept of a session's deliveries. */
export const attemptsOf = (database: Database, key: string) =>
  database.kysely
    .selectFrom('delivery_attempts')
    .selectAll()
    .where('session_id', '=', key)
    .orderBy('seq')
    .orderBy('place')
    .execute()

/** Every delivery of a session, as the database has it. */
export const deliveriesOf = (database: Database, key: string) =>
  database.kysely.selectFrom('deliveries').selectAll().where('session_id', '=', key).orderBy('seq').execute()
