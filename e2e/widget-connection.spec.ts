import { expect, test } from '@playwright/test'
import { reply, said } from '../widget/testing/scripted-chat.ts'
import { scriptedLink } from '../widget/testing/scripted-server.ts'
import {
  connection,
  expectState,
  messages,
  next,
  spoken,
  startServer,
  suggestion,
  wide,
} from './testing/scripted-widget.ts'

test.use({ viewport: wide })

test.describe('the link', () => {
  test('leaves the address bar at once, and a reload still works', async ({ page }) => {
    await using server = await startServer()
    await page.goto(server.linkTo())
    await expect(suggestion(page)).toBeVisible()
    expect(page.url()).toBe(`${server.origin}/`)
    await page.reload()
    await expect(suggestion(page)).toHaveText(reply)
    expect(server.joins).toHaveLength(2)
  })

  test('belongs to its place in the history: going back shows the chat that was there', async ({ page }) => {
    await using server = await startServer()
    await page.goto(server.linkTo())
    await expect(suggestion(page)).toBeVisible()
    await page.goto(server.linkTo({ userId: 'someone' }))
    await expectState(page, 'missing')
    await page.goBack()
    await expect(suggestion(page)).toHaveText(reply)
  })

  test('that lacks something says what', async ({ page }) => {
    await using server = await startServer()
    await page.goto(server.linkTo({ userId: 'maeve' }))
    await expect(connection(page)).toContainText('The link is not complete')
    await expect(connection(page)).toContainText('It lacks sessionId and URLToken.')
    await expect(connection(page)).not.toContainText('userId')
    expect(page.url()).toBe(`${server.origin}/`)
    expect(server.joins).toHaveLength(0)
  })

  for (const wrong of ['userId', 'sessionId', 'URLToken'] as const) {
    test(`that is refused does not say that its ${wrong} was wrong`, async ({ page }) => {
      await using server = await startServer()
      await page.goto(server.linkTo({ ...scriptedLink, [wrong]: 'wrong' }))
      await expectState(page, 'refused')
      await expect(connection(page)).toHaveText(
        /This link does not open a chat\s+It may have expired, or it belongs to another chat\. Open the copilot again from the chat in 8x8\./,
      )
      await expect(messages(page)).toHaveCount(0)
    })
  }
})

test.describe('the connection', () => {
  test('comes back by itself; meanwhile the chat can be read, and nothing is missed', async ({ page }) => {
    await using server = await startServer()
    await page.goto(server.linkTo())
    await expectState(page, 'joined')
    await expect(suggestion(page)).toHaveText(reply)
    server.goAway()
    await expect(page.getByText('Reconnecting. You can keep reading.').first()).toBeVisible()
    await expect(suggestion(page)).toHaveText(reply)
    server.append(...next(said('customer', 14, 'Hello? Are you still there?')))
    server.comeBack()
    await expectState(page, 'joined')
    await expect(messages(page).last()).toContainText('Are you still there?')
    await expect(messages(page)).toHaveCount(11)
    await expect(spoken(page)).toHaveText('Connected again. You are up to date.')
  })

  test('finds what was searched for meanwhile once it is back', async ({ page }) => {
    await using server = await startServer()
    server.answers = { ...server.answers, search: { passages: [] } }
    await page.goto(server.linkTo())
    await expect(page.getByTestId('search')).toBeVisible()
    server.goAway()
    await expectState(page, 'reconnecting')
    await page.getByTestId('search').fill('refund')
    await expect(page.getByText('Not connected. Your words are kept.')).toBeVisible()
    server.comeBack()
    await expectState(page, 'joined')
    await expect(page.getByText('Not connected. Your words are kept.')).toHaveCount(0)
    await expect(page.getByTestId('nothing-found')).toContainText('refund')
  })

  test('that is lost says so, keeps what is seen, and tries again when asked', async ({ page }) => {
    await page.clock.install()
    await using server = await startServer()
    await page.goto(server.linkTo())
    await expectState(page, 'joined')
    await expect(suggestion(page)).toHaveText(reply)
    server.goAway()
    await expectState(page, 'reconnecting')
    await expect(async () => {
      await page.clock.runFor(15_000)
      await expect(connection(page)).toHaveAttribute('data-state', 'lost', { timeout: 200 })
    }).toPass()
    await expect(connection(page)).toContainText('What you see is kept.')
    await expect(suggestion(page)).toHaveText(reply)
    server.comeBack()
    await page.getByRole('button', { name: 'Try again' }).click()
    await expectState(page, 'joined')
  })

  test('that ends because the session is closed shows nothing of it any more', async ({ page }) => {
    await using server = await startServer()
    await page.goto(server.linkTo())
    await expectState(page, 'joined')
    server.closeSession()
    await expectState(page, 'refused')
    await expect(messages(page)).toHaveCount(0)
    await expect(page.getByText('Maeve')).toHaveCount(0)
    await expect(page).toHaveTitle('Agent Copilot')
  })
})
