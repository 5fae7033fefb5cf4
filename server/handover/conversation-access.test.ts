import { expect, it } from 'vitest'
import { ConversationAccess } from './conversation-access.ts'

it('lets one at a time through to each conversation, in the order in which they came', async () => {
  const access = new ConversationAccess()
  const seen: string[] = []
  const visit = (key: string, name: string, work: () => Promise<void> = async () => undefined) =>
    access.alone(key, async () => {
      seen.push(`${name} comes`)
      await work()
      seen.push(`${name} goes`)
    })
  const { promise: free, resolve: leave } = Promise.withResolvers<void>()
  const first = visit('a', 'first', () => free)
  const second = visit('a', 'second')
  await visit('b', 'other')
  expect(seen).toEqual(['first comes', 'other comes', 'other goes'])
  leave()
  await Promise.all([first, second])
  expect(seen.slice(3)).toEqual(['first goes', 'second comes', 'second goes'])
})

it('goes on after a failure, which only its own caller hears of', async () => {
  const access = new ConversationAccess()
  const failing = access.alone('a', () => Promise.reject(new Error('8x8 does not answer')))
  const next = access.alone('a', async () => 'done')
  await expect(failing).rejects.toThrow('8x8 does not answer')
  expect(await next).toBe('done')
})
