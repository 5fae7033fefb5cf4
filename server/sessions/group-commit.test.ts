import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openedDatabase } from '../storage/testing/opened-database.ts'
import { type CommitWorks, GroupCommit, OverloadedError } from './group-commit.ts'

/** An error as the database throws it. */
const failure = (properties: { code?: string; errcode?: number }) =>
  Object.assign(new Error('no'), properties)

describe('a group commit', () => {
  const database = openedDatabase()

  /** Commits connections by name; `before` may fail first. */
  function connections(before: (names: readonly string[]) => void = () => {}) {
    const batches: (readonly string[])[] = []
    const commit: CommitWorks<string, string> = async (transaction, names) => {
      batches.push(names)
      before(names)
      const rows = names.map(name => ({ id: randomUUID(), name, settings: '', created_at: 1 }))
      await transaction.insertInto('connections').values(rows).execute()
      return names.map(name => () => `${name} is in`)
    }
    return { group: new GroupCommit(database().kysely, commit), batches }
  }

  const isIn = async (name: string) =>
    (await database().kysely.selectFrom('connections').select('id').where('name', '=', name).execute()).length

  it('commits together what comes together, and what comes meanwhile after it', async () => {
    const { group, batches } = connections()
    const first = ['a1', 'a2', 'a3'].map(name => group.add(name))
    expect(await Promise.all(first)).toEqual(['a1 is in', 'a2 is in', 'a3 is in'])
    await Promise.all([group.add('a4'), group.add('a5')])
    expect(batches).toEqual([
      ['a1', 'a2', 'a3'],
      ['a4', 'a5'],
    ])
    expect(await isIn('a5')).toBe(1)
  })

  it('refuses more than it can hold, and goes on with what it holds', async () => {
    const { group, batches } = connections()
    const works = Array.from({ length: 20_000 }, (_, index) => group.add(`b${index}`))
    await expect(group.add('too much')).rejects.toThrow(OverloadedError)
    await Promise.all(works)
    expect(Math.max(...batches.map(({ length }) => length))).toBe(256)
    expect(await group.add('b again')).toBe('b again is in')
  })

  it('looks again where another server was quicker, but not for ever', async () => {
    let left = 2
    const { group, batches } = connections(() => {
      if (left-- > 0) throw failure({ code: '40P01' })
    })
    expect(await group.add('c1')).toBe('c1 is in')
    expect(await isIn('c1')).toBe(1)
    left = Number.POSITIVE_INFINITY
    await expect(group.add('c2')).rejects.toThrow('no')
    expect(batches).toHaveLength(3 + 4)
  })

  it.each([
    ['a constraint of Postgres', { code: '23514' }],
    ['a text that Postgres does not take', { code: '22021' }],
    ['a constraint of SQLite', { errcode: 1_555 }],
  ])('refuses alone the work that breaks %s', async (_what, properties) => {
    const name = randomUUID()
    const { group } = connections(names => {
      if (names.includes(`bad ${name}`)) throw failure(properties)
    })
    const outcomes = await Promise.allSettled(
      [`one ${name}`, `bad ${name}`, `two ${name}`].map(work => group.add(work)),
    )
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect([await isIn(`one ${name}`), await isIn(`bad ${name}`), await isIn(`two ${name}`)]).toEqual([
      1, 0, 1,
    ])
  })

  it('refuses the whole batch, and nothing else, where the database fails', async () => {
    let isAway = true
    const { group, batches } = connections(() => {
      if (isAway) throw failure({ code: 'ECONNREFUSED' })
    })
    const outcomes = await Promise.allSettled([group.add('d1'), group.add('d2')])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    isAway = false
    expect(await group.add('d3')).toBe('d3 is in')
    expect(batches).toHaveLength(2)
    expect([await isIn('d1'), await isIn('d3')]).toEqual([0, 1])
  })

  it('lets notes gather, and carries none with what is in a hurry', async () => {
    const { group, batches } = connections()
    const notes = Promise.all([group.add('n1', 'note'), group.add('n2', 'note')])
    expect(await group.add('hurried')).toBe('hurried is in')
    const third = group.add('n3', 'note')
    expect(await notes).toEqual(['n1 is in', 'n2 is in'])
    await third
    expect(batches).toEqual([['hurried'], ['n1', 'n2', 'n3']])
  })

  it('takes what is to be done soon along with what is in a hurry', async () => {
    const { group, batches } = connections()
    const soon = group.add('s1', 'soon')
    await group.add('s2')
    await soon
    expect(batches).toEqual([['s1', 's2']])
    expect(await group.add('s3', 'soon')).toBe('s3 is in')
  })

  it('is drained when all that was added is committed', async () => {
    const { group } = connections()
    const added = Promise.all([group.add('e1'), group.add('e2'), group.add('e3', 'note')])
    await group.drained()
    expect([await isIn('e2'), await isIn('e3')]).toEqual([1, 1])
    await added
    await group.drained()
  })
})
