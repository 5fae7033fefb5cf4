import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { STALL, StandIn, TROUBLES } from '../../../e2e/language-model/stand-in.ts'
import { Models } from '../../language-model/models.ts'
import { TokenLedger } from '../../language-model/token-ledger.ts'
import { endpointSettingsSchema } from '../../protocol/settings/endpoint.ts'
import type { Database } from '../../storage/database.ts'
import { describePostgres, describeStorages } from '../../storage/testing/describe-storages.ts'
import { openedDatabase } from '../../storage/testing/opened-database.ts'
import { createLogger } from '../../telemetry/logger.ts'
import { createMetrics } from '../../telemetry/metrics.ts'
import { createKnowledge } from '../create-knowledge.ts'
import type { Dialogue } from '../knowledge.ts'
import { article } from '../testing/article.ts'
import { VectorSearch } from './vector-search.ts'

const articles = [
  article('password', 'Resetting your password', 'Choose "Forgot password" on the sign-in page.'),
  article('delivery', 'Delivery times', 'Standard delivery takes 3 working days.'),
  article('gift-cards', 'Gift cards', 'Gift cards are valid for 3 years.'),
  article('returns', 'Returning an order', 'You can send an order back within 30 days.'),
]
/** Words of one meaning, each a dimension of the stand-in's vectors. */
const MEANINGS = [/password|locked out|credentials/, /delivery|parcel/, /gift|voucher/, /order|refund/]
const meaningOf = (text: string) => [...MEANINGS.map(words => (words.test(text.toLowerCase()) ? 1 : 0)), 0.3]
const customer = (text: string): Dialogue => ({ turns: [{ from: 'customer', text }] })
const IN_OTHER_WORDS = customer('Credentials rejected, am I locked out?')

let standIn: StandIn
beforeAll(async () => {
  standIn = await StandIn.start()
  standIn.means(meaningOf)
})
beforeEach(() => standIn.forget())
afterAll(() => standIn.close())

const textsAsked = () => standIn.calls.flatMap(({ body }) => body.input ?? [])

/** A server on a database; `settings.model` may be changed as it runs. */
function serverOn(database: Database, serverId = 'one') {
  const settings = { model: { ...MODEL(), embeddings: 'vectors' } as object, modelLimits: {} }
  const models = new Models({
    ofServer: undefined,
    findEndpoint: async () => ({ settings: endpointSettingsSchema.parse({ copilot: settings }) }),
    ledger: new TokenLedger(database, serverId),
    metrics: createMetrics(),
  })
  const vectors = new VectorSearch({
    database,
    serverId,
    embedderOf: id => models.embedderOf(id),
    hide: async (_id, text) => text.replaceAll('jane@example.com', '[email 1]'),
    logger: createLogger('silent'),
  })
  const knowledge = createKnowledge(vectors)
  const best = async (dialogue: Dialogue) => (await knowledge.find('shop', dialogue, 3)).passages[0]?.title
  return { settings, vectors, knowledge, best }
}
const MODEL = () => ({ kind: 'compatible', baseUrl: standIn.url, name: 'chat' })
const learnt = (server: ReturnType<typeof serverOn>) =>
  expect.poll(() => server.best(IN_OTHER_WORDS), { timeout: 5_000 }).toBe('Resetting your password')
const rows = (database: Database) =>
  database.kysely.selectFrom('passage_vectors').select(['hash', 'model']).execute()

