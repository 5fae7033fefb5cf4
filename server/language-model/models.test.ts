import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { StandIn } from '../../e2e/language-model/stand-in.ts'
import { endpointSettingsSchema } from '../protocol/settings/endpoint.ts'
import { describeStorages } from '../storage/testing/describe-storages.ts'
import { openedDatabase } from '../storage/testing/opened-database.ts'
import { createMetrics } from '../telemetry/metrics.ts'
import type { LanguageModel } from './language-model.ts'
import { type ModelOfServer, Models } from './models.ts'
import { TokenLedger } from './token-ledger.ts'

const REQUEST = { messages: [{ role: 'user' as const, content: 'x'.repeat(400) }], maxTokens: 50 }

describeStorages('the models of endpoints', create => {
  const database = openedDatabase(create)
  let standIn: StandIn
  let copilot: object
  beforeAll(async () => {
    standIn = await StandIn.start(() => 'Fine, thank you.')
  })
  beforeEach(async () => {
    standIn.forget()
    copilot = {}
    await database().kysely.deleteFrom('model_usage').execute()
  })
  afterAll(() => standIn.close())

  function server(id = 'one', ofServer?: ModelOfServer) {
    const ledger = new TokenLedger(database(), id)
    const metrics = createMetrics()
    const findEndpoint = async () => ({ settings: endpointSettingsSchema.parse({ copilot }) })
    return { ledger, metrics, models: new Models({ ofServer, findEndpoint, ledger, metrics }) }
  }
  const own = () => ({ kind: 'compatible', baseUrl: standIn.url, apiKey: 'sk-own', name: 'own' })
  const write = async (model: LanguageModel | undefined) => {
    if (!model) throw new Error('There is no model.')
    let text = ''
    for await (const part of model.stream(REQUEST, AbortSignal.timeout(5_000)))
      if (part.type === 'text-delta') text += part.text
    return text
  }

  it('are none unless somebody set one up', async () => {
    expect(await server().models.of('shop')).toBeUndefined()
    copilot = { model: { kind: 'none' } }
    expect(await server('one', { baseUrl: standIn.url, name: 'm' }).models.of('shop')).toBeUndefined()
  })

  it('are the server’s or the endpoint’s own, as settings stand', async () => {
    const { models } = server('one', { baseUrl: standIn.url, name: 'of the server' })
    await write(await models.of('shop'))
    copilot = { model: own() }
    await write(await models.of('shop'))
    expect(standIn.calls.map(({ body }) => body.model)).toEqual(['of the server', 'own'])
    expect(standIn.calls[1]?.headers.authorization).toBe('Bearer sk-own')
  })

  it('stop at the endpoint’s budget of the day, which all servers share', async () => {
    copilot = { model: own(), modelLimits: { tokensPerDay: 200 } }
    const [one, other] = [server('one'), server('other')]
    await write(await one.models.of('shop'))
    await one.ledger.write()
    expect(await other.ledger.usedToday('shop')).toBe(104)
    await write(await other.models.of('shop'))
    await other.ledger.write()
    await expect(write(await one.models.of('shop'))).rejects.toMatchObject({ trouble: 'over-budget' })
    await expect(write(await other.models.of('shop'))).rejects.toMatchObject({ trouble: 'over-budget' })
  })

  it('answer so many at once, keep so many waiting and turn the rest away', async () => {
    copilot = { model: own(), modelLimits: { atOnce: 1, waiting: 1 } }
    const { models } = server()
    const first = standIn.control()
    const model = await models.of('shop')
    const running = write(model)
    await first.asked()
    const waiting = write(model)
    await expect(write(model)).rejects.toMatchObject({ trouble: 'busy' })
    first.begin().write('First.').end()
    expect(await running).toBe('First.')
    expect(await waiting).toBe('Fine, thank you.')
  })

  it('count what they used, also of a draft that nobody waited for', async () => {
    copilot = { model: own() }
    const { models, metrics, ledger } = server()
    await write(await models.of('shop'))
    const controlled = standIn.control().begin().write('Half')
    const model = await models.of('shop')
    for await (const part of model?.stream(REQUEST, AbortSignal.timeout(5_000)) ?? []) if (part) break
    await controlled.hungUp
    const page = await metrics.registry.metrics()
    expect(page).toContain('copilot_model_requests_total{outcome="done"} 1')
    expect(page).toContain('copilot_model_requests_total{outcome="aborted"} 1')
    expect(page).toContain('copilot_model_tokens_total{direction="output"} 5')
    expect(await ledger.usedToday('shop')).toBe(205)
  })

  it('turn texts into vectors, in order, where a model for it is named', async () => {
    copilot = { model: { ...own(), embeddings: 'vectors' } }
    const { embed } = (await server().models.embedderOf('shop')) ?? {}
    const texts = Array.from({ length: 70 }, (_, index) => `text ${index}`)
    const vectors = await embed?.(texts, AbortSignal.timeout(5_000))
    expect(vectors).toHaveLength(70)
    expect(vectors?.[0]).not.toEqual(vectors?.[69])
    expect(standIn.calls.map(({ path, body }) => [path, body.model])).toEqual([
      ['/v1/embeddings', 'vectors'],
      ['/v1/embeddings', 'vectors'],
    ])
    standIn.next({ status: 200, body: '{"data": []}' })
    await expect(embed?.(['one'], AbortSignal.timeout(5_000))).rejects.toMatchObject({ trouble: 'malformed' })
  })
})
