import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { describeStorages } from '../storage/testing/describe-storages.ts'
import { openedDatabase } from '../storage/testing/opened-database.ts'
import type { Decision, TimerKind } from './decision.ts'
import { SessionLog } from './session-log.ts'
import { Customer, said } from './testing/customers.ts'
import { deliveriesOf } from './testing/delivery-server.ts'

/** What a test asks of one of a few sessions. */
type Wish =
  | { kind: 'say'; session: number; words: string[] }
  | { kind: 'say-once'; session: number; id: number; word: string }
  | { kind: 'acknowledge'; session: number; seq: number }
  | { kind: 'set-timer'; session: number; timer: TimerKind; dueAt: number | null }
  | { kind: 'refuse'; session: number }

const session = fc.nat(2)
const wish: fc.Arbitrary<Wish> = fc.oneof(
  fc.record({
    kind: fc.constant('say' as const),
    session,
    words: fc.array(fc.string({ unit: 'binary' }), { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('say-once' as const),
    session,
    id: fc.nat(2),
    word: fc.constantFrom('a', 'b'),
  }),
  fc.record({ kind: fc.constant('acknowledge' as const), session, seq: fc.nat(12) }),
  fc.record({
    kind: fc.constant('set-timer' as const),
    session,
    timer: fc.constantFrom<TimerKind>('inactivity', 'agent-left'),
    dueAt: fc.option(fc.nat(1_000)),
  }),
  fc.record({ kind: fc.constant('refuse' as const), session }),
)

/** What a session should be, said as simply as can be. */
class Model {
  words: string[] = []
  acknowledged = 0
  readonly timers: Partial<Record<TimerKind, number>> = {}
  readonly receipts = new Map<number, string>()

  /** Takes a wish; says what should become of it. */
  take(wish: Wish): 'written' | 'repeated' | 'refused' {
    switch (wish.kind) {
      case 'say':
        this.words.push(...wish.words)
        return 'written'
      case 'say-once':
        if (this.receipts.has(wish.id))
          return this.receipts.get(wish.id) === wish.word ? 'repeated' : 'refused'
        this.receipts.set(wish.id, wish.word)
        this.words.push(wish.word)
        return 'written'
      case 'acknowledge':
        this.acknowledged = Math.max(this.acknowledged, Math.min(wish.seq, this.words.length))
        return 'written'
      case 'set-timer':
        if (wish.dueAt === null) delete this.timers[wish.timer]
        else this.timers[wish.timer] = wish.dueAt
        return 'written'
      default:
        return 'refused'
    }
  }
}

function decisionOf(wish: Wish): Decision {
  switch (wish.kind) {
    case 'say':
      return { entries: wish.words.map(word => said(word, 'copilot')) }
    case 'say-once':
      return { entries: [said(wish.word, 'copilot')] }
    case 'acknowledge':
      return { acknowledged: wish.seq }
    case 'set-timer':
      return { timers: { [wish.timer]: wish.dueAt } }
    default:
      throw new Error('refused')
  }
}

describeStorages('any interleaving of commands', create => {
  const database = openedDatabase(create)

  it('leaves what the same commands would leave one after the other', async () => {
    const batches = fc.array(fc.array(wish, { maxLength: 8 }), { maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(batches, async batches => {
        const log = new SessionLog(database(), randomUUID())
        const customers = [0, 1, 2].map(() => new Customer(log))
        const models = customers.map(() => new Model())
        for (const batch of batches) {
          const outcomes = await Promise.all(batch.map(wish => perform(customers[wish.session], wish)))
          expect(outcomes).toEqual(batch.map(wish => models[wish.session]?.take(wish)))
        }
        for (const [index, customer] of customers.entries()) await expectAs(models[index], customer)
      }),
      { numRuns: database().dialect === 'sqlite' ? 100 : 40 },
    )
  })

  async function perform(customer: Customer | undefined, wish: Wish): Promise<string | undefined> {
    const receipt =
      wish.kind === 'say-once'
        ? { scope: customer?.key ?? '', id: `${wish.id}`, digest: wish.word }
        : undefined
    const appended = await customer?.decides(() => decisionOf(wish), receipt).catch(() => undefined)
    return appended ? (appended.repeated ? 'repeated' : 'written') : 'refused'
  }

  async function expectAs(model: Model | undefined, customer: Customer): Promise<void> {
    const transcript = await customer.transcript()
    expect(await customer.words()).toEqual(model?.words)
    expect(transcript.map(({ seq }) => seq)).toEqual(transcript.map((_, index) => index + 1))
    expect((await deliveriesOf(database(), customer.key)).map(({ seq }) => seq)).toEqual(
      transcript.map(({ seq }) => seq),
    )
    const timers = await database()
      .kysely.selectFrom('timers')
      .selectAll()
      .where('session_id', '=', customer.key)
      .execute()
    expect(Object.fromEntries(timers.map(({ kind, due_at }) => [kind, due_at]))).toEqual(model?.timers)
    const again = await new SessionLog(database(), randomUUID()).find(customer.key)
    expect(again?.acknowledgedSeq ?? 0).toBe(model?.acknowledged)
    expect(again?.state.seq ?? 0).toBe(model?.words.length)
  }
})
