import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { Places } from './places.ts'

const never = new AbortController().signal

it('gives out so many places, then one for each that comes back, first come first served', async () => {
  const places = new Places(2)
  const order: string[] = []
  const leaves = await Promise.all([places.enter(never), places.enter(never)])
  const waiting = ['first', 'second'].map(async name => {
    const leave = await places.enter(never)
    order.push(name)
    return leave
  })
  await setImmediate()
  expect(order).toEqual([])
  for (const leave of leaves) leave()
  for (const leave of await Promise.all(waiting)) leave()
  expect(order).toEqual(['first', 'second'])
  await Promise.all([places.enter(never), places.enter(never)])
})

it('lets those in line go when they are aborted, and gives their turn to the next', async () => {
  const places = new Places(1)
  const leave = await places.enter(never)
  const impatient = new AbortController()
  const gone = places.enter(impatient.signal)
  const patient = places.enter(never)
  impatient.abort(new Error('too long'))
  await expect(gone).rejects.toThrow('too long')
  leave()
  ;(await patient)()
  await expect(places.enter(AbortSignal.abort(new Error('over')))).rejects.toThrow('over')
  ;(await places.enter(never))()
})
