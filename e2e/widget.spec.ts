import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, type Page, test } from '@playwright/test'
import { after, maevesChat, passages, reply, said, suggested } from '../widget/testing/scripted-chat.ts'
import { sequence } from '../widget/testing/scripted-events.ts'
import { scriptedLink } from '../widget/testing/scripted-server.ts'
import { messages, next, spoken, startServer, suggestion, wide } from './testing/scripted-widget.ts'

test.use({ viewport: wide })

test.describe('a chat', () => {
  test('is shown with its customer, its handover, a reply and the knowledge behind it', async ({ page }) => {
    await using server = await startServer()
    await page.goto(server.linkTo())

    await expect(page.getByTestId('customer-name')).toHaveText('Maeve Brennan')
    await expect(page).toHaveTitle('Maeve Brennan – Agent Copilot')
    await expect(page.getByText('4471 2098')).toBeVisible()
    await expect(page.getByTestId('handover-status')).toContainText('With you since 10:45')
    await expect(page.getByTestId('handover-status')).toContainText('Billing and faults')
    await expect(page.getByTestId('handover-status')).toContainText('queued 1:54')
    await expect(page.getByTestId('waiting')).toHaveText(/Waiting\s+3:\d\d/)

    await expect(messages(page).last()).toContainText('And will I get the €45 back?')
    await expect(messages(page).last()).toBeInViewport()
    await expect(messages(page).last()).toHaveAttribute('data-from', 'customer')
    await expect(page.locator('[data-from="agent"]')).toContainText('You')
    await expect(page.locator('[data-from="virtual-agent"]').first()).toContainText('Assistant')
    await expect(page.getByTestId('notice')).toHaveText([
      'Asked for a person, 10:42',
      'Handed over to Billing and faults, 10:44',
      'You joined, 10:45',
    ])

    await expect(suggestion(page)).toHaveText(reply)
    await expect(page.getByTestId('suggestion')).toContainText('From 2 articles')
    await expect(page.getByTestId('knowledge-hit')).toHaveCount(2)
    await expect(page.getByTestId('knowledge-hit').first().locator('mark')).toHaveText(
      passages[0]?.answer ?? '',
    )
    await expect(page.getByTestId('knowledge-hit').first()).toContainText(
      'Charges › When the charge is taken off',
    )
  })

  test('shows what the customer was offered, and files as links', async ({ page }) => {
    await using server = await startServer()
    await page.goto(server.linkTo())
    await expect(page.getByRole('list', { name: 'Offered' }).getByRole('listitem')).toHaveText([
      'Report a fault',
      'My bill',
      'Talk to a person',
    ])
    const file = page.getByRole('link', { name: 'bill-november.pdf' })
    await expect(file).toHaveAttribute('href', `${server.origin}/attachments/bill`)
    await expect(file).toContainText('85 kB')
  })

  test('grows as the customer writes; the reply goes stale and is redrafted in its place', async ({
    page,
  }) => {
    await using server = await startServer()
    await page.goto(server.linkTo())
    await expect(suggestion(page)).toHaveText(reply)

    server.typing({ from: 'customer', writing: true })
    await expect(page.getByText('Maeve Brennan is writing')).toBeVisible()
    server.append(...next(said('customer', 14, 'Hello? Are you still there?')))
    await expect(messages(page).last()).toContainText('Are you still there?')
    await expect(messages(page).last()).toBeInViewport()
    await expect(page.getByText('Maeve Brennan is writing')).toBeHidden()
    await expect(page.getByTestId('suggestion')).toContainText('Made before the last message')
    await expect(suggestion(page)).toHaveText(reply)

    server.append(...sequence([suggested(21, 14, 'Yes, I am here.')], 21))
    await expect(suggestion(page)).toHaveText('Yes, I am here.')
    await expect(page.getByTestId('suggestion')).not.toContainText('Made before the last message')
    await expect(spoken(page)).toHaveText('A reply is ready.')
  })

  test('does not swap the reply under the pointer', async ({ page }) => {
    await using server = await startServer()
    await page.goto(server.linkTo())
    await suggestion(page).hover()
    server.append(...next(said('customer', 14, 'Hello?'), suggested(21, 14, 'Yes, I am here.')))
    await expect(page.getByTestId('suggestion')).toContainText('Made before the last message')
    await expect(suggestion(page)).toHaveText(reply)
    await page.mouse.move(5, 790)
    await expect(suggestion(page)).toHaveText('Yes, I am here.')
  })

  test('does not scroll away from what the agent reads, but counts what is new', async ({ page }) => {
    await using server = await startServer()
    await page.setViewportSize({ width: 1280, height: 500 })
    await page.goto(server.linkTo())
    await expect(messages(page).last()).toBeInViewport()
    await page.getByRole('log').hover()
    await page.mouse.wheel(0, -2000)
    await expect(messages(page).first()).toBeInViewport()

    server.append(...next(said('customer', 14, 'Hello?'), said('customer', 14, 'I have to leave soon')))
    await page.getByRole('button', { name: 'Show 2 new messages' }).click()
    await expect(messages(page).last()).toBeInViewport()
    await expect(page.getByRole('button', { name: /new message/ })).toBeHidden()
  })

  test('tells days apart, and a message that did not arrive from one that did', async ({ page }) => {
    await using server = await startServer(
      sequence([
        said('customer', -24 * 60, 'Yesterday'),
        said('customer', 1, 'Today'),
        {
          type: 'delivery-parked',
          at: after(2),
          of: 2,
          target: '8x8',
          detail: 'The conversation is closed.',
        },
      ]),
    )
    await page.goto(server.linkTo())
    await expect(page.getByRole('log')).toContainText('Friday 20 November')
    await expect(messages(page).last()).toContainText('Not delivered. An administrator can see why.')
    await expect(messages(page).first()).not.toContainText('Not delivered')
  })

  test('shows words of people as words, whatever is in them', async ({ page }) => {
    const nasty = '<img src=x onerror="document.title=\'broken\'"><b>bold</b>'
    await using server = await startServer(
      sequence([
        { type: 'profile-updated', at: after(0), profile: { name: nasty, properties: { [nasty]: nasty } } },
        said('customer', 1, nasty, {
          attachments: [{ id: '../../etc', name: nasty, mediaType: 'text/html' }],
        }),
        {
          type: 'suggestions-made',
          at: after(1),
          for: 2,
          by: 'knowledge',
          suggestions: [
            {
              id: 's',
              kind: 'reply',
              text: nasty,
              passageIds: ['p'],
              by: 'knowledge',
              confidence: 1,
              claims: [],
            },
          ],
          passages: [
            { passageId: 'p', title: nasty, headings: [nasty], text: nasty, answer: nasty, score: 1 },
          ],
        },
      ]),
    )
    await page.goto(server.linkTo())
    await expect(suggestion(page)).toHaveText(nasty)
    await expect(messages(page)).toContainText(nasty)
    await expect(page.getByTestId('knowledge-hit').locator('mark')).toHaveText(nasty)
    await expect(page.locator('img, agent-copilot b b')).toHaveCount(0)
    await expect(page.getByRole('link')).toHaveAttribute('href', `${server.origin}/attachments/..%2F..%2Fetc`)
  })

  test('is shown below a path of the server too', async ({ page }) => {
    await using server = await startServer(maevesChat, '/desk')
    await page.goto(server.linkTo())
    await expect(suggestion(page)).toHaveText(reply)
    expect(page.url()).toBe(`${server.origin}/desk/`)
    await expect(page.getByRole('link')).toHaveAttribute('href', `${server.origin}/desk/attachments/bill`)
  })

  test('asks nobody but its own server for anything', async ({ page }) => {
    await using server = await startServer()
    const asked: string[] = []
    page.on('request', request => asked.push(new URL(request.url()).origin))
    page.on('websocket', socket => asked.push(new URL(socket.url()).origin.replace('ws', 'http')))
    await page.goto(server.linkTo())
    await expect(suggestion(page)).toBeVisible()
    expect(new Set(asked)).toEqual(new Set([server.origin]))
  })
})

