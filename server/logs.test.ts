import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Bridge, URL_TOKEN } from '../e2e/testing/bridge.ts'
import { CapturedLog } from '../e2e/testing/captured-log.ts'

const PRIVATE = 'card number 4000 1234'
const WRONG_TOKEN = 'f'.repeat(64)

describe('the server’s log', () => {
  const log = new CapturedLog()
  let bridge: Bridge
  beforeAll(async () => {
    bridge = await Bridge.start({ overrides: { logger: log.logger } })
  })
  afterAll(() => bridge.close())

  it('holds no secret and nothing that a customer wrote, whatever goes wrong', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    const file = (await bridge.upload('a.txt', PRIVATE)) as { runtimeFileId: string }
    bridge.simulator.addApiFault({
      kind: 'status',
      path: '/conversations/:id/messages',
      method: 'POST',
      status: 500,
    })
    const arrived = bridge.simulator.waitForMessage(conversationId, PRIVATE)
    customer.say(PRIVATE, { data: { note: PRIVATE, attachments: [file] } })
    await arrived
    customer.say(PRIVATE, { userId: PRIVATE })
    customer.say(PRIVATE, { data: { attachments: [{ runtimeFileId: PRIVATE }] } })
    await customer.exceptions.reaches(2, 'refusal')
    const stranger = bridge.customer({ URLToken: WRONG_TOKEN, userId: PRIVATE })
    await stranger.hungUp
    await bridge.viewer({ userId: PRIVATE, sessionId: customer.sessionId }).join()

    const post = (path: string, body: string) =>
      bridge.fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    await post(`/${URL_TOKEN}`, `{"text": ${PRIVATE}}`)
    await post(`/${WRONG_TOKEN}`, JSON.stringify({ userId: 'u', sessionId: 's', text: PRIVATE }))
    await fetch(bridge.webhookUrl, { method: 'POST', body: PRIVATE })
    await bridge.fetch(`/attachments/${file.runtimeFileId}?note=${encodeURIComponent(PRIVATE)}`)
    bridge.simulator.end(conversationId)
    await customer.reads('has ended')

    const written = log.lines.join('')
    expect(written).toContain('webhook refused')
    for (const secret of [
      PRIVATE,
      URL_TOKEN,
      WRONG_TOKEN,
      'eght_simulator',
      bridge.webhookUrl.split('/').at(-1),
      file.runtimeFileId,
    ]) {
      expect(written).not.toContain(secret)
      expect(written).not.toContain(encodeURIComponent(secret ?? ''))
    }
  })
})
