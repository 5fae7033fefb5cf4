import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { EventLoop } from './event-loop.ts'

test('a server knows how busy it has lately been', async () => {
  const eventLoop = new EventLoop()
  const until = performance.now() + 300
  while (performance.now() < until);
  await setTimeout(0)
  expect(eventLoop.busyShare()).toBeGreaterThan(0.8)
  await expect.poll(() => eventLoop.busyShare(), { interval: 100 }).toBeLessThan(0.3)
})
