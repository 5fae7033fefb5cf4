import { expect, type Page, test } from '@playwright/test'
import { URL_TOKEN } from './testing/bridge.ts'
import { Desk, PANEL_KEY, panelIn } from './testing/desk.ts'
import { OpenidProvider, signOnBy } from './testing/openid-provider.ts'

/* The copilot's panel in the simulated Agent Workspace, against the real service. */

test.use({ viewport: { width: 1440, height: 900 } })

const NAMES = ['Maeve Brennan', 'Tomasz Wilk', 'Priya Nair', 'Owen Pryce', 'Ana Sousa', 'Liam Byrne']
const CHARGE = 'How much is the charge if I miss my engineer visit?'

const chats = (page: Page) => panelIn(page).getByTestId('chat')
const chatOf = (page: Page, name: string) => chats(page).filter({ hasText: name })
const shownCustomer = (page: Page) => panelIn(page).getByTestId('customer-name').filter({ visible: true })
const shownMessages = (page: Page) => panelIn(page).getByTestId('message').filter({ visible: true })
const openTranscript = (page: Page) =>
  panelIn(page).getByRole('button', { name: 'Transcript' }).filter({ visible: true }).click()
const chooseAtDesktop = (page: Page, name: string) =>
  page.getByTestId('active-chat').filter({ hasText: name }).click()
const connected = (page: Page) => panelIn(page).locator('main[data-workspace=connected]')

/** Uses a text as a card of the shown chat does. */
const use = (page: Page, text: string) =>
  panelIn(page)
    .locator('agent-copilot')
    .evaluate((copilot, words) => {
      const event = new Event('copilot-insert', { bubbles: true, composed: true, cancelable: true })
      return !copilot.dispatchEvent(Object.assign(event, { text: words }))
    }, text)

