import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Database } from '../../storage/database.ts'
import type { Storage } from '../../storage/testing/storages.ts'
import { ReceiptConflictError, UnknownSessionError } from '../decision.ts'
import { LAST_PLACE, SessionLog } from '../session-log.ts'
import { Customer, said, wordsOf } from './customers.ts'
import { Heard } from './heard.ts'

/** What every database has to do for the session log. */
export function sessionLogSuite(create: () => Promise<Storage>): void {
  let storage: Storage
  let database: Database
  let log: SessionLog
  beforeAll(async () => {
    storage = await create()
    await restart()
  })
  afterAll(async () => {
    await database.close()
    await storage.remove()
  })

  /** The server goes, and another one takes its place. */
  async function restart(): Promise<void> {
    await database?.close()
    database = await storage.open()
    log = new SessionLog(database, randomUUID())
  }

  describe('appending', () => {
    it('gives every event its place and reads it back', async () => {
      const customer = new Customer(log)
      const { events } = await customer.decides((_session, now) => ({
        entries: [{ event: { type: 'session-started', at: now, channel: 'rest' } }, said('Hello')],
      }))
      expect(events.map(({ seq }) => seq)).toEqual([1, 2])
      expect(await customer.transcript()).toEqual(events)
      expect(await log.read(customer.key, 1, 10)).toEqual(events.slice(1))
    })

    it('reads back from the end, wherever that is', async () => {
      const customer = new Customer(log)
      for (const word of ['one', 'two', 'three']) await customer.says(word)
      expect(wordsOf(await log.readBack(customer.key, LAST_PLACE, 2))).toEqual(['two', 'three'])
      expect(wordsOf(await log.readMessagesBack(customer.key, LAST_PLACE, 1))).toEqual(['three'])
    })

    it('keeps the order of calls in each of many sessions, without a gap', async () => {
      const customers = Array.from({ length: 40 }, () => new Customer(log))
      const words = Array.from({ length: 25 }, (_, index) => `word ${index}`)
      await Promise.all(words.flatMap(word => customers.map(customer => customer.says(word))))
      for (const customer of customers) {
        const transcript = await customer.transcript()
        expect(transcript.map(({ seq }) => seq)).toEqual(words.map((_, index) => index + 1))
        expect(wordsOf(transcript)).toEqual(words)
      }
    })

    it('decides on the session as it stands inside the transaction', async () => {
      const customer = new Customer(log)
      const count = () => customer.decides(({ seq }) => ({ entries: [said(`after ${seq}`)] }))
      await Promise.all([count(), count(), count()])
      await count()
      expect(await customer.words()).toEqual(['after 0', 'after 1', 'after 2', 'after 3'])
    })

    it('writes one decision of many events and deliveries', async () => {
      const customer = new Customer(log)
      const entries = Array.from({ length: 700 }, (_, index) => said(`${index}`, 'copilot', 'virtual-agent'))
      const { deliveries } = await customer.decides(() => ({ entries }))
      expect(deliveries).toHaveLength(1_400)
      expect(await customer.words()).toEqual(entries.map((_, index) => `${index}`))
      expect(await rowsOf('deliveries', customer.key)).toHaveLength(1_400)
    })

    it('keeps every text as it is', async () => {
      const customer = new Customer(log)
      const texts = [
        '\0 and \u0001',
        'half a \ud83d pair \udc4d',
        '👩‍👩‍👧 ﷽ é e\u0301 \u2028\ufeff',
        `'"\\\n`,
        'ü'.repeat(100_000),
      ]
      for (const text of texts) await customer.says(text)
      expect(await customer.words()).toEqual(texts)
    })

    it('shows an event to everybody as it is read back', async () => {
      const customer = new Customer(log)
      const profile = {
        event: { type: 'profile-updated' as const, at: 1, profile: { name: undefined, email: 'a@b.c' } },
      }
      await customer.decides(() => ({
        entries: [{ event: { type: 'profile-updated', at: 1, profile: { name: 'Ada' } } }],
      }))
      const { events, state } = await customer.decides(() => ({ entries: [profile] }))
      expect(state.profile).toMatchObject({ name: 'Ada', email: 'a@b.c' })
      expect(await log.read(customer.key, 1, 10)).toStrictEqual(events)
    })

    it('refuses the session of another customer, and one that nobody has begun', async () => {
      const customer = new Customer(log)
      await customer.says('mine')
      const stranger = new Customer(log, { ...customer.owner, userId: 'somebody else' })
      await expect(stranger.says('mine as well')).rejects.toThrow(UnknownSessionError)
      await expect(log.append({ key: 'nothing', decide: () => ({}) })).rejects.toThrow(UnknownSessionError)
      expect(await customer.words()).toEqual(['mine'])
    })
  })

  describe('refusing', () => {
    it('writes nothing of a command whose decision throws, and everything of its neighbours', async () => {
      const [before, refused, after] = [new Customer(log), new Customer(log), new Customer(log)]
      const receipt = { scope: 'refused', id: randomUUID(), digest: 'a' }
      const outcomes = await Promise.allSettled([
        before.says('one'),
        refused.decides(() => {
          throw new Error('no')
        }, receipt),
        after.says('two'),
      ])
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect(await log.find(refused.key)).toBeUndefined()
      expect(await refused.decides(() => ({ entries: [said('now')] }), receipt)).toMatchObject({
        repeated: false,
      })
    })

    it('writes nothing of a command that the database cannot store, and everything of its neighbours', async () => {
      const id = randomUUID()
      const file = {
        id,
        name: 'a.txt',
        media_type: 'text/plain',
        size_in_bytes: 3_000_000_000,
        content: null,
      }
      const remote = { connection_id: 'c', conversation_id: 'v', remote_id: 'r' }
      const [before, refused, after] = [new Customer(log), new Customer(log), new Customer(log)]
      await before.decides(() => ({ entries: [said('a file')], attachments: [{ ...file, ...remote }] }))
      const outcomes = await Promise.allSettled([
        before.says('one'),
        refused.decides(() => ({
          entries: [said('the same file', 'copilot')],
          attachments: [{ ...file, ...remote }],
          timers: { inactivity: 5 },
        })),
        after.says('two', 'copilot'),
      ])
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect(await before.words()).toEqual(['a file', 'one'])
      expect(await after.words()).toEqual(['two'])
      expect(await log.find(refused.key)).toBeUndefined()
      for (const table of ['events', 'deliveries', 'timers', 'attachments'] as const) {
        expect(await rowsOf(table, refused.key)).toEqual([])
      }
    })

    it('goes on after a decision that is no JSON', async () => {
      const customer = new Customer(log)
      const broken = said('broken')
      Object.assign(broken.event, { data: { big: 1n } })
      await expect(customer.decides(() => ({ entries: [said('lost'), broken] }))).rejects.toThrow(TypeError)
      await customer.says('next')
      expect(await customer.words()).toEqual(['next'])
    })
  })

  describe('receipts', () => {
    const receiptOf = (customer: Customer, digest = 'a') => ({
      scope: `message:${customer.key}`,
      id: 'm1',
      digest,
    })
    const sayOnce = (customer: Customer, digest?: string) =>
      customer.decides(() => ({ entries: [said('once')] }), receiptOf(customer, digest))

    it('take a repeat for what it is: in the same batch, later, and after a restart', async () => {
      const customer = new Customer(log)
      const [first, second] = await Promise.all([sayOnce(customer), sayOnce(customer)])
      expect([first.repeated, second.repeated]).toEqual([false, true])
      expect(await sayOnce(customer)).toMatchObject({ repeated: true, events: [] })
      await restart()
      expect(await sayOnce(customer.on(log))).toMatchObject({ repeated: true, state: { seq: 1 } })
      expect(await customer.on(log).words()).toEqual(['once'])
    })

    it('refuse the same id with another content', async () => {
      const customer = new Customer(log)
      await sayOnce(customer)
      await expect(sayOnce(customer, 'b')).rejects.toThrow(ReceiptConflictError)
      expect(await customer.words()).toEqual(['once'])
    })

    it('make no session of a repeat that names another one', async () => {
      const [customer, other] = [new Customer(log), new Customer(log)]
      await sayOnce(customer)
      await other.decides(() => ({ entries: [said('once')] }), receiptOf(customer))
      expect(await log.find(other.key)).toBeUndefined()
    })

    it('are found among many of one batch', async () => {
      const customers = Array.from({ length: 200 }, () => new Customer(log))
      await Promise.all(customers.map(customer => sayOnce(customer)))
      const repeats = await Promise.all(customers.map(customer => sayOnce(customer)))
      expect(repeats.every(({ repeated }) => repeated)).toBe(true)
    })
  })

  describe('what is committed with the events', () => {
    it('timers are set, moved and cleared; the last word of a batch counts', async () => {
      const customer = new Customer(log)
      const timers = async () =>
        Object.fromEntries((await rowsOf('timers', customer.key)).map(({ kind, due_at }) => [kind, due_at]))
      await customer.decides(() => ({ timers: { inactivity: 5_000_000_000_000, 'agent-left': 7 } }))
      expect(await timers()).toEqual({ 'agent-left': 7, inactivity: 5_000_000_000_000 })
      await Promise.all([
        customer.decides(() => ({ timers: { 'agent-left': null, inactivity: null } })),
        customer.decides(() => ({ timers: { inactivity: 9 } })),
      ])
      expect(await timers()).toEqual({ inactivity: 9 })
    })

    it('a conversation is known once, however often 8x8 tells of it', async () => {
      const customer = new Customer(log)
      const conversation = { conversation_id: randomUUID(), connection_id: 'c', handover_id: 'h' }
      await customer.decides(() => ({ conversation }))
      await customer.decides(() => ({ conversation }))
      expect(await rowsOf('conversations', customer.key)).toMatchObject([conversation])
    })

    it('an uploaded file becomes the session’s', async () => {
      const [uploader, customer] = [new Customer(log), new Customer(log)]
      const file = {
        id: randomUUID(),
        name: 'a',
        media_type: 'text/plain',
        size_in_bytes: 1,
        content: new Uint8Array([1]),
      }
      await uploader.decides(() => ({
        attachments: [{ ...file, connection_id: null, conversation_id: null, remote_id: null }],
      }))
      await customer.decides(() => ({ entries: [said('see')], uploads: [file.id] }))
      expect(await rowsOf('attachments', customer.key)).toMatchObject([{ id: file.id, name: 'a' }])
    })

    it('what the customer acknowledged only grows, and not beyond the last event', async () => {
      const customer = new Customer(log)
      const acknowledge = async (acknowledged: number) => {
        await customer.decides(() => ({ acknowledged }))
        return (await log.find(customer.key))?.acknowledgedSeq
      }
      await customer.decides(() => ({ entries: [said('one'), said('two')] }))
      expect([await acknowledge(1), await acknowledge(0), await acknowledge(99)]).toEqual([1, 1, 2])
    })
  })

  describe('reading', () => {
    it('goes forward and back in steps', async () => {
      const customer = new Customer(log)
      const profile = { event: { type: 'profile-updated' as const, at: 1, profile: { name: 'Ada' } } }
      await customer.decides(() => ({ entries: [said('1'), said('2'), profile, said('4'), said('5')] }))
      const seqs = (events: readonly { seq: number }[]) => events.map(({ seq }) => seq)
      expect(seqs(await log.read(customer.key, 1, 2))).toEqual([2, 3])
      expect(seqs(await log.readBack(customer.key, 4, 3))).toEqual([2, 3, 4])
      expect(seqs(await log.readMessagesBack(customer.key, 4, 2))).toEqual([2, 4])
      expect(seqs(await log.readTypesBack(customer.key, ['message', 'profile-updated'], 4, 2))).toEqual([
        3, 4,
      ])
      expect(seqs(await log.readTypes(customer.key, ['message'], 2, 1))).toEqual([4])
      expect(new Set(seqs(await log.readMessages(customer.key, [5, 3, 1])))).toEqual(new Set([1, 5]))
      expect(await log.readMessages(customer.key, [])).toEqual([])
    })

    it('finds after a restart the session that was there before', async () => {
      const customer = new Customer(log)
      const profile = { name: 'Ada', properties: { plan: 'gold' } }
      await customer.says('Hello')
      await customer.decides((_session, at) => ({
        entries: [{ event: { type: 'profile-updated', at, profile } }],
        acknowledged: 1,
      }))
      const before = await log.find(customer.key)
      expect(before).toMatchObject({ owner: customer.owner, acknowledgedSeq: 1, state: { seq: 2, profile } })
      await restart()
      expect(await log.find(customer.key)).toEqual(before)
      const { state } = await customer.on(log).says('again')
      expect(state).toEqual({ ...before?.state, seq: 3, lastCustomerSeq: 3 })
    })

    it('finds nothing where nothing is', async () => {
      expect(await log.find('nothing')).toBeUndefined()
      expect(await log.read('nothing', 0, 10)).toEqual([])
    })
  })

  describe('telling', () => {
    it('tells every reader each event once, from its place on', async () => {
      const customer = new Customer(log)
      await customer.decides(() => ({ entries: [said('1'), said('2')] }))
      const [all, later] = [new Heard<number>(), new Heard<number>()]
      const stops = [all, later].map((heard, after) =>
        log.subscribe(customer.key, after, events => heard.hear(...events.map(({ seq }) => seq))),
      )
      await Promise.all(['3', '4', '5'].map(word => customer.says(word)))
      expect(await all.count(5)).toEqual([1, 2, 3, 4, 5])
      expect(await later.count(4)).toEqual([2, 3, 4, 5])
      expect(log.subscribedKeys()).toEqual([customer.key])
      for (const stop of stops) stop()
      expect(log.subscribedKeys()).toEqual([])
    })

    it('goes on for one reader when another one leaves, even twice', async () => {
      const customer = new Customer(log)
      const leave = log.subscribe(customer.key, 0, () => {})
      leave()
      const heard = new Heard<number>()
      const stop = log.subscribe(customer.key, 0, events => heard.hear(...events.map(({ seq }) => seq)))
      leave()
      await customer.says('one')
      expect(await heard.count(1)).toEqual([1])
      stop()
    })

    it('says of each commit what was written, and counts it as written whatever its listeners do', async () => {
      const customer = new Customer(log)
      const heard = new Heard<string>()
      const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
      const fault = new Error('the listener’s own fault')
      const stops = [
        log.onCommitted(() => {
          throw fault
        }),
        log.onCommitted(({ key, events }) => heard.hear(...(key === customer.key ? wordsOf(events) : []))),
      ]
      const { events } = await customer.says('one', 'copilot')
      expect(heard.items).toEqual(['one'])
      expect(warn).toHaveBeenCalledWith(fault)
      warn.mockRestore()
      for (const stop of stops) stop()
      await customer.says('two')
      expect(heard.items).toEqual(['one'])
      expect(await customer.transcript()).toMatchObject([...events, { seq: 2 }])
    })

    it('is done with everything once it is drained', async () => {
      const customer = new Customer(log)
      const said = ['1', '2', '3'].map(word => customer.says(word))
      await log.drained()
      expect(await customer.words()).toEqual(['1', '2', '3'])
      await Promise.all(said)
    })
  })

  const rowsOf = (table: 'events' | 'deliveries' | 'timers' | 'attachments' | 'conversations', key: string) =>
    database.kysely.selectFrom(table).selectAll().where('session_id', '=', key).execute()
}
