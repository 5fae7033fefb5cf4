import { expect, test } from 'vitest'
import type { DeliveryWork } from './delivery-lane.ts'
import { oneATurn } from './one-a-turn.ts'

const start = (deliver: ReturnType<typeof oneATurn>, key: string) =>
  deliver({ key } as DeliveryWork, AbortSignal.timeout(5_000))

/** Counts the turns of the event loop until it is stopped. */
function countTurns() {
  const turns = { count: 0, stop: false }
  const next = () => {
    turns.count += 1
    if (!turns.stop) setImmediate(next)
  }
  setImmediate(next)
  return turns
}

test('deliveries that come together start in their order, each in a turn of its own', async () => {
  const turns = countTurns()
  const started: [key: string, turn: number][] = []
  const deliver = oneATurn(async ({ key }) => {
    started.push([key, turns.count])
    return { status: 'done' }
  })
  await Promise.all(['a', 'b', 'c'].map(key => start(deliver, key)))
  turns.stop = true
  expect(started.map(([key]) => key)).toEqual(['a', 'b', 'c'])
  expect(new Set(started.map(([, turn]) => turn)).size).toBe(3)
})

test('a server that is always busy starts them all the same', async () => {
  const stopAt = performance.now() + 400
  const work = () => {
    const until = performance.now() + 4
    while (performance.now() < until);
    if (performance.now() < stopAt) setImmediate(work)
  }
  setImmediate(work)
  const deliver = oneATurn(async () => ({ status: 'done' }))
  await Promise.all(['a', 'b', 'c'].map(key => start(deliver, key)))
  expect(performance.now()).toBeLessThan(stopAt)
})
