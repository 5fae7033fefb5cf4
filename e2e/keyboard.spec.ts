import { expect, type Locator, type Page, test } from '@playwright/test'
import { startCustomerPage } from './customer/customer-page.ts'
import { URL_TOKEN } from './testing/bridge.ts'
import { Desk, panelIn } from './testing/desk.ts'

/* The whole story without a pointer: customer, assistant, handover, agent, copilot, wrap-up, return. */

test.use({ viewport: { width: 1440, height: 900 } })

const MOST_STOPS = 80

/** Moves the focus by Tab, or back by Shift+Tab, until the element has it. */
async function tabTo(page: Page, element: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab') {
  await expect(element).toBeVisible()
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    if (await element.evaluate(one => one.matches(':focus'))) return
    await page.keyboard.press(key)
  }
  throw new Error(`${MOST_STOPS} stops do not lead to ${String(element)}.`)
}

test('the whole story is told with the keyboard alone', async ({ page, context }) => {
  test.setTimeout(90_000)
  await using desk = await Desk.open()
  const customerPage = await startCustomerPage({
    port: 0,
    server: desk.bridge.service.url,
    URLToken: URL_TOKEN,
  })
  const customer = await context.newPage()
  await customer.goto(customerPage.url)
  await tabTo(customer, customer.getByTestId('composer'))
  await customer.keyboard.type('I want to talk to a person')
  await customer.keyboard.press('Enter')
  await expect(customer.getByText('I am connecting you')).toBeVisible()

  await page.bringToFront()
  await page.goto(desk.desktopUrl)
  await tabTo(page, page.getByTestId('accept'))
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('composer')).toBeFocused()
  await page.keyboard.type('Hello, Dana here.')
  await page.keyboard.press('Enter')

  await customer.bringToFront()
  await expect(customer.getByText('Hello, Dana here.')).toBeVisible()
  await tabTo(customer, customer.getByTestId('composer'))
  await customer.keyboard.type('How much is the missed visit charge?')
  await customer.keyboard.press('Enter')

  await page.bringToFront()
  const panel = panelIn(page)
  const insert = panel.getByRole('button', { name: 'Insert' }).first()
  await tabTo(page, insert)
  await page.keyboard.press('Enter')
  const composer = page.getByTestId('composer')
  await expect(composer).toHaveValue(/€45/)
  await tabTo(page, composer, 'Shift+Tab')
  await page.keyboard.press('End')
  await page.keyboard.type(' Can I help with anything else?')
  await page.keyboard.press('Enter')
  await expect(customer.getByText('Can I help with anything else?')).toBeVisible()

  await tabTo(page, page.getByTestId('end'), 'Shift+Tab')
  await page.keyboard.press('Enter')
  const code = panel.getByRole('radio', { name: 'Charge taken off' })
  await expect(code).toBeVisible()
  await tabTo(page, panel.getByRole('radio').first())
  await page.keyboard.press('ArrowDown')
  await expect(code).toBeChecked()
  await tabTo(page, panel.getByRole('button', { name: 'Save wrap-up' }))
  await page.keyboard.press('Enter')
  await expect(page.getByText('bil-02')).toBeVisible()
  await tabTo(page, panel.getByTestId('dismiss-chat'), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(panel.getByText('No chat is open')).toBeVisible()

  await expect(customer.getByText('The conversation with our colleague has ended')).toBeVisible()
  await customerPage.close()
})
