import { afterAll, beforeAll, expect, it } from 'vitest'
import { Bridge } from '../../e2e/testing/bridge.ts'
import { RedisLine, whyNoRedis } from '../../e2e/testing/redis-line.ts'
import type { Service } from '../service.ts'
import { describePostgres } from '../storage/testing/describe-storages.ts'
import type { PostgresStorage } from '../storage/testing/storages.ts'
import { HANG, WebSite } from './sources/testing/web-site.ts'

const noRedis = await whyNoRedis()
const note = {
  title: 'Lost umbrellas',
  body: 'Lost umbrellas wait at the counter.',
  tags: [],
  kind: 'article' as const,
}

describePostgres('the knowledge of two servers', create => {
  let storage: PostgresStorage
  let site: WebSite
  let redis: RedisLine | undefined
  let bridge: Bridge
  let second: Service
  beforeAll(async () => {
    storage = await create()
    site = await WebSite.open({ '/page': HANG })
    redis = noRedis ? undefined : await RedisLine.start()
    const { url: databaseUrl, schema: databaseSchema } = storage.location
    const encryptionKey = Buffer.alloc(32, 7).toString('base64')
    const config = {
      databaseUrl,
      databaseSchema,
      encryptionKey,
      redisUrl: redis?.url,
      knowledgeHosts: [site.host],
    }
    bridge = await Bridge.start({ config })
    second = await bridge.another()
  })
  afterAll(async () => {
    await bridge.close()
    await redis?.close()
    await site[Symbol.asyncDispose]()
    await storage.remove()
  })

  const sourcesOf = (service: Service) => service.context.knowledgeSources
  const found = async (service: Service, text: string) =>
    (await service.context.knowledgeApi.search('northline', { text, limit: 1 }))[0]?.title

  const writeOnFirst = async () => {
    const source = await sourcesOf(bridge.service).create('northline', {
      kind: 'typed',
      name: 'Notes',
      tags: [],
    })
    await sourcesOf(bridge.service).write('northline', source.id, note)
    return source
  }

  it('is the same on both, and gone from both', async () => {
    const source = await writeOnFirst()
    expect(await found(bridge.service, 'lost umbrellas')).toBe('Lost umbrellas')
    await expect.poll(() => found(second, 'lost umbrellas'), { timeout: 8_000 }).toBe('Lost umbrellas')
    await sourcesOf(second).remove('northline', source.id)
    expect(await found(second, 'lost umbrellas')).toBeUndefined()
    await expect.poll(() => found(bridge.service, 'lost umbrellas'), { timeout: 8_000 }).toBeUndefined()
  })

  it('is searched with an endpoint’s synonyms on both as soon as they change', async () => {
    const source = await writeOnFirst()
    const search = async (service: Service) => found(service, 'brolly')
    const { endpoints } = bridge.service.context
    const endpoint = (await endpoints.byId('northline')) ?? expect.unreachable()
    const synonyms = [['umbrella', 'brolly']]
    await endpoints.save({ ...endpoint, settings: { ...endpoint.settings, knowledge: { synonyms } } })
    for (const service of [bridge.service, second]) {
      await expect.poll(() => search(service), { timeout: 8_000 }).toBe('Lost umbrellas')
    }
    await endpoints.save(endpoint)
    await expect.poll(() => search(second), { timeout: 8_000 }).toBeUndefined()
    await sourcesOf(bridge.service).remove('northline', source.id)
  })

  it('is the same on both without Redis too', async () => {
    redis?.cut()
    const source = await writeOnFirst()
    await expect.poll(() => found(second, 'lost umbrellas'), { timeout: 8_000 }).toBe('Lost umbrellas')
    await sourcesOf(bridge.service).remove('northline', source.id)
    redis?.mend()
  })

  it('is imported by one of them, and that can be watched and cancelled on the other', async () => {
    const address = { url: `${site.url}/page`, paths: [], pageLimit: 10 }
    const source = await sourcesOf(bridge.service).create('northline', {
      kind: 'address',
      name: 'Site',
      tags: [],
      address,
    })
    await expect.poll(() => site.asked, { timeout: 8_000 }).toContain('/page')
    await expect(sourcesOf(second).readAgain('northline', source.id)).rejects.toMatchObject({ status: 409 })
    const [running] = await sourcesOf(second).imports('northline', source.id)
    expect(running?.status).toBe('running')
    await sourcesOf(second).cancel('northline', source.id, running?.id ?? '')
    site.pages.set('/page', '<main><h1>Page</h1><p>Now it comes.</p></main>')
    await sourcesOf(second).readAgain('northline', source.id)
    await expect
      .poll(
        async () =>
          (await sourcesOf(bridge.service).imports('northline', source.id)).map(({ status }) => status),
        { timeout: 8_000 },
      )
      .toEqual(['done', 'cancelled'])
  })
})
