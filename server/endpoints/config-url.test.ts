import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Bridge, URL_TOKEN } from '../../e2e/testing/bridge.ts'

describe('the Config URL', () => {
  let bridge: Bridge
  beforeAll(async () => {
    const client = { layout: { title: 'Northline' }, behavior: { enableTypingIndicator: true } }
    bridge = await Bridge.start({ settings: { client, customer: { attachmentLimitInBytes: 1_000 } } })
  })
  afterAll(() => bridge.close())

  it('tells a client what it has to know, and nothing of the endpoint’s secrets', async () => {
    const response = await bridge.fetch(`/${URL_TOKEN}`, { headers: { origin: 'https://shop.example' } })
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(await response.json()).toEqual({
      active: true,
      URLToken: URL_TOKEN,
      settings: {
        layout: { title: 'Northline' },
        behavior: { enableTypingIndicator: true },
        fileAttachmentMaxSize: 1_000,
      },
    })
  })

  it('tells that an endpoint is switched off', async () => {
    const URLToken = 'c'.repeat(64)
    await bridge.addEndpoint({ id: 'off', name: 'Off', URLToken, settings: { active: false } })
    expect(await (await bridge.fetch(`/${URLToken}`)).json()).toMatchObject({ active: false, URLToken })
    expect((await bridge.fetch(`/${URLToken}/fileuploadtoken`)).status).toBe(404)
  })
})
