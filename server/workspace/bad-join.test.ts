import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Bridge, URL_TOKEN } from '../../e2e/testing/bridge.ts'
import { CapturedLog } from '../../e2e/testing/captured-log.ts'
import { almost, nastyJson } from '../../e2e/testing/nasty.ts'
import { countRows } from '../../e2e/testing/row-counts.ts'

describe('bad joins', () => {
  const log = new CapturedLog('warn')
  let bridge: Bridge
  beforeAll(async () => {
    bridge = await Bridge.start({ overrides: { logger: log.logger } })
  })
  afterAll(() => bridge.close())

  it('are refused, show nothing and write nothing', async () => {
    const customer = await bridge.answeredCustomer('This is private')
    const { userId } = customer
    const before = countRows(bridge.config)
    const stranger = bridge.viewer(customer)
    const join = { protocolVersion: 1, URLToken: URL_TOKEN, userId, sessionId: 'of nobody', after: 0 }
    await fc.assert(
      fc.asyncProperty(fc.oneof(nastyJson, almost(join)), async payload => {
        const answer: object = await stranger.socket.timeout(5_000).emitWithAck('join', payload)
        expect(answer).toMatchObject({ error: { code: expect.any(String), message: expect.any(String) } })
      }),
      { numRuns: 2_000 },
    )
    expect(stranger.events.items).toEqual([])
    expect(log.errors).toEqual([])
    expect(countRows(bridge.config)).toEqual(before)
  }, 30_000)
})
