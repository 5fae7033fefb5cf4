import { expect, test } from 'vitest'
import { SpareTime } from './spare-time.ts'

function keepBusy(milliseconds: number): void {
  const until = performance.now() + milliseconds
  while (performance.now() < until);
}

test('turns come in the order in which they were asked for', async () => {
  const spareTime = new SpareTime()
  const taken: string[] = []
  await Promise.all(['a', 'b', 'c'].map(async name => spareTime.turn().then(() => taken.push(name))))
  expect(taken).toEqual(['a', 'b', 'c'])
})

test('who keeps a busy event loop long leaves longer to others before the next turn', async () => {
  const spareTime = new SpareTime()
  const next = spareTime.turn().then(() => {
    keepBusy(20)
    const ended = performance.now()
    return spareTime.turn().then(() => performance.now() - ended)
  })
  expect(await next).toBeGreaterThanOrEqual(30)
})
