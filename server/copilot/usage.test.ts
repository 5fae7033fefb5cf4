import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Usage } from '../sessions/decision.ts'
import { SessionLog } from '../sessions/session-log.ts'
import { describeStorages } from '../storage/testing/describe-storages.ts'
import { openedDatabase } from '../storage/testing/opened-database.ts'
import { readUsage } from './usage.ts'

const today = new Date().toISOString().slice(0, 10)
const ALL = { from: '2000-01-01', to: '2100-01-01' }

describeStorages('what agents made of the copilot', create => {
  const database = openedDatabase(create)

  const count = (log: SessionLog, endpointId: string, ...usage: Partial<Usage>[]) => {
    const sessionId = randomUUID()
    return log.append({
      key: sessionId,
      owner: { endpointId, userId: 'u', sessionId },
      decide: (_session, at) => ({
        entries: [{ event: { type: 'session-started', at, channel: 'socket' } }],
        usage: usage.map(one => ({ agent: '', assist: 'reply', act: 'shown', changed: 0, ...one })),
      }),
    })
  }

  it('is counted with the events, over servers and sessions, apart for each endpoint', async () => {
    const servers = [new SessionLog(database(), 'one'), new SessionLog(database(), 'other')]
    await Promise.all(
      servers.flatMap(log => [
        count(log, 'shop', { act: 'eligible' }, { act: 'shown' }, { act: 'shown' }),
        count(log, 'shop', { act: 'used', changed: 0.5 }, { act: 'used', changed: 0 }),
        count(log, 'shop', { assist: 'knowledge', act: 'used', agent: 'Dana' }),
        count(log, 'another', { act: 'used' }),
      ]),
    )
    expect(await readUsage(database(), { endpointIds: ['shop'], ...ALL })).toEqual({
      assists: [
        { day: today, assist: 'knowledge', agent: 'Dana', counts: { used: 2 }, changed: 0 },
        { day: today, assist: 'reply', agent: '', counts: { eligible: 2, shown: 4, used: 4 }, changed: 0.25 },
      ],
      model: [],
    })
    expect(
      await readUsage(database(), { endpointIds: ['shop'], from: '2000-01-01', to: '2000-01-02' }),
    ).toEqual({
      assists: [],
      model: [],
    })
  })

  it('is not counted for a command that is refused', async () => {
    const log = new SessionLog(database(), 'one')
    await log
      .append({
        key: 'x',
        owner: { endpointId: 'refused', userId: 'u', sessionId: 'x' },
        decide: () => {
          throw new Error('no')
        },
      })
      .catch(() => undefined)
    expect((await readUsage(database(), { endpointIds: ['refused'], ...ALL })).assists).toEqual([])
  })
})
