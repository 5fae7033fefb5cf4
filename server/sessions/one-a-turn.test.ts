import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { DeliveryWork } from './delivery-lane.ts'
import { oneATurn } from './one-a-turn.ts'

test('deliveries that come together start one after the other, and leave turns to other work between', async () => {
  const happened: string[] = []
  const deliver = oneATurn(async ({ key }) => {
    happened.push(key)
    return { status: 'done' }
  })
  const start = (key: string) => deliver({ key } as DeliveryWork, AbortSignal.timeout(1_000))
  const other = async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      await setImmediate()
      happened.push('other')
    }
  }
  await Promise.all([start('a'), start('b'), start('c'), other()])
  expect(happened.filter(name => name !== 'other')).toEqual(['a', 'b', 'c'])
  expect(happened.lastIndexOf('c') - happened.indexOf('a')).toBeGreaterThanOrEqual(4)
})
