import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeStorages } from '../../storage/testing/describe-storages.ts'
import { openedDatabase } from '../../storage/testing/opened-database.ts'
import { createLogger } from '../../telemetry/logger.ts'
import type { ImportItem } from './import-items.ts'
import { ImportJobs, type ImportWork } from './import-jobs.ts'

const BEAT = 50
const item = (file: string, result: ImportItem['result'] = 'done'): ImportItem => ({
  file,
  result,
  documents: [],
})

/** Work that waits until it is told to go on, and remembers what was applied. */
class Work implements ImportWork {
  readonly begun = Promise.withResolvers<void>()
  readonly goOn = Promise.withResolvers<void>()
  applied: string[] = []
  status: string | undefined

  async read({ signal, expect, settle }: Parameters<ImportWork['read']>[0]): Promise<ImportItem[]> {
    expect(2)
    settle(item('first'))
    this.begun.resolve()
    const aborted = new Promise<never>((_, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason as Error)),
    )
    await Promise.race([this.goOn.promise, aborted])
    settle(item('second', 'failed'))
    return [item('first'), item('second', 'failed')]
  }

  async apply(_transaction: unknown, items: ImportItem[]): Promise<void> {
    this.applied = items.map(({ file }) => file)
  }

  async ended(status: string): Promise<void> {
    this.status = status
  }
}

describeStorages('imports', create => {
  const database = openedDatabase(create)
  let jobs: ImportJobs
  const begin = async (sourceId: string) => {
    const work = new Work()
    const { begun, ended } = await jobs.begin(sourceId, work)
    return { work, ended, id: begun.id }
  }
  beforeAll(async () => {
    jobs = new ImportJobs({
      database: database(),
      serverId: 'here',
      logger: createLogger('silent'),
      beatMilliseconds: BEAT,
    })
    await jobs.start()
  })
  afterAll(() => jobs.stop())

  it('tell how far they have come, and apply everything at their end', async () => {
    const { work, ended, id } = await begin('a')
    await work.begun.promise
    await expect
      .poll(() => jobs.progress('a', id, 10))
      .toMatchObject({
        status: 'running',
        total: 2,
        done: 1,
        failed: 0,
        outcomes: [{ name: 'first', result: 'done' }],
      })
    expect(work.applied).toEqual([])
    work.goOn.resolve()
    await ended
    expect(work.applied).toEqual(['first', 'second'])
    expect(await jobs.progress('a', id, 10)).toMatchObject({
      status: 'done',
      outcomes: [{ name: 'second', result: 'failed' }, { name: 'first' }],
    })
    await expect(jobs.progress('b', id, 10)).rejects.toMatchObject({ status: 404 })
  })

  it('of one source run one at a time, and of all sources two; the others wait their turn', async () => {
    const [one, two, three, four] = [await begin('1'), await begin('2'), await begin('3'), await begin('4')]
    await expect(begin('1')).rejects.toMatchObject({ status: 409 })
    await Promise.all([one.work.begun.promise, two.work.begun.promise])
    expect((await jobs.progress('3', three.id, 0)).status).toBe('waiting')
    await jobs.cancel('3', three.id)
    one.work.goOn.resolve()
    await Promise.all([one.ended, four.work.begun.promise])
    two.work.goOn.resolve()
    four.work.goOn.resolve()
    await Promise.all([two.ended, three.ended, four.ended])
    expect([one, two, three, four].map(({ work }) => work.status)).toEqual([
      'done',
      'done',
      'cancelled',
      'done',
    ])
    expect(three.work.applied).toEqual([])
  })

  it('that are ended elsewhere stop here and apply nothing', async () => {
    const { work, ended, id } = await begin('elsewhere')
    await work.begun.promise
    const elsewhere = new ImportJobs({
      database: database(),
      serverId: 'there',
      logger: createLogger('silent'),
    })
    await elsewhere.cancel('elsewhere', id)
    await ended
    expect([work.status, work.applied]).toEqual(['cancelled', []])
  })

  it('of a server that was killed are marked when it is not heard of any more', async () => {
    const killed = {
      id: 'killed',
      source_id: 'killed',
      server_id: 'gone',
      alive_at: Date.now() - 60_000,
      started_at: 1,
    }
    const row = {
      ...killed,
      status: 'running' as const,
      reason: null,
      total: 5,
      done: 1,
      skipped: 0,
      failed: 0,
      ended_at: null,
    }
    await database().kysely.insertInto('knowledge_imports').values(row).execute()
    // An embedded database is looked through when its next server starts.
    const next = new ImportJobs({
      database: database(),
      serverId: 'next',
      logger: createLogger('silent'),
      beatMilliseconds: BEAT,
    })
    await next.start()
    await expect.poll(async () => (await jobs.progress('killed', 'killed', 0)).status).toBe('interrupted')
    await next.stop()
    const { work, ended } = await begin('killed')
    work.goOn.resolve()
    await ended
    expect(work.status).toBe('done')
  })

  it('that fail by a fault of ours say so and no more', async () => {
    const { ended, begun } = await jobs.begin('fault', {
      read: () => Promise.reject(new Error('a secret detail')),
      apply: () => Promise.resolve(),
      ended: () => Promise.resolve(),
    })
    await ended
    const { status, reason } = await jobs.progress('fault', begun.id, 0)
    expect([status, reason]).toEqual(['failed', 'Something went wrong here. Please try again.'])
  })

  it('end with their server, and only the last twenty of a source are remembered', async () => {
    for (let time = 0; time < 21; time++) {
      const { work, ended } = await begin('often')
      work.goOn.resolve()
      await ended
    }
    expect(await jobs.list('often')).toHaveLength(20)
    const { work, ended, id } = await begin('often')
    await work.begun.promise
    await jobs.stop()
    await ended
    expect(work.status).toBe('interrupted')
    expect((await jobs.progress('often', id, 0)).reason).toContain('start it again')
  })
})
