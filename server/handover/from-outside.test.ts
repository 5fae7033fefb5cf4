import { beforeAll, expect, it } from 'vitest'
import { endpointSettingsSchema } from '../protocol/settings/endpoint.ts'
import { openedDatabase } from '../storage/testing/opened-database.ts'
import { closeHandover, startHandover } from './from-outside.ts'
import type { HandoverParts } from './handover-parts.ts'
import { handoverParts } from './testing/handover-parts.ts'

const { endedMessage } = endpointSettingsSchema.parse({}).handover

const database = openedDatabase()
let parts: HandoverParts
beforeAll(async () => {
  parts = handoverParts(database())
})

async function session(key: string, endpointId = 'shop', channel: 'socket' | 'rest' = 'socket') {
  const owner = { endpointId, userId: 'user', sessionId: key }
  await parts.log.append({
    key,
    owner,
    decide: (_state, at) => ({ entries: [{ event: { type: 'session-started', at, channel } }] }),
  })
  return key
}

const stateOf = async (key: string) => (await parts.log.find(key))?.state.handover

it('begins a handover once', async () => {
  const key = await session('begins')
  expect(await Promise.all([startHandover(parts, key), startHandover(parts, key)])).toEqual([
    'requested',
    'already-on',
  ])
  expect(await stateOf(key)).toMatchObject({ id: 'begins.1', status: 'queue' })
  const [requested] = (await parts.log.read(key, 1, 1)).slice(0, 1)
  expect(requested).toMatchObject({ type: 'handover-requested', by: 'api' })
})

it('is refused where there is no 8x8, or where the customer could not be told', async () => {
  expect(await startHandover(parts, await session('unconnected', 'kiosk'))).toBe('refused')
  expect(await startHandover(parts, await session('by REST', 'shop', 'rest'))).toBe('refused')
  expect(await stateOf('unconnected')).toBeUndefined()
})

it('ends a handover once, with its reason, and another may follow', async () => {
  const key = await session('ends')
  await startHandover(parts, key)
  const reason = 'Solved by phone. '.repeat(60)
  expect(await Promise.all([closeHandover(parts, key, reason), closeHandover(parts, key, reason)])).toEqual([
    'closed',
    'not-on',
  ])
  expect(await stateOf(key)).toMatchObject({ status: 'completed' })
  const events = await parts.log.read(key, 0, 100)
  expect(events.find(({ type }) => type === 'handover-ended')).toMatchObject({ reason: reason.slice(0, 500) })
  expect(events.at(-1)).toMatchObject({ type: 'message', text: endedMessage })
  expect(await startHandover(parts, key)).toBe('requested')
  expect(await stateOf(key)).toMatchObject({ id: 'ends.2' })
})

it('knows no session that is not there, nor one whose endpoint is gone', async () => {
  for (const key of ['nobody', await session('orphan', 'gone')]) {
    expect(await startHandover(parts, key)).toBe('unknown-session')
    expect(await closeHandover(parts, key, 'x')).toBe('unknown-session')
  }
})
