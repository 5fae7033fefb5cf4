import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiClient, becomeOwner } from '../../e2e/testing/api-client.ts'
import { Bridge } from '../../e2e/testing/bridge.ts'
import { sessionKey } from '../sessions/session-key.ts'
import { type BotServer, json, startBotServer } from '../virtual-agent/testing/bot-server.ts'

const card = { type: 'card', title: 'Refund', card: { body: [{ type: 'TextBlock', text: 'How much?' }] } }
const grid = { columns: 2, rows: 1, tiles: { refund: { x: 0, y: 0, columns: 1, rows: 1 } } }

describe('the workspace of a session', () => {
  let bot: BotServer
  let bridge: Bridge
  let owner: ApiClient
  let program: ApiClient
  beforeAll(async () => {
    bot = await startBotServer((response, { body }) => json(response, answerTo(JSON.parse(body))))
    const virtualAgent = { kind: 'webhook' as const, url: bot.url, secret: 'a secret of the test' }
    bridge = await Bridge.start({ settings: { virtualAgent, copilot: { grid: { ...grid, gap: 8 } } } })
    owner = await becomeOwner(bridge.service)
    program = await owner.program(['sessions:write'])
  })
  afterAll(async () => {
    await bridge.close()
    await bot[Symbol.asyncDispose]()
  })

  /** A bot that has nothing to say but to a postback. */
  const answerTo = ({ postback }: { postback?: { data: object } }) =>
    postback
      ? {
          text: 'never seen by a customer who has a person',
          tiles: [{ tileId: 'done', tile: { type: 'text', text: JSON.stringify(postback.data) } }],
          tileData: [{ tileId: 'none', data: {} }],
          grid,
        }
      : {}

  const watched = async () => {
    const customer = await bridge.answeredCustomer('Hello')
    const path = `/sessions/${sessionKey('northline', customer.sessionId)}`
    return { customer, path, viewer: await bridge.watch(customer) }
  }

  it('is laid out and filled by a program while an agent looks on', async () => {
    const { path, viewer } = await watched()
    await program.ask('PUT', `${path}/grid`, grid)
    await program.ask('PUT', `${path}/tiles/refund`, card)
    await program.ask('PUT', `${path}/tiles/page`, { type: 'html', html: '<p>Hi</p>' })
    await program.ask('POST', `${path}/tiles/page/data`, { count: 2 })
    await program.ask('DELETE', `${path}/tiles/refund`)
    expect(await viewer.sees('grid-set')).toMatchObject({ grid: { columns: 2, gap: 12 } })
    expect(await viewer.sees('tile-updated')).toMatchObject({ tileId: 'refund', tile: card })
    expect(await viewer.sees('tile-data-sent')).toMatchObject({ tileId: 'page', data: { count: 2 } })
    expect(await viewer.sees('tile-removed')).toMatchObject({ tileId: 'refund' })
  })

  it('starts as the endpoint says', async () => {
    const { viewer } = await watched()
    expect(await viewer.join()).toMatchObject({ abilities: { grid: { columns: 2, gap: 8 } } })
  })

  it.each<[string, string, string, object, number]>([
    ['a tile of the copilot’s own', 'PUT', '/tiles/transcript', card, 409],
    ['a type that nobody knows', 'PUT', '/tiles/x', { type: 'video', url: 'https://example.com' }, 400],
    ['a page that is no page', 'PUT', '/tiles/x', { type: 'iframe', url: 'javascript:alert(1)' }, 400],
    ['more than a grid may hold', 'PUT', '/grid', { ...grid, columns: 100 }, 400],
    ['data for a tile that is not there', 'POST', '/tiles/x/data', {}, 404],
    ['data for a card', 'POST', '/tiles/card/data', {}, 409],
    ['taking away what is not there', 'DELETE', '/tiles/x', {}, 404],
  ])('refuses %s and changes nothing', async (_name, method, rest, body, status) => {
    const { path, viewer } = await watched()
    await program.ask('PUT', `${path}/tiles/card`, card)
    await viewer.sees('tile-updated')
    const before = viewer.seqs.at(-1)
    const answer = await program.call(method, path + rest, method === 'DELETE' ? undefined : body)
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({ status, detail: expect.any(String) })
    expect((await bridge.service.context.log.find(path.split('/').at(-1) ?? ''))?.state.seq).toBe(before)
  })

  it('is closed to a key that may only read, and has no more tiles than anybody looks at', async () => {
    const { path } = await watched()
    const reader = await owner.program(['sessions:read'])
    expect((await reader.call('PUT', `${path}/grid`, grid)).status).toBe(403)
    for (let index = 0; index < 50; index++) await program.ask('PUT', `${path}/tiles/t${index}`, card)
    expect((await program.call('PUT', `${path}/tiles/one-more`, card)).status).toBe(409)
    expect((await program.call('PUT', `${path}/tiles/t1`, card)).status).toBe(204)
  })

  it('takes a postback to the virtual agent once, also while a person has the chat', async () => {
    const { path, viewer, customer } = await watched()
    await program.ask('PUT', `${path}/tiles/refund`, card)
    await viewer.sees('tile-updated')
    const postback = { tileId: 'refund', postbackId: 'p1', data: { amount: 45 } }
    expect(await Promise.all([viewer.ask('postback', postback), viewer.ask('postback', postback)])).toEqual([
      {},
      {},
    ])
    expect(await viewer.sees('tile-updated', ({ tileId }) => tileId === 'done')).toMatchObject({
      tile: { type: 'text', text: '{"amount":45}' },
    })
    expect(await viewer.ask('postback', postback)).toEqual({})
    expect(await viewer.ask('postback', { ...postback, data: { amount: 90 } })).toMatchObject({
      error: { code: 'invalid' },
    })
    expect(await viewer.ask('postback', { ...postback, tileId: 'nobody', postbackId: 'p2' })).toMatchObject({
      error: { code: 'invalid', message: expect.stringContaining('tileId') },
    })
    const asked = bot.requests.map(({ body }) => JSON.parse(body)).filter(turn => turn.postback)
    expect(asked).toMatchObject([
      {
        sessionId: customer.sessionId,
        postback: { tileId: 'refund', postbackId: 'p1', data: { amount: 45 } },
      },
    ])
  })
})
