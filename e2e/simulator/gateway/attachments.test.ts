import { describe, expect, it } from 'vitest'
import { useFixture } from '../testing/fixture.ts'
import type { ReceivedWebhook } from '../testing/receiver.ts'

const firstAttachment = (message: ReceivedWebhook | undefined) =>
  (message?.event.data?.['attachments'] as { preSignedUrl: string }[] | undefined)?.[0]

describe('attachments', () => {
  const fixture = useFixture()

  async function upload(id: string, content: string, authorType = 'user') {
    const form = new FormData()
    form.set('authorType', authorType)
    form.set('attachment', new Blob([content], { type: 'image/png' }), 'Zähler – photo.png')
    const response = await fetch(`${fixture.simulator.url}/chat-gateway/v1/conversations/${id}/attachments`, {
      method: 'POST',
      headers: { 'x-api-key': 'eght_simulator' },
      body: form,
    })
    return { status: response.status, body: (await response.json()) as { id: string; sizeInBytes: number } }
  }

  it('are uploaded, described and downloaded', async () => {
    const id = await fixture.createConversation()
    const { status, body } = await upload(id, 'a photo')
    expect([status, body]).toMatchObject([200, { filename: 'Zähler – photo.png', sizeInBytes: 7 }])
    const described = await fixture.call('GET', `/conversations/${id}/attachments/${body.id}`)
    expect(described.body).toEqual(body)
    const content = await fetch(
      `${fixture.simulator.url}/chat-gateway/v1/conversations/${id}/attachments/${body.id}/content`,
      { headers: { 'x-api-key': 'eght_simulator' } },
    )
    expect(await content.text()).toBe('a photo')
    expect(content.headers.get('content-disposition')).toContain('attachment')
  })

  it('are refused when too large or without author', async () => {
    const id = await fixture.createConversation()
    fixture.simulator.configure({ attachmentBytesLimit: 10 })
    expect((await upload(id, 'more than ten bytes')).status).toBe(413)
    expect((await upload(id, 'small', 'agent')).status).toBe(400)
  })

  it('of an agent come with an address that works without a key until it expires', async () => {
    const id = await fixture.conversationWithAgent()
    const file = { filename: 'bill.pdf', contentType: 'application/pdf', content: Buffer.from('the bill') }
    const { id: attachmentId } = fixture.simulator.attach(id, file)
    fixture.simulator.say(id, { text: 'Your bill', attachments: [{ id: attachmentId }] })
    const [message] = await fixture.receiver.untilType('MESSAGE')
    const told = firstAttachment(message)
    expect(told).toMatchObject({ id: attachmentId, type: 'file', fileName: 'bill.pdf' })
    expect(await (await fetch(told?.preSignedUrl ?? '')).text()).toBe('the bill')

    fixture.simulator.configure({ preSignedUrlLifetimeMs: 0 })
    fixture.simulator.say(id, { attachments: [{ id: attachmentId }] })
    const [, second] = await fixture.receiver.untilType('MESSAGE', 2)
    const expired = firstAttachment(second)
    expect((await fetch(expired?.preSignedUrl ?? '')).status).toBe(403)
  })
})
