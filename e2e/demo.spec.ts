import { expect, test } from '@playwright/test'
import { type RunningDemo, startDemo } from './testing/demo.ts'

let demo: RunningDemo
test.beforeAll(async () => {
  demo = await startDemo()
})
test.afterAll(() => demo.stop())

test('the demo tells the whole story: assistant, handover, agent, copilot, return', async ({ browser }) => {
  const { customer: customerUrl, agentDesktop, copilot: copilotUrl } = demo.addresses
  const customer = await (await browser.newContext()).newPage()
  await customer.goto(customerUrl)
  const say = async (text: string) => {
    await customer.getByTestId('composer').fill(text)
    await customer.getByTestId('send').click()
  }

  await say('What does moving home cost?')
  await expect(customer.getByTestId('message').filter({ hasText: '€60' })).toHaveAttribute(
    'data-source',
    'bot',
  )
  await say('I want to talk to a person')
  await expect(customer.getByText('I am connecting you with a colleague')).toBeVisible()

  const agent = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  await agent.goto(agentDesktop)
  await agent.getByTestId('waiting-chat').first().click()
  await agent.getByTestId('accept').first().click()
  await expect(customer.getByText('You are now connected with a colleague')).toBeVisible()

  const panel = agent
    .frameLocator('[data-testid=workspace-shell]')
    .frameLocator('[data-testid=copilot-frame]')
  await expect(panel.getByTestId('customer-name')).toHaveText('Maeve Brennan')
  await expect(panel.getByTestId('suggestion-text').first()).toContainText('€60')
  await expect(panel.getByText('Made before the last message')).toHaveCount(0)
  await panel.getByRole('button', { name: 'Transcript' }).click()
  await expect(panel.getByTestId('message').filter({ hasText: 'moving home cost' })).toBeVisible()

  await agent.getByTestId('composer').fill('Hello, Dana here. I will look at your move.')
  await agent.getByTestId('send').click()
  await expect(customer.getByTestId('message').filter({ hasText: 'Dana here' })).toHaveAttribute(
    'data-source',
    'agent',
  )

  await say('When is the refund on my bill?')
  await expect(agent.getByTestId('message').filter({ hasText: 'When is the refund' })).toBeVisible()
  await expect(panel.getByTestId('message').filter({ hasText: 'When is the refund' })).toBeVisible()

  const alone = await (await browser.newContext()).newPage()
  await alone.goto(copilotUrl)
  await expect(alone.getByTestId('message').filter({ hasText: 'When is the refund' })).toBeVisible()
  expect(alone.url()).not.toContain('URLToken')
  await alone.reload()
  await expect(alone.getByTestId('message').filter({ hasText: 'When is the refund' })).toBeVisible()

  await agent.getByTestId('end').click()
  await expect(customer.getByText('has ended')).toBeVisible()
  await say('What does moving home cost?')
  await expect(customer.getByTestId('message').filter({ hasText: '€60' })).toHaveCount(2)
})
