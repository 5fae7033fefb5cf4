import { type Browser, expect, type Page, test } from '@playwright/test'
import { asksForShape, STALL, StandIn, TROUBLES } from './language-model/stand-in.ts'
import { type RunningDemo, startDemo } from './testing/demo.ts'

const QUESTION = 'How much is the missed visit charge?'

let standIn: StandIn
let demo: RunningDemo
test.beforeAll(async () => {
  standIn = await StandIn.start(() => '@nothing')
  standIn.setAside(asksForShape)
  demo = await startDemo({ LLM_BASE_URL: standIn.url, LLM_API_KEY: '', LLM_MODEL: 'm' })
})
test.afterAll(async () => {
  await demo.stop()
  await standIn.close()
})

let session = 0
/** A customer in a chat with an agent, and that agent's copilot by itself. */
async function openChat(browser: Browser) {
  standIn.forget()
  standIn.always(() => '@nothing')
  const ids = { userId: 'drafts', sessionId: `drafts-${session++}` }
  const { origin } = new URL(demo.addresses.customer)
  const customer = await browser.newPage()
  await customer.goto(`${origin}/?${new URLSearchParams(ids)}`)
  const say = async (text: string) => {
    await customer.getByTestId('composer').fill(text)
    await customer.getByTestId('send').click()
  }
  await say('I want to talk to a person')
  await expect(customer.getByText('I am connecting you with a colleague')).toBeVisible()
  const agent = await browser.newPage({ viewport: { width: 420, height: 900 } })
  const link = new URL(demo.addresses.copilot)
  for (const [name, value] of Object.entries(ids)) link.searchParams.set(name, value)
  await agent.goto(link.href)
  await expect(agent.getByTestId('message').filter({ hasText: 'talk to a person' })).toBeAttached()
  return { say, agent }
}

const suggestion = (agent: Page, text: string) => agent.getByTestId('suggestion').filter({ hasText: text })

test('a draft grows before the agent’s eyes and can be used once it is whole', async ({ browser }) => {
  const { say, agent } = await openChat(browser)
  const stream = standIn.control()
  await say(QUESTION)
  await stream.asked()
  stream.begin().write('@reply P1\nA missed visit is charged at €45. Shall I ')
  await expect(suggestion(agent, 'A missed visit is charged at €45.')).toBeVisible()
  await expect(suggestion(agent, 'A missed visit').getByRole('button', { name: 'Edit' })).toHaveCount(0)
  stream.write('look at your last visit for you?').end()
  const card = suggestion(agent, 'Shall I look at your last visit for you?')
  await expect(card).toBeVisible()
  await card.getByTestId('edit').click()
  await expect(agent.getByTestId('editor')).toBeVisible()
})

test('a draft that the customer has overtaken gives way to one for what they said last', async ({
  browser,
}) => {
  const { say, agent } = await openChat(browser)
  const stream = standIn.control()
  await say(QUESTION)
  await stream.asked()
  stream.begin().write('@reply P1\nA missed visit is charged at €45. ')
  await expect(suggestion(agent, 'A missed visit is charged')).toBeVisible()
  standIn.next('@reply P1\nYou can change the visit in the app.')
  await say('And how do I change an engineer visit?')
  await stream.hungUp
  await expect(suggestion(agent, 'You can change the visit in the app.')).toBeVisible()
  await expect(suggestion(agent, 'A missed visit is charged')).toHaveCount(0)
})

test('what the agent wrote into a draft stays when the customer goes on and others are drafted', async ({
  browser,
}) => {
  const { say, agent } = await openChat(browser)
  standIn.next('@reply P1\nA missed visit is charged at €45.')
  await say(QUESTION)
  const card = suggestion(agent, 'A missed visit is charged at €45.')
  await card.getByTestId('edit').click()
  await agent.getByTestId('editor').fill('A missed visit is charged at €45, Maeve.')
  await agent.getByTestId('editor').press('Control+Enter')
  standIn.next('@reply P1\nYou can change the visit in the app.')
  await say('And how do I change an engineer visit?')
  await expect(suggestion(agent, 'You can change the visit in the app.')).toBeVisible()
  await expect(suggestion(agent, 'A missed visit is charged at €45, Maeve.')).toBeVisible()
})

for (const [trouble, reply] of [
  ['dead', TROUBLES.wrongKey],
  ['malformed', TROUBLES.notAStream],
  ['over its limit', TROUBLES.tooMany('60')],
] as const)
  test(`a model that is ${trouble} is said to be, and the articles go on helping`, async ({ browser }) => {
    const { say, agent } = await openChat(browser)
    standIn.always(() => reply)
    await say(QUESTION)
    await expect(agent.getByTestId('model-trouble')).toBeVisible()
    await expect(agent.getByTestId('suggestion').filter({ hasText: '€45' }).first()).toBeVisible()
  })

test('a model that stays silent keeps nothing from the agent', async ({ browser }) => {
  const { say, agent } = await openChat(browser)
  standIn.always(() => STALL)
  await say(QUESTION)
  await expect(agent.getByTestId('suggestion').filter({ hasText: '€45' }).first()).toBeVisible()
})

test('what no article says is marked in a draft', async ({ browser }) => {
  const { say, agent } = await openChat(browser)
  standIn.always(() => '@reply P1\nA missed visit costs €60, pay at https://evil.example/pay.')
  await say(QUESTION)
  const card = suggestion(agent, 'A missed visit costs €60')
  await expect(card.getByTestId('unlinked')).toHaveText([/€60/, /evil\.example/])
})