describeStorages('knowledge found by meaning', create => {
  const database = openedDatabase(create)
  let server: ReturnType<typeof serverOn>
  beforeEach(async () => {
    await server?.vectors.stop()
    await database().kysely.deleteFrom('passage_vectors').execute()
    server = serverOn(database())
  })
  afterAll(() => server.vectors.stop())

  it('has the article for a question in other words, which words alone do not', async () => {
    await server.knowledge.load('shop', articles)
    await learnt(server)
    const found = await server.knowledge.find('shop', IN_OTHER_WORDS, 3)
    expect(found.quiet).toBeUndefined()
    expect(found.sure).toBe(false)
    expect(found.passages[0]?.score).toBeGreaterThan(0.5)
    expect(server.knowledge.search('shop', IN_OTHER_WORDS, 3)).toMatchObject({
      passages: [],
      quiet: 'no-match',
    })
    const words = await server.knowledge.find('shop', customer('How do I reset my password?'), 3)
    expect(words).toMatchObject({ sure: true, passages: [{ title: 'Resetting your password', score: 1 }] })
  })

  it('is asked for once, is kept over a restart, and goes with its text', async () => {
    await server.knowledge.load('shop', articles)
    await learnt(server)
    expect(textsAsked()).toHaveLength(articles.length + 1)
    await server.vectors.stop()
    standIn.forget()
    server = serverOn(database())
    await server.knowledge.load('shop', articles)
    await learnt(server)
    expect(textsAsked()).toEqual([IN_OTHER_WORDS.turns[0]?.text])
    await server.knowledge.load('shop', articles.slice(0, 3))
    await expect.poll(() => rows(database())).toHaveLength(3)
    server.knowledge.remove('shop')
    await expect.poll(() => rows(database())).toHaveLength(0)
  })

  it('is words alone, in time, while the model is slow or away', async () => {
    await server.knowledge.load('shop', articles)
    await learnt(server)
    standIn.next(STALL)
    const began = performance.now()
    expect(await server.best(customer('How long does delivery take?'))).toBe('Delivery times')
    expect(performance.now() - began).toBeLessThan(1_000)
    standIn.forget()
    expect(await server.best(customer('What about gift cards, how long?'))).toBe('Gift cards')
    expect(textsAsked()).toEqual([])
  })

  it('is words alone where passages cannot be read, and is tried a few times', async () => {
    for (let attempt = 0; attempt < 3; attempt++) standIn.next(TROUBLES.broken)
    await server.knowledge.load('shop', articles)
    expect(await server.best(customer('How long does delivery take?'))).toBe('Delivery times')
    await standIn.called(3)
    expect(await server.best(IN_OTHER_WORDS)).toBeUndefined()
    expect(await rows(database())).toEqual([])
  })

  it('follows the settings: another model reads anew, and none asks nobody', async () => {
    await server.knowledge.load('shop', articles)
    await learnt(server)
    server.settings.model = { ...MODEL(), embeddings: 'other vectors' }
    await learnt(server)
    expect(new Set((await rows(database())).map(({ model }) => model)).size).toBe(1)
    expect(standIn.calls.at(-1)?.body.model).toBe('other vectors')
    server.settings.model = MODEL()
    standIn.forget()
    expect(await server.best(IN_OTHER_WORDS)).toBeUndefined()
    await server.knowledge.load('shop', articles)
    await expect.poll(() => rows(database())).toEqual([])
    expect(standIn.calls).toEqual([])
  })

  it('gives up a load that a newer one follows', async () => {
    standIn.next(STALL)
    await server.knowledge.load('shop', articles.slice(1))
    await standIn.called(1)
    await server.knowledge.load('shop', articles)
    await learnt(server)
    expect(await rows(database())).toHaveLength(articles.length)
  })

  it('shows the model no personal data, and no small talk at all', async () => {
    await server.knowledge.load('shop', articles)
    await learnt(server)
    standIn.forget()
    await server.best(customer('I am jane@example.com and my parcel is missing'))
    await server.best(customer('thanks!'))
    expect(textsAsked()).toEqual(['I am [email 1] and my parcel is missing'])
  })
})

describePostgres('the vectors of two servers', create => {
  it('are paid for once', async () => {
    const storage = await create()
    const [one, two] = [await storage.open(), await storage.open()]
    const servers = [serverOn(one, 'one'), serverOn(two, 'two')]
    await Promise.all(servers.map(({ knowledge }) => knowledge.load('shop', articles)))
    await Promise.all(servers.map(learnt))
    const question = IN_OTHER_WORDS.turns[0]?.text
    expect(textsAsked().filter(text => text !== question)).toHaveLength(articles.length)
    await Promise.all(servers.map(({ vectors }) => vectors.stop()))
    await Promise.all([one.close(), two.close()])
    await storage.remove()
  })
})