test.describe('the panel in Agent Workspace', () => {
  test('opens with the chat that the agent accepts, and follows the one that they look at', async ({
    page,
  }) => {
    await using desk = await Desk.open()
    await page.goto(desk.desktopUrl)
    await expect(panelIn(page).getByText('No chat is open')).toBeVisible()

    await desk.waiting('Maeve Brennan', CHARGE)
    await page.getByTestId('accept').click()
    await expect(shownCustomer(page)).toHaveText('Maeve Brennan')
    await expect(panelIn(page).getByTestId('handover-status')).toContainText('With you')

    await desk.waiting('Tomasz Wilk')
    await page.getByTestId('accept').click()
    await expect(shownCustomer(page)).toHaveText('Tomasz Wilk')
    await expect(chats(page)).toHaveText([/Maeve Brennan/, /Tomasz Wilk/])

    await chooseAtDesktop(page, 'Maeve')
    await expect(shownCustomer(page)).toHaveText('Maeve Brennan')
    await expect(chats(page).first()).toHaveAttribute('aria-current', 'true')
  })

  test('needs no cookie and no storage on another site', async ({ page, context }) => {
    await using desk = await Desk.open()
    const elsewhere = new URL(desk.panelUrl)
    elsewhere.hostname = 'localhost'
    desk.workspace({ panelUrl: elsewhere.href })
    await page.addInitScript(() => {
      if (location.hostname !== 'localhost') return
      for (const name of ['sessionStorage', 'localStorage'])
        Object.defineProperty(window, name, {
          get: () => {
            throw new DOMException('denied', 'SecurityError')
          },
        })
    })
    await desk.serving('Maeve Brennan')
    await page.goto(desk.desktopUrl)
    await expect(shownCustomer(page)).toHaveText('Maeve Brennan')
    expect(await context.cookies()).toEqual([])
  })

  test('keeps six chats apart: each its own words, unread counts, drafts and waits, in their order', async ({
    page,
  }) => {
    test.setTimeout(90_000)
    await using desk = await Desk.open()
    const served = await desk.serving(...NAMES)
    await page.goto(desk.desktopUrl)
    await chooseAtDesktop(page, 'Owen')
    await expect(shownCustomer(page)).toHaveText('Owen Pryce')
    await expect(chats(page)).toHaveCount(6)

    for (const [index, { customer }] of served.entries()) {
      for (let count = 0; count <= index; count++) customer.say(`${NAMES[index]} says ${count}`)
    }
    for (const [index, name] of NAMES.entries()) {
      const unread = chatOf(page, name).getByTestId('unread')
      if (name === 'Owen Pryce') await expect(unread).toHaveCount(0)
      else await expect(unread).toContainText(`${index + 1} unread`)
    }
    await expect(panelIn(page).getByTestId('longest-waiting')).toHaveCount(1)
    await expect(chatOf(page, 'Maeve').getByTestId('longest-waiting')).toBeVisible()

    for (const [index, name] of NAMES.entries()) {
      await chats(page).nth(index).click()
      await expect(shownCustomer(page)).toHaveText(name)
      const words = await shownMessages(page).allTextContents()
      const others = NAMES.filter(other => other !== name)
      for (const other of others) expect(words.join('\n')).not.toContain(other)
    }
    await expect(panelIn(page).getByTestId('unread')).toHaveCount(0)

    served[1]?.customer.say(CHARGE)
    await expect(chatOf(page, 'Tomasz').getByTestId('draft-ready')).toBeVisible()
    desk.bridge.simulator.say(served[0]?.conversationId ?? '', 'Done, Maeve.')
    await expect(chatOf(page, 'Maeve')).toContainText('Replied')
    await expect(chatOf(page, 'Tomasz').getByTestId('longest-waiting')).toBeVisible()
    await expect(chats(page)).toHaveText(NAMES.map(name => new RegExp(name)))
  })

  test('keeps an ended chat readable until the agent puts it away', async ({ page }) => {
    await using desk = await Desk.open()
    const [maeve, tomasz] = await desk.serving('Maeve Brennan', 'Tomasz Wilk')
    maeve?.customer.say('Thank you, goodbye')
    await page.goto(desk.desktopUrl)
    await chooseAtDesktop(page, 'Maeve')
    await expect(shownCustomer(page)).toHaveText('Maeve Brennan')
    desk.bridge.simulator.end(maeve?.conversationId ?? '')
    await expect(chatOf(page, 'Maeve')).toContainText('Ended')
    await openTranscript(page)
    await expect(shownMessages(page).filter({ hasText: 'Thank you, goodbye' })).toBeVisible()
    await expect(panelIn(page).getByTestId('dismiss-chat')).toHaveCount(1)

    await panelIn(page).getByTestId('dismiss-chat').click()
    await expect(shownCustomer(page)).toHaveText('Tomasz Wilk')
    desk.bridge.simulator.end(tomasz?.conversationId ?? '')
    await chooseAtDesktop(page, 'Tomasz')
    await page.getByTestId('close').click()
    await expect(chatOf(page, 'Tomasz')).toHaveCount(0)
    await page.getByTestId('close').click()
    await expect(panelIn(page).getByText('No chat is open')).toBeVisible()
  })

  test('goes from chat to chat by keys, except where somebody writes', async ({ page }) => {
    await using desk = await Desk.open()
    await desk.serving('Maeve Brennan', 'Tomasz Wilk', 'Priya Nair')
    await page.goto(desk.desktopUrl)
    await chooseAtDesktop(page, 'Maeve')
    await expect(shownCustomer(page)).toHaveText('Maeve Brennan')
    await expect(chats(page)).toHaveCount(3)
    await chats(page).first().focus()
    await page.keyboard.press('Alt+ArrowDown')
    await expect(shownCustomer(page)).toHaveText('Tomasz Wilk')
    await expect(chatOf(page, 'Tomasz')).toBeFocused()
    await expect(panelIn(page).getByRole('status')).toContainText('Chat with Tomasz Wilk.')
    await page.keyboard.press('Alt+ArrowUp')
    await page.keyboard.press('Alt+ArrowUp')
    await expect(shownCustomer(page)).toHaveText('Priya Nair')
    await page.getByTestId('composer').focus()
    await page.keyboard.press('Alt+ArrowDown')
    await expect(shownCustomer(page)).toHaveText('Priya Nair')
  })

  test('hands a reply to 8x8’s reply box, at the cursor, over nothing that was written', async ({ page }) => {
    await using desk = await Desk.open()
    await desk.serving('Maeve Brennan', 'Tomasz Wilk')
    await page.goto(desk.desktopUrl)
    await chooseAtDesktop(page, 'Tomasz')
    await page.getByTestId('composer').fill('Tomasz, one moment.')
    await chooseAtDesktop(page, 'Maeve')
    await expect(shownCustomer(page)).toHaveText('Maeve Brennan')
    await page.getByTestId('composer').fill('Dear Maeve, thanks.')
    await page.getByTestId('composer').evaluate((field: HTMLTextAreaElement) => {
      field.setSelectionRange('Dear Maeve, '.length, 'Dear Maeve, '.length)
    })
    await expect.poll(() => use(page, 'your credit shows on the next bill.')).toBe(true)
    await expect(page.getByTestId('composer')).toHaveValue(/^Dear Maeve, .*on the next bill\. thanks\.$/)
    await chooseAtDesktop(page, 'Tomasz')
    await expect(page.getByTestId('composer')).toHaveValue('Tomasz, one moment.')
  })

  test('copies a reply that 8x8 does not take, and says so', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await using desk = await Desk.open()
    desk.workspace({ sendEventAnswer: 'error' })
    await desk.serving('Maeve Brennan')
    await page.goto(desk.desktopUrl)
    await shownCustomer(page).click()
    await expect.poll(() => use(page, 'Your credit is on its way.')).toBe(true)
    await expect(panelIn(page).getByTestId('hint')).toContainText('It is copied')
    await expect(page.getByTestId('composer')).toHaveValue('')
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Your credit is on its way.')
  })

  test('takes silence of 8x8 for consent', async ({ page }) => {
    await using desk = await Desk.open()
    desk.workspace({ sendEventAnswer: 'silence' })
    await desk.serving('Maeve Brennan')
    await page.goto(desk.desktopUrl)
    await shownCustomer(page).click()
    await expect.poll(() => use(page, 'Your credit is on its way.')).toBe(true)
    await expect(page.getByTestId('composer')).toHaveValue(/Your credit/)
    await expect(panelIn(page).getByTestId('hint')).toHaveCount(0)
  })

  test('leaves copying to the card where 8x8 does not name the event, or the administrator wants it so', async ({
    page,
  }) => {
    await using desk = await Desk.open()
    desk.workspace({ listsSendable: false })
    await desk.serving('Maeve Brennan')
    await page.goto(desk.desktopUrl)
    await expect(shownCustomer(page)).toHaveText('Maeve Brennan')
    expect(await use(page, 'Hello')).toBe(false)

    await desk.allow({ panel: { keys: [PANEL_KEY], insert: 'always' } })
    await page.reload()
    await expect(shownCustomer(page)).toHaveText('Maeve Brennan')
    await expect.poll(() => use(page, 'Hello')).toBe(true)
    await expect(page.getByTestId('composer')).toHaveValue(/^(Hello ?)+$/)

    await desk.allow({ panel: { keys: [PANEL_KEY], insert: 'copy' } })
    desk.workspace({ listsSendable: true })
    await page.reload()
    await expect(shownCustomer(page)).toHaveText('Maeve Brennan')
    expect(await use(page, 'Hello')).toBe(false)
  })

  for (const [what, changes] of [
    ['late', { initDelayMs: 7_000 }],
    ['repeated', { inits: 3, initDelayMs: 300 }],
    ['told in an older version', { focusVersion: 1, themeForm: 'object', conversationHint: false }],
  ] as const) {
    test(`works where 8x8’s beginning is ${what}`, async ({ page }) => {
      await using desk = await Desk.open()
      desk.workspace({ ...changes, theme: 'dark' })
      await desk.serving('Maeve Brennan', 'Tomasz Wilk')
      await page.goto(desk.desktopUrl)
      await connected(page).waitFor({ timeout: 15_000 })
      await expect(shownCustomer(page)).toHaveText('Tomasz Wilk')
      await expect(panelIn(page).locator('agent-copilot')).toHaveAttribute('theme', 'dark')
      await chooseAtDesktop(page, 'Maeve')
      await expect(shownCustomer(page)).toHaveText('Maeve Brennan')
      await expect(chats(page)).toHaveCount(2)
      await expect.poll(() => use(page, 'Hello')).toBe(true)
      await expect(page.getByTestId('composer')).toHaveValue(/Hello/)
    })
  }

  test('offers 8x8’s wrap-up codes and tells 8x8 the one that the agent chose', async ({ page }) => {
    await using desk = await Desk.open()
    const [maeve] = await desk.serving('Maeve Brennan')
    await maeve?.customer.sayAndHear(CHARGE)
    await page.goto(desk.desktopUrl)
    await expect(shownCustomer(page)).toHaveText('Maeve Brennan')
    desk.bridge.simulator.end(maeve?.conversationId ?? '')
    await panelIn(page).getByRole('radio', { name: 'Charge taken off' }).check()
    await panelIn(page).getByRole('button', { name: 'Save wrap-up' }).click()
    await expect(page.getByText('Ended chat, Billing and faults, bil-02')).toBeVisible()
  })

  test('takes language and theme from 8x8', async ({ page }) => {
    await using desk = await Desk.open()
    desk.workspace({ theme: 'dark', locale: 'de-DE' })
    const [maeve] = await desk.serving('Maeve Brennan', 'Tomasz Wilk')
    await page.goto(desk.desktopUrl)
    const copilot = panelIn(page).locator('agent-copilot')
    await expect(copilot).toHaveAttribute('theme', 'dark')
    await expect
      .poll(() => copilot.evaluate(element => 'language' in element && element.language))
      .toBe('de-DE')
    desk.workspace({ theme: 'light' })
    maeve?.customer.say('Hello')
    await chooseAtDesktop(page, 'Maeve')
    await expect(copilot).toHaveAttribute('theme', 'light')
  })

  test('shows nothing of a customer while the agent looks at a chat that is none of ours', async ({
    page,
  }) => {
    await using desk = await Desk.open()
    await desk.serving('Maeve Brennan')
    await page.goto(desk.desktopUrl)
    await expect(shownCustomer(page)).toHaveText('Maeve Brennan')
    await page.evaluate(() => {
      const shell = document.querySelector<HTMLIFrameElement>('[data-testid=workspace-shell]')
      for (const [name, value] of [
        ['aw-interaction-started-v1', { interactionId: 'call', interactionType: 'phone' }],
        ['aw-interaction-focus-v3', { interactionId: 'call' }],
      ] as const)
        shell?.contentWindow?.postMessage({ workspace: 'event', name, value }, location.origin)
    })
    await expect(panelIn(page).getByText('No chat is open')).toBeVisible()
    await expect(shownCustomer(page)).toHaveCount(0)
    await page.evaluate(() => {
      const shell = document.querySelector<HTMLIFrameElement>('[data-testid=workspace-shell]')
      const value = { interactionId: 'chat-of-nobody', customerName: 'Nobody' }
      for (const name of ['aw-interaction-started-v1', 'aw-interaction-focus-v3'])
        shell?.contentWindow?.postMessage({ workspace: 'event', name, value }, location.origin)
    })
    await expect(panelIn(page).getByText('Opening the chat')).toBeVisible()
    await expect(panelIn(page).getByText('With you')).toBeHidden()
  })

  test('hears nobody but the frame above it', async ({ page }) => {
    await using desk = await Desk.open()
    desk.workspace({ initDelayMs: 60_000 })
    await desk.serving('Maeve Brennan')
    await page.goto(desk.desktopUrl)
    await expect(panelIn(page).getByText('No chat is open')).toBeVisible()
    const heard = await page.evaluate(async () => {
      const panel = document.querySelector<HTMLIFrameElement>('[data-testid=workspace-shell]')?.contentWindow
        ?.frames[0]
      const { port1, port2 } = new MessageChannel()
      const answered = new Promise<string>(resolve => {
        port1.addEventListener('message', () => resolve('answered'))
        port1.start()
        setTimeout(() => resolve('silent'), 1500)
      })
      panel?.postMessage('init', '*', [port2])
      return answered
    })
    expect(heard).toBe('silent')
    await expect(connected(page)).toHaveCount(0)
  })

  test('comes back with its chats after a reload, and goes on after a restart of the server', async ({
    page,
  }) => {
    test.setTimeout(60_000)
    await using desk = await Desk.open()
    const [maeve] = await desk.serving('Maeve Brennan', 'Tomasz Wilk')
    await page.goto(desk.desktopUrl)
    await chooseAtDesktop(page, 'Maeve')
    await expect(shownCustomer(page)).toHaveText('Maeve Brennan')

    await panelIn(page)
      .locator('body')
      .evaluate(() => location.reload())
    await expect(chats(page)).toHaveText([/Maeve Brennan/, /Tomasz Wilk/])

    await chats(page).first().click()
    await openTranscript(page)
    for (let count = 0; count < 5; count++) maeve?.customer.say(`Before ${count}`)
    await expect(shownMessages(page).last()).toContainText('Before 4')
    await desk.bridge.restart()
    await maeve?.customer.ready
    maeve?.customer.say('After the restart')
    await expect(shownMessages(page).last()).toContainText('After the restart', { timeout: 20_000 })
    const words = await shownMessages(page).allTextContents()
    expect(words.filter(said => /Before|After/.test(said))).toHaveLength(6)
  })

  test('opens every chat once the agent has signed on, where the endpoint asks for that', async ({
    page,
  }) => {
    await using desk = await Desk.open()
    const { service } = desk.bridge
    const grace = {
      sub: 'grace',
      name: 'Grace Hopper',
      email: 'grace@northline.example',
      groups: ['Support'],
    }
    await using provider = await OpenidProvider.start(`${service.url}/sign-on/callback`, grace)
    await service.context.signOn.store.save(signOnBy(provider.issuer))
    await desk.allow({ policy: 'sso' })
    await desk.serving('Maeve Brennan', 'Tomasz Wilk')
    await page.goto(desk.desktopUrl)
    await expect(chats(page)).toHaveCount(2)
    await expect(panelIn(page).getByText('Sign on to see this chat').filter({ visible: true })).toHaveCount(1)
    await expect(shownCustomer(page)).toHaveCount(0)
    const closed = page.waitForEvent('popup').then(popup => popup.waitForEvent('close'))
    await panelIn(page).getByRole('button', { name: 'Sign on' }).filter({ visible: true }).click()
    await closed
    for (const [place, name] of ['Maeve Brennan', 'Tomasz Wilk'].entries()) {
      await chats(page).nth(place).click()
      await expect(shownCustomer(page)).toHaveText(name)
    }
  })

  test('says so where its key is not right', async ({ page }) => {
    await using desk = await Desk.open()
    desk.workspace({ panelUrl: desk.address('panel', { URLToken: URL_TOKEN, auth: 'x'.repeat(38) }) })
    await desk.serving('Maeve Brennan')
    await page.goto(desk.desktopUrl)
    await expect(panelIn(page).getByText('This panel may not open chats')).toBeVisible()
    await expect(panelIn(page).getByText('Maeve')).toHaveCount(0)
  })

  test('takes its proof out of the address', async ({ page }) => {
    await using desk = await Desk.open()
    await page.goto(desk.panelUrl)
    await expect(page.getByText('No chat is open')).toBeVisible()
    expect(page.url()).toBe(desk.address('panel', { URLToken: URL_TOKEN }))
    await page.reload()
    await expect(page.getByText('No chat is open')).toBeVisible()
  })
})