test.describe('copying', () => {
  test('puts the reply on the clipboard and says so', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await using server = await startServer()
    await page.goto(server.linkTo())
    const copy = page.getByTestId('suggestion').getByTestId('copy')
    await copy.click()
    await expect(copy.getByText('Copied')).toBeVisible()
    await expect(spoken(page)).toHaveText('Copied.')
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(reply)
    await expect(copy.getByText('Copy', { exact: true })).toBeVisible()
  })

  test('works by the selection where the clipboard is closed', async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }))
    await using server = await startServer()
    await page.goto(server.linkTo())
    await page.getByRole('button', { name: 'Copy the passage from Repeat visits' }).click()
    await expect(spoken(page)).toHaveText('Copied.')
    expect(await pasted(page)).toBe('A repeat visit within 7 days of a missed one is free.')
  })

  test('works from the keyboard, and so does the way to a source', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await using server = await startServer()
    await page.goto(server.linkTo())
    const source = page.getByTestId('source').filter({ hasText: 'Repeat visits' })
    await source.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('opened-source')).toContainText('A repeat visit within 7 days')
    await expect(source).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(page.getByTestId('suggestion').getByTestId('copy')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(spoken(page)).toHaveText('Copied.')
  })
})

test.describe('nothing to suggest', () => {
  const reasons = [
    ['too-little-said', 'Too little said so far', 'The last message was “hi”'],
    ['no-match', 'Nothing good enough to suggest', 'No article answers “hi”.'],
    ['no-knowledge', 'No knowledge yet', 'Replies rest on articles'],
  ] as const
  for (const [quiet, title, text] of reasons) {
    test(`has its reason: ${quiet}`, async ({ page }) => {
      await using server = await startServer(
        sequence([
          said('customer', 1, 'hi'),
          {
            type: 'suggestions-made',
            at: after(1),
            for: 1,
            by: 'knowledge',
            suggestions: [],
            passages: [],
            quiet,
          },
        ]),
      )
      await page.goto(server.linkTo())
      await expect(page.getByTestId('quiet')).toContainText(title)
      await expect(page.getByTestId('quiet')).toContainText(text)
      await expect(page.getByTestId('search')).toBeVisible()
    })
  }
})

test('the element works in a page of another origin', async ({ page }) => {
  await using server = await startServer()
  const { userId, sessionId, URLToken } = scriptedLink
  await using desktop = await startDesktop(
    `<script type="module" src="${server.origin}/agent-copilot.js"></script>
    <agent-copilot user-id="${userId}" session-id="${sessionId}" url-token="${URLToken}"></agent-copilot>`,
  )
  await page.goto(desktop.origin)
  await expect(suggestion(page)).toHaveText(reply)
})

/** The page of a host, on an origin of its own. */
async function startDesktop(body: string) {
  const desktop = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end(`<!doctype html>${body}`),
  )
  desktop.listen(0, '127.0.0.1')
  await once(desktop, 'listening')
  return {
    origin: `http://127.0.0.1:${(desktop.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      desktop.closeAllConnections()
      desktop.close()
      await once(desktop, 'close')
    },
  }
}

/** What the clipboard gives to a field. */
async function pasted(page: Page) {
  await page.evaluate(() => document.body.append(document.createElement('textarea')))
  await page.locator('textarea').focus()
  await page.keyboard.press('ControlOrMeta+V')
  return page.locator('textarea').inputValue()
}
