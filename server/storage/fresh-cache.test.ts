import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { FreshCache } from './fresh-cache.ts'

/** A source that tells each time how often it was asked. */
function source() {
  let asked = 0
  return async () => ++asked
}

it('asks once for all who look at the same time, and while the answer is fresh', async () => {
  const [cache, load] = [new FreshCache<number>(), source()]
  expect(await Promise.all([cache.get('a', load), cache.get('a', load)])).toEqual([1, 1])
  expect(await cache.get('a', load)).toBe(1)
  expect(await cache.get('b', load)).toBe(2)
})

it('asks again when the answer is no longer fresh, or was cleared', async () => {
  const [cache, load] = [new FreshCache<number>({ milliseconds: 20 }), source()]
  expect(await cache.get('a', load)).toBe(1)
  await setTimeout(21)
  expect(await cache.get('a', load)).toBe(2)
  cache.clear()
  expect(await cache.get('a', load)).toBe(3)
})

it('does not keep a failure, nor lets an old one take a new answer away', async () => {
  const cache = new FreshCache<number>()
  const { promise, reject } = Promise.withResolvers<number>()
  const failed = cache.get('a', () => promise)
  cache.clear()
  const load = source()
  expect(await cache.get('a', load)).toBe(1)
  reject(new Error('away'))
  await expect(failed).rejects.toThrow('away')
  expect(await cache.get('a', load)).toBe(1)
  await expect(cache.get('b', () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect(await cache.get('b', load)).toBe(2)
})

it('keeps no more than its limit', async () => {
  const [cache, load] = [new FreshCache<number>({ limit: 2 }), source()]
  for (const key of ['a', 'b', 'c']) await cache.get(key, load)
  expect(await cache.get('c', load)).toBe(3)
  expect(await cache.get('a', load)).toBe(4)
})
