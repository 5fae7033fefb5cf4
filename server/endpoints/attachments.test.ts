import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Bridge, URL_TOKEN } from '../../e2e/testing/bridge.ts'
import type { Customer } from '../../e2e/testing/people.ts'
import { countRows } from '../../e2e/testing/row-counts.ts'

const LIMIT = 2_000_000
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const PDF = Buffer.from(
  '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n',
)
const ZIP = Buffer.from('UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==', 'base64')
const WINDOWS_PROGRAM = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])

interface Uploaded {
  runtimeFileId: string
  fileName: string
  mimeType: string
  url: string
}

describe('attachments', () => {
  let bridge: Bridge
  beforeAll(async () => {
    bridge = await Bridge.start({
      settings: { customer: { attachmentLimitInBytes: LIMIT, messagesPerMinute: 1_000 } },
    })
  })
  afterAll(() => bridge.close())

  const filesKept = () => countRows(bridge.config).attachments
  const permit = async () => {
    const answer = await bridge.fetch(`/${URL_TOKEN}/fileuploadtoken`)
    return (await answer.json()) as { token: string; fileUploadUrl: string }
  }
  const send = async (body: BodyInit, headers: Record<string, string> = {}) => {
    const { token, fileUploadUrl } = await permit()
    const authorization = `Bearer ${token}`
    const response = await fetch(fileUploadUrl, {
      method: 'POST',
      headers: { authorization, ...headers },
      body,
    })
    return { status: response.status, body: (await response.json()) as Uploaded }
  }
  const upload = (name: string, content: BlobPart, type = '') => {
    const form = new FormData()
    form.append('file', new Blob([content], { type }), name)
    return send(form)
  }
  const sendFiles = (customer: Customer, ...files: object[]) =>
    customer.sayAndHear(undefined, { data: { attachments: files } })

  it('are uploaded, said with a message, and then open for whoever has their address', async () => {
    const customer = await bridge.answeredCustomer('Hello')
    const { status, body: file } = await upload('Fußabdruck ☂.png', PNG)
    expect({ status, ...file }).toMatchObject({
      status: 'scanned',
      fileName: 'Fußabdruck ☂.png',
      mimeType: 'image/png',
      size: PNG.length,
    })
    expect((await fetch(file.url)).status).toBe(404)
    expect(await sendFiles(customer, file)).toEqual({})

    const download = await fetch(file.url)
    expect(Buffer.from(await download.arrayBuffer())).toEqual(PNG)
    expect(Object.fromEntries(download.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': "attachment; filename*=UTF-8''Fu%C3%9Fabdruck%20%E2%98%82.png",
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    })
  })

  it.each<[string, string, BlobPart, string, string, string]>([
    ['a picture called a page', 'picture.html', PNG, 'text/html', 'picture.html.png', 'image/png'],
    [
      'a page called a picture',
      'page.png',
      '<script>alert(1)</script>',
      'image/png',
      'page.png.txt',
      'text/plain',
    ],
    ['a document with capitals', 'BILL.PDF', PDF, '', 'BILL.PDF', 'application/pdf'],
    ['a name with folders', '../../etc/passwd', 'root', '', 'passwd.txt', 'text/plain'],
    ['a name that turns its letters round', 'bill\u202Efdp.txt', 'x', '', 'billfdp.txt', 'text/plain'],
    ['no name at all', '', PNG, '', 'file.png', 'image/png'],
    [
      'a name that cuts a letter in half',
      `${'x'.repeat(300)}\u{1F600}${'y'.repeat(195)}.txt`,
      'x',
      '',
      `\uFFFD${'y'.repeat(195)}.txt`,
      'text/plain',
    ],
  ])('are what their bytes are: %s', async (_case, name, content, type, fileName, mimeType) => {
    const { status, body } = await upload(name, content, type)
    expect([status, body.fileName, body.mimeType]).toEqual([200, fileName, mimeType])
    const customer = await bridge.answeredCustomer('Hello')
    await sendFiles(customer, body)
    expect((await fetch(body.url)).status).toBe(200)
  })

  it.each<[string, BlobPart, string]>([
    ['an archive', ZIP, 'image/png'],
    ['a program', WINDOWS_PROGRAM, 'image/png'],
    ['nothing', '', 'text/plain'],
    ['bytes of no kind', Buffer.from([0, 1, 2, 3, 255, 254]), 'text/plain'],
  ])(
    'of a kind that is not taken are refused, whatever they say of themselves: %s',
    async (_case, content, type) => {
      const before = filesKept()
      expect(await upload('photo.png', content, type)).toMatchObject({
        status: 400,
        body: { title: 'Bad Request' },
      })
      expect(filesKept()).toBe(before)
    },
  )

  it('may be as large as the endpoint allows, and no larger', async () => {
    expect((await upload('a.txt', 'x'.repeat(LIMIT))).status).toBe(200)
    const before = filesKept()
    expect((await upload('a.txt', 'x'.repeat(LIMIT + 1))).status).toBe(413)
    expect((await upload('a.txt', 'x'.repeat(LIMIT * 5))).status).toBe(413)
    expect(filesKept()).toBe(before)
  })

  const multipart = { 'content-type': 'multipart/form-data; boundary=b' }
  const part = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
  it.each<[string, string, Record<string, string>]>([
    ['JSON', '{}', { 'content-type': 'application/json' }],
    ['no boundary', part, { 'content-type': 'multipart/form-data' }],
    ['nothing', '', multipart],
    ['no file', '--b\r\ncontent-disposition: form-data; name="file"\r\n\r\nx\r\n--b--\r\n', multipart],
    ['half a file', `${part}half`, multipart],
    ['half a head', '--b\r\ncontent-disposition: form-data; na', multipart],
    ['no part', 'nothing of the kind', multipart],
  ])('that cannot be read are refused: %s', async (_case, body, headers) => {
    const before = filesKept()
    expect((await send(body, headers)).status).toBe(400)
    expect(filesKept()).toBe(before)
  })

  it('need the token of the endpoint', async () => {
    const { fileUploadUrl } = await permit()
    const forged = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('northline')
      .setAudience('upload')
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode('another key of thirty-two bytes!'))
    const body = new FormData()
    body.append('file', new Blob(['x']), 'a.txt')
    for (const headers of [{}, { authorization: 'Bearer x' }, { authorization: `Bearer ${forged}` }]) {
      expect(
        (await fetch(fileUploadUrl, { method: 'POST', headers: headers as HeadersInit, body })).status,
      ).toBe(404)
    }
  })

  it('belong to the session that named them first', async () => {
    const [owner, thief] = await Promise.all([
      bridge.answeredCustomer('Hello'),
      bridge.answeredCustomer('Hello'),
    ])
    const { body: file } = await upload('a.txt', 'mine')
    expect(await sendFiles(owner, file)).toEqual({})
    expect(await sendFiles(owner, file)).toEqual({})
    await owner.finalPings.reaches(3, 'final ping')
    const before = filesKept()
    expect(await sendFiles(thief, file)).toMatchObject({ error: { code: 'invalid' } })
    expect(await sendFiles(thief, { runtimeFileId: 'unknown' })).toMatchObject({ error: { code: 'invalid' } })
    expect(filesKept()).toBe(before)
  })

  it('stay free where the message that names them is refused', async () => {
    const customer = await bridge.answeredCustomer('Hello')
    const { body: file } = await upload('a.txt', 'free')
    expect(await sendFiles(customer, file, { runtimeFileId: 'unknown' })).toMatchObject({
      error: { code: 'invalid' },
    })
    expect((await fetch(file.url)).status).toBe(404)
    const many = Array.from({ length: 11 }, (_, number) => ({ runtimeFileId: `${number}` }))
    expect(await sendFiles(customer, ...many)).toMatchObject({ error: { code: 'too-large' } })
    expect(await sendFiles(customer, file)).toEqual({})
  })

  it('of a customer reach the agent', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    const { body: file } = await upload('bill.pdf', PDF)
    const arrived = bridge.simulator.waitForMessage(conversationId, 'My bill')
    customer.say('My bill', { data: { attachments: [file] } })
    const { attachments } = await arrived
    expect(attachments).toHaveLength(1)
    const stored = await fetch(
      `${bridge.simulator.url}/chat-gateway/v1/conversations/${conversationId}/attachments/${attachments[0]?.id}/content`,
      { headers: { 'x-api-key': 'eght_simulator', 'x-8x8-tenant': 'northline01' } },
    )
    expect(Buffer.from(await stored.arrayBuffer())).toEqual(PDF)
  })

  it('of an agent reach the customer, fetched from 8x8 with the key', async () => {
    const { customer, conversationId } = await bridge.servedCustomer()
    const { id } = bridge.simulator.attach(conversationId, {
      filename: 'your bill.pdf',
      contentType: 'application/pdf',
      content: PDF,
    })
    bridge.simulator.say(conversationId, { text: 'Here is your bill', attachments: [{ id }] })
    const { data } = await customer.reads('Here is your bill')
    expect(data).toMatchObject({ attachments: [{ name: 'your bill.pdf' }] })
    const [{ url } = { url: '' }] = (data as { attachments: { url: string }[] }).attachments
    expect(new URL(url).origin).toBe(new URL(bridge.service.url).origin)
    const download = await fetch(url)
    expect(Buffer.from(await download.arrayBuffer())).toEqual(PDF)
    expect(download.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''your%20bill.pdf")

    const path = '/conversations/:id/attachments/:attachment/content'
    bridge.simulator.addApiFault({ kind: 'status', path, status: 503 })
    expect((await fetch(url)).status).toBe(503)
    bridge.simulator.clearFaults()
    bridge.simulator.addApiFault({ kind: 'status', path, status: 404 })
    expect((await fetch(url)).status).toBe(404)
    bridge.simulator.clearFaults()
  })
})
