import { expect, type Page, test } from '@playwright/test'
import { type RunningDemo, startDemo } from './testing/demo.ts'

let demo: RunningDemo
test.beforeAll(async () => {
  demo = await startDemo()
})
test.afterAll(() => demo.stop())

/** Writes into a chat, of the customer or the agent, and sees it there. */
async function write(page: Page, text: string) {
  await page.getByTestId('composer').fill(text)
  await page.getByTestId('send').click()
  await expect(page.getByTestId('message').filter({ hasText: text })).toBeVisible()
}

test('next steps, mood, facts, summary and wrap-up stand beside the chat, and are there when it ends', async ({
  browser,
}) => {
  const { customer: customerUrl, agentDesktop, copilot: copilotUrl } = demo.addresses
  const customer = await (await browser.newContext()).newPage()
  await customer.goto(customerUrl)
  await write(customer, 'The engineer was meant to come yesterday between 8 and 12 and nobody showed up.')
  await write(customer, 'I want to talk to a person')

  const agent = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  await agent.goto(agentDesktop)
  await agent.getByTestId('waiting-chat').first().click()
  await agent.getByTestId('accept').first().click()
  await expect(customer.getByText('You are now connected with a colleague')).toBeVisible()

  const copilot = await (await browser.newContext({ viewport: { width: 420, height: 1400 } })).newPage()
  await copilot.goto(copilotUrl)
  const steps = copilot.getByTestId('step')
  await expect(steps).toHaveCount(4)
  await expect(copilot.getByTestId('next-action')).toContainText('A visit that did not happen')
  await expect(copilot.getByTestId('next-action')).toContainText('nobody showed up')
  const other = await (await browser.newContext()).newPage()
  await other.goto(copilotUrl)
  await steps.first().getByRole('checkbox').click()
  await expect(steps.first()).toHaveAttribute('data-done', 'true')
  await expect(other.getByTestId('step').first()).toHaveAttribute('data-done', 'true')

  await write(
    customer,
    'This is the third time I am explaining it. Will I get the €45 back? My order is NL-88412.',
  )
  await expect(copilot.getByText('This is the third time I am explaining it.').first()).toBeVisible()
  await expect(copilot.getByText('NL-88412').first()).toBeVisible()
  await write(agent, 'The engineer went to number 42 instead of 24, so I have taken off the €45 charge.')
  await write(agent, 'I will send you a text tomorrow when the visit is confirmed.')
  await expect(customer.getByTestId('message').filter({ hasText: 'text tomorrow' })).toBeVisible()
  await expect(copilot.getByTestId('summary')).toContainText('I have taken off the €45 charge')

  await agent.getByTestId('end').click()
  await expect(copilot.getByTestId('wrap-up-summary')).toHaveValue(
    /taken off the €45 charge[\s\S]*text tomorrow/,
  )
  await expect(copilot.getByRole('radio', { name: /Visit missed by us/ })).toBeChecked()
  await expect(copilot.getByTestId('wrap-up')).toContainText('nobody showed up')
  await copilot.getByTestId('save-wrap-up').click()
  await expect(copilot.getByTestId('wrap-up')).toHaveAttribute('data-saved', 'true')
  await expect(other.getByTestId('wrap-up')).toHaveAttribute('data-saved', 'true')
  await copilot.reload()
  await expect(copilot.getByTestId('wrap-up')).toHaveAttribute('data-saved', 'true')
})
