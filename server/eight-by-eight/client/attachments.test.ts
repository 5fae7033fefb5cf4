import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Simulator, startSimulator } from '../../../e2e/simulator/simulator.ts'
import { createEightByEightClient, type EightByEightClient } from '../client.ts'
import { collect } from '../testing/collect.ts'

const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251)

let simulator: Simulator
let client: EightByEightClient
let conversationId: string

beforeEach(async () => {
  simulator = await startSimulator()
  client = createEightByEightClient({
    baseUrl: simulator.url,
    apiKey: 'eght_simulator',
    tenant: 'northline01',
  })
  const { channel } = simulator.seed({ webhookUrl: `${simulator.url}/nowhere` })
  conversationId = (await client.conversations.create({ channelId: channel.id, user: {} })).conversationId
})

afterEach(async () => {
  await client.close()
  await simulator.close()
})

test('a file goes to 8x8 and comes back byte for byte', async () => {
  const fileName = 'Zähler 7 🙂.png'
  const content = new Blob([bytes], { type: 'image/png' })
  const attachment = await client.attachments.upload(conversationId, {
    authorType: 'user',
    fileName,
    content,
  })
  expect(attachment).toMatchObject({ fileName, sizeInBytes: bytes.length })
  expect(await client.attachments.get(conversationId, attachment.id)).toEqual(attachment)
  expect(await collect(client.attachments.every(conversationId))).toEqual([attachment])

  const download = await client.attachments.download(conversationId, attachment.id, bytes.length)
  expect(Buffer.concat(await collect(download)).equals(bytes)).toBe(true)
})

test('a message refers to the files that belong to it', async () => {
  const file = { authorType: 'user', fileName: 'a.txt', content: new Blob(['a']) } as const
  const { id } = await client.attachments.upload(conversationId, file)
  await client.messages.post(conversationId, { authorType: 'user', attachmentIds: [id] })
  const [message] = (await client.messages.list(conversationId)).items
  expect(message?.attachments).toEqual([{ id }])
})

test('a file that is larger than wanted is not read to its end', async () => {
  const file = { authorType: 'user', fileName: 'film.mp4', content: new Blob([bytes]) } as const
  const { id } = await client.attachments.upload(conversationId, file)
  const download = await client.attachments.download(conversationId, id, bytes.length - 1)
  await expect(collect(download)).rejects.toMatchObject({ kind: 'unexpected', ambiguous: false })
})

test('a file that is not there is told as such before anything is read', async () => {
  await expect(client.attachments.download(conversationId, 'none', 10)).rejects.toMatchObject({
    kind: 'not-found',
  })
  await expect(client.attachments.download('..', 'content', 10)).rejects.toMatchObject({ kind: 'invalid' })
})
