import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import type { SessionEvent } from '../server/protocol/session-events.ts'
import {
  after,
  maevesChat,
  openedAt,
  passages,
  reply,
  said,
  suggested,
} from '../widget/testing/scripted-chat.ts'
import { type Happening, sequence } from '../widget/testing/scripted-events.ts'
import { ScriptedServer, scriptedLink } from '../widget/testing/scripted-server.ts'

/* The widget alone: the built page in a real browser, against a server that plays a script over a real socket. */

const dist = fileURLToPath(new URL('../dist', import.meta.url))

const startServer = (events = maevesChat) => ScriptedServer.start({ dist, events, serverTime: openedAt })

test.use({ viewport: { width: 1280, height: 800 } })

const narrow = { width: 360, height: 800 }
const next = (...happenings: Happening[]) => sequence(happenings, maevesChat.length)
const connection = (page: Page) => page.getByTestId('connection-state')
const spoken = (page: Page) => page.getByRole('status')
const messages = (page: Page) => page.getByTestId('message')
const suggestion = (page: Page) => page.getByTestId('suggestion-text')

async function expectState(page: Page, state: string) {
  await expect(connection(page)).toHaveAttribute('data-state', state)
}

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
    await expect(messages(page).last()).toContainText('Not delivered. The conversation is closed.')
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
    await using server = await ScriptedServer.start({
      dist,
      events: maevesChat,
      serverTime: openedAt,
      prefix: '/desk',
    })
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

test.describe('a narrow panel', () => {
  test.use({ viewport: narrow })

  test('shows replies first and opens the transcript below them', async ({ page }) => {
    await using server = await startServer()
    await page.goto(server.linkTo())
    await expect(suggestion(page)).toBeInViewport()
    const fold = page.getByRole('button', { name: /^Transcript/ })
    await expect(fold).toContainText('Maeve Brennan, 10:51: And will I get the €45 back?')
    await expect(messages(page).last()).toBeHidden()
    server.append(...next(said('customer', 14, 'Hello?'), said('agent', 14, 'Yes', { agentId: 'dana' })))
    await expect(fold).toContainText('1 new')

    await fold.click()
    await expect(messages(page).last()).toBeInViewport()
    await expect(fold).not.toContainText('new')
  })

  test('shows the rest of what is known of the customer when asked', async ({ page }) => {
    await using server = await startServer()
    await page.goto(server.linkTo())
    await expect(page.getByText('maeve.brennan@')).toBeHidden()
    await page.getByRole('button', { name: '2 more' }).click()
    await expect(page.getByText('maeve.brennan@')).toBeVisible()
  })
})

test.describe('the layout', () => {
  const places = async (page: Page) => {
    const boxes = await Promise.all(
      ['customer-name', 'transcript', 'suggestion'].map(id => page.getByTestId(id).boundingBox()),
    )
    return boxes.map(box => box?.x ?? 0)
  }

  test('has three columns where there is room, and mirrors them from right to left', async ({ page }) => {
    await using server = await startServer()
    await page.goto(server.linkTo())
    await expect(suggestion(page)).toBeVisible()
    const [customer = 0, transcript = 0, replies = 0] = await places(page)
    expect(customer).toBeLessThan(transcript)
    expect(transcript).toBeLessThan(replies)

    await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'))
    const mirrored = await places(page)
    expect(mirrored[0]).toBeGreaterThan(mirrored[1] ?? 0)
    expect(mirrored[1]).toBeGreaterThan(mirrored[2] ?? 0)
  })

  for (const width of [280, 360, 479, 720, 1119, 1120, 1600]) {
    test(`holds long words at ${width} pixels without a sideways scroll`, async ({ page }) => {
      const long = `https://northline.example/${'a-very-long-path/'.repeat(20)}`
      await using server = await startServer([
        ...maevesChat,
        ...next(
          {
            type: 'profile-updated',
            at: after(14),
            profile: { name: long, company: long, properties: { [long.slice(0, 60)]: long } },
          },
          { type: 'handover-queued', at: after(14), handoverId: 'handover-1', queueName: long },
          said('customer', 14, long),
          suggested(23, 14, long),
        ),
      ])
      await page.setViewportSize({ width, height: 800 })
      await page.goto(server.linkTo())
      await expect(suggestion(page)).toBeVisible()
      expect(await sidewaysScrolls(page)).toEqual([])
    })
  }

  test('follows the system to dark', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'dark' })
    await using server = await startServer()
    await page.goto(server.linkTo())
    await expect(page.locator('agent-copilot')).toHaveCSS('background-color', 'rgb(25, 25, 28)')
    await page.locator('agent-copilot').evaluate(copilot => copilot.setAttribute('theme', 'light'))
    await expect(page.locator('agent-copilot')).toHaveCSS('background-color', 'rgb(244, 243, 238)')
  })
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

test.describe('accessibility', () => {
  type Scene = {
    events?: SessionEvent[]
    link?: object
    reach?: (page: Page, server: ScriptedServer) => Promise<void>
  }
  const scenes: Record<string, Scene> = {
    chat: { reach: page => expect(suggestion(page)).toBeVisible() },
    'stale reply': {
      events: [...maevesChat, ...next(said('customer', 14, 'Hello?'))],
      reach: page => expect(page.getByText('Made before the last message')).toBeVisible(),
    },
    'nothing said': { events: [], reach: page => expect(page.getByTestId('quiet')).toBeVisible() },
    'incomplete link': { link: {}, reach: page => expectState(page, 'missing') },
    'refused link': { link: { ...scriptedLink, userId: 'x' }, reach: page => expectState(page, 'refused') },
    reconnecting: {
      reach: async (page, server) => {
        await expectState(page, 'joined')
        server.goAway()
        await expect(page.locator('.strip')).toBeVisible()
      },
    },
    'open transcript': {
      reach: async page => {
        await expect(suggestion(page)).toBeVisible()
        const fold = page.getByRole('button', { name: /^Transcript/ })
        if (await fold.isVisible()) await fold.click()
        await expect(messages(page).last()).toBeVisible()
      },
    },
  }
  for (const [name, { events, link, reach }] of Object.entries(scenes)) {
    for (const width of [360, 1280]) {
      test(`holds for ${name} at ${width} pixels, light and dark`, async ({ page }) => {
        await page.emulateMedia({ reducedMotion: 'reduce' })
        await page.setViewportSize({ width, height: 800 })
        await using server = await startServer(events)
        await page.goto(server.linkTo(link))
        await reach?.(page, server)
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          const { violations } = await new AxeBuilder({ page }).analyze()
          expect(violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html}`))).toEqual([])
        }
      })
    }
  }
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

/** Elements, in all shadow trees, whose content is wider than they are and can be scrolled to. */
async function sidewaysScrolls(page: Page) {
  return page.evaluate(() => {
    const all = (root: Document | ShadowRoot): Element[] =>
      [...root.querySelectorAll('*')].flatMap(element => [
        element,
        ...(element.shadowRoot ? all(element.shadowRoot) : []),
      ])
    return all(document)
      .filter(element => ['auto', 'scroll', 'visible'].includes(getComputedStyle(element).overflowX))
      .filter(element => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      .filter(
        element => getComputedStyle(element).overflowX !== 'visible' || element === document.documentElement,
      )
      .map(element => `${element.localName}.${element.className}`)
  })
}
