import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { ControlledStream } from './language-model/controlled-stream.ts'
import { asksForShape, StandIn } from './language-model/stand-in.ts'
import { URL_TOKEN } from './testing/bridge.ts'
import { Desk, HostPage, PANEL_KEY } from './testing/desk.ts'
import type { Customer } from './testing/people.ts'

/* The copilot in hosts other than Agent Workspace, against the real service and a simulated 8x8. */

test.use({ viewport: { width: 1440, height: 900 } })

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const CHARGE = 'How much is the charge if I miss my engineer visit?'

/** The element's methods, as a page calls them. */
interface Copilot extends HTMLElement {
  chats: { id: string; isEnded: boolean }[]
  openChat(chat: object): void
  selectChat(id: string): void
  closeChat(id: string): void
  dismissChat(id: string): void
}

const says = (page: Page, text: string) =>
  expect(page.getByTestId('message').filter({ hasText: text, visible: true })).toHaveCount(1)

/** A chat whose customer has said something. */
async function chatOfMaeve(desk: Desk) {
  const [maeve] = await desk.serving('Maeve Brennan')
  if (!maeve) throw new Error('Nobody came.')
  await maeve.customer.sayAndHear(CHARGE)
  return maeve
}

/** What the copilot told the page around it, by the names of its events. */
const heard = (page: Page) => page.evaluate(() => (window as unknown as { heard: string[] }).heard)

test.describe('the element in a page of a company’s own', () => {
  const pageWith = (desk: Desk, { userId, sessionId }: Customer) => `<!doctype html>
    <title>Desk</title>
    <style>agent-copilot { --action: #7a1fa2 } agent-copilot::part(session) { outline: 3px solid }</style>
    <script>
      heard = []
      for (const name of ['ready', 'session-change', 'chats-change', 'error', 'insert'])
        addEventListener('copilot-' + name, event => {
          heard.push(name)
          window['last-' + name] = event
          if (name === 'insert' && document.querySelector('textarea')) {
            document.querySelector('textarea').value += event.text
            event.preventDefault()
          }
        })
    </script>
    <script type="module" src="${desk.bridge.service.url}/agent-copilot.js"></script>
    <textarea></textarea>
    <div style="height: 700px">
      <agent-copilot user-id="${userId}" session-id="${sessionId}" url-token="${URL_TOKEN}"></agent-copilot>
    </div>`

  test('shows the chat, tells what happens, and lets the page take a reply', async ({ page }) => {
    await using desk = await Desk.open()
    const { customer } = await chatOfMaeve(desk)
    await using host = await HostPage.serve(() => pageWith(desk, customer))
    await desk.allow({ allowedOrigins: [host.origin] })
    await page.goto(host.origin)
    await expect(page.getByTestId('customer-name')).toHaveText('Maeve Brennan')
    expect(await heard(page)).toEqual(expect.arrayContaining(['ready', 'session-change', 'chats-change']))
    const told = await page.evaluate(() => {
      const { 'last-session-change': last } = window as unknown as Record<
        string,
        { customerName: string; handoverStatus: string; chatId: string }
      >
      const { customerName, handoverStatus, chatId } = last ?? {}
      return { customerName, handoverStatus, chatId }
    })
    expect(told).toEqual({ customerName: 'Maeve Brennan', handoverStatus: 'active', chatId: 'link' })
    const action = page.getByTestId('suggestion').locator('.button.primary, .primary').first()
    await expect(action).toHaveCSS('background-color', 'rgb(122, 31, 162)')
    const taken = await page.locator('agent-copilot').evaluate(copilot => {
      const event = new Event('copilot-insert', { bubbles: true, composed: true, cancelable: true })
      return !copilot.dispatchEvent(Object.assign(event, { text: 'Hello' }))
    })
    expect([taken, await page.locator('textarea').inputValue()]).toEqual([true, 'Hello'])
  })

  test('shows several chats that the page opens, chooses, closes and puts away', async ({ page }) => {
    await using desk = await Desk.open()
    const [maeve, tomasz] = await desk.serving('Maeve Brennan', 'Tomasz Wilk')
    if (!maeve || !tomasz) throw new Error('Nobody came.')
    await using host = await HostPage.serve(() => pageWith(desk, maeve.customer))
    await desk.allow({ allowedOrigins: [host.origin] })
    await page.goto(host.origin)
    await expect(page.getByTestId('customer-name')).toHaveText('Maeve Brennan')
    const { userId, sessionId } = tomasz.customer
    const copilot = page.locator('agent-copilot')
    await copilot.evaluate(
      (element: Copilot, link) => element.openChat({ id: 'second', name: 'Tomasz', link }),
      {
        userId,
        sessionId,
        URLToken: URL_TOKEN,
      },
    )
    await expect(page.getByTestId('chat')).toHaveText([/Maeve/, /Tomasz Wilk/])
    await copilot.evaluate((element: Copilot) => element.selectChat('second'))
    await expect(page.getByTestId('customer-name').filter({ visible: true })).toHaveText('Tomasz Wilk')
    await copilot.evaluate((element: Copilot) => element.closeChat('second'))
    await expect(page.getByTestId('chat').last()).toContainText('Ended')
    expect(
      await copilot.evaluate((element: Copilot) => element.chats.map(({ id, isEnded }) => [id, isEnded])),
    ).toEqual([
      ['link', false],
      ['second', true],
    ])
    await copilot.evaluate((element: Copilot) => element.dismissChat('second'))
    await expect(page.getByTestId('customer-name')).toHaveText('Maeve Brennan')
  })

  test('shows nothing where the endpoint does not allow the page', async ({ page }) => {
    await using desk = await Desk.open()
    const { customer } = await chatOfMaeve(desk)
    await using host = await HostPage.serve(() => pageWith(desk, customer))
    await page.goto(host.origin)
    await expect(page.getByTestId('connection-state')).toHaveAttribute('data-state', 'refused')
    expect(await heard(page)).toContain('error')
    await expect(page.getByText('Maeve')).toHaveCount(0)
  })
})

test.describe('the frame that one line adds to a page', () => {
  const lineFor = (
    desk: Desk,
    { userId, sessionId }: Customer,
    more = '',
  ) => `<!doctype html><title>Desk</title>
    <script>
      heard = []
      for (const name of ['ready', 'session-change', 'error', 'insert'])
        addEventListener('copilot-' + name, event => {
          heard.push(name)
          if (name === 'insert' && window.takes) { window.taken = event.detail.text; event.preventDefault() }
        })
    </script>
    <script src="${desk.bridge.service.url}/embed.js" data-url-token="${URL_TOKEN}" data-user-id="${userId}"
      data-session-id="${sessionId}" data-insert ${more}></script>`
  const frameIn = (page: Page) => page.frameLocator('iframe')
  const useInFrame = (page: Page) =>
    frameIn(page)
      .locator('agent-copilot')
      .evaluate(copilot => {
        const event = new Event('copilot-insert', { bubbles: true, composed: true, cancelable: true })
        return !copilot.dispatchEvent(Object.assign(event, { text: 'Your credit is on its way.' }))
      })

  test('shows the chat and speaks with the page', async ({ page }) => {
    await using desk = await Desk.open()
    const { customer } = await chatOfMaeve(desk)
    await using host = await HostPage.serve(() =>
      lineFor(desk, customer, 'data-theme="dark" data-height="500px"'),
    )
    await desk.allow({ allowedOrigins: [host.origin] })
    await page.goto(host.origin)
    await expect(frameIn(page).getByTestId('customer-name')).toHaveText('Maeve Brennan')
    await expect(page.locator('iframe')).toHaveCSS('height', '500px')
    await expect(frameIn(page).locator('agent-copilot')).toHaveAttribute('theme', 'dark')
    await expect.poll(() => heard(page)).toEqual(expect.arrayContaining(['ready', 'session-change']))
    expect(page.frames()[1]?.url()).not.toContain('session')

    await page.evaluate(() => Object.assign(window, { takes: true }))
    expect(await useInFrame(page)).toBe(true)
    await expect
      .poll(() => page.evaluate(() => 'taken' in window && window.taken))
      .toBe('Your credit is on its way.')
    await expect(frameIn(page).getByTestId('hint')).toHaveCount(0)
    await page.evaluate(() => Object.assign(window, { takes: false }))
    await useInFrame(page)
    await expect(frameIn(page).getByTestId('hint')).toBeVisible()

    const control = (call: string) => page.evaluate(`document.querySelector('iframe').copilot.${call}`)
    await control('setTheme("light")')
    await expect(frameIn(page).locator('agent-copilot')).toHaveAttribute('theme', 'light')
    await frameIn(page)
      .locator('body')
      .evaluate(() => location.reload())
    await expect(frameIn(page).getByTestId('customer-name')).toHaveText('Maeve Brennan')
    await expect(frameIn(page).locator('agent-copilot')).toHaveAttribute('theme', 'light')
    await control('dismissChat("link")')
    await expect(frameIn(page).getByText('No chat is open')).toBeVisible()
    await expect.poll(async () => (await page.locator('iframe').boundingBox())?.height).toBeLessThan(300)
  })

  test('stays empty where the endpoint does not allow the page', async ({ page }) => {
    await using desk = await Desk.open()
    const { customer } = await chatOfMaeve(desk)
    await using host = await HostPage.serve(() => lineFor(desk, customer))
    const refused = page.waitForEvent('console', message => message.text().includes('frame-ancestors'))
    await page.goto(host.origin)
    await refused
    expect(await heard(page)).toEqual([])
  })

  test('hears no other window of the page', async ({ page }) => {
    await using desk = await Desk.open()
    const { customer } = await chatOfMaeve(desk)
    await using evil = await HostPage.serve(
      () => `<script>
        addEventListener('message', () => {
          for (let place = 0; place < parent.frames.length; place++)
            parent.frames[place].postMessage({ copilot: 1, type: 'theme', theme: 'dark' }, '*')
          parent.postMessage('done', '*')
        })
      </script>`,
    )
    await using host = await HostPage.serve(
      () =>
        `<body>${lineFor(desk, customer, 'data-theme="light"')}<iframe id="evil" src="${evil.origin}"></iframe>`,
    )
    await desk.allow({ allowedOrigins: [host.origin] })
    await page.goto(host.origin)
    const frame = page.frameLocator('iframe[title="Agent Copilot"]')
    const copilot = frame.locator('agent-copilot')
    await expect(copilot).toHaveAttribute('theme', 'light')
    await page.evaluate(() => {
      const done = new Promise(resolve =>
        addEventListener('message', ({ data }) => data === 'done' && resolve(data)),
      )
      document.querySelector<HTMLIFrameElement>('#evil')?.contentWindow?.postMessage('go', '*')
      return done
    })
    await customer.sayAndHear('Still light?')
    await expect(page.frameLocator('iframe').first().getByTestId('message').last()).toContainText(
      'Still light?',
    )
    await expect(copilot).toHaveAttribute('theme', 'light')
  })
})

test.describe('the window of a screen pop', () => {
  test('opens with the accepted chat, and takes the next one beside it', async ({ page, context }) => {
    await using desk = await Desk.open({
      panel: { keys: [PANEL_KEY], interactionFields: ['Interaction'] },
    })
    desk.workspace({ panelUrl: undefined })
    desk.screenPop({
      url: desk.address('screen-pop', { URLToken: URL_TOKEN, auth: PANEL_KEY }),
      fields: { Interaction: '{interactionId}', Channel: 'chat' },
    })
    await page.goto(desk.desktopUrl)
    await desk.waiting('Maeve Brennan')
    const opening = context.waitForEvent('page')
    await page.getByTestId('accept').click()
    const pop = await opening
    await expect(pop.getByTestId('customer-name')).toHaveText('Maeve Brennan')
    expect(pop.url()).not.toContain(PANEL_KEY)
    expect(pop.url()).not.toContain('interaction')
    await pop.reload()
    await expect(pop.getByTestId('customer-name')).toHaveText('Maeve Brennan')

    await desk.waiting('Tomasz Wilk')
    await page.getByTestId('accept').click()
    await expect(pop.getByTestId('customer-name').filter({ visible: true })).toHaveText('Tomasz Wilk')
    await expect(pop.getByTestId('chat')).toHaveText([/Maeve Brennan/, /Tomasz Wilk/])
    for (const width of [280, 360, 640, 1280]) {
      await pop.setViewportSize({ width, height: 600 })
      const shown = (chat: Element) =>
        [...chat.querySelectorAll('.name > span')].filter(name => name.clientWidth > 1).length
      for (const chat of await pop.getByTestId('chat').all()) expect(await chat.evaluate(shown)).toBe(1)
    }
    for (const colorScheme of ['light', 'dark'] as const) {
      await pop.emulateMedia({ colorScheme })
      expect((await new AxeBuilder({ page: pop }).withTags(WCAG).analyze()).violations).toEqual([])
    }
  })

  for (const [what, form, words] of [
    ['no interaction', { case: '7' }, '8x8 did not say which chat'],
    ['a wrong key', { interactionId: 'int-1' }, 'This panel may not open chats'],
  ] as const) {
    test(`says so where it brings ${what}`, async ({ page }) => {
      await using desk = await Desk.open()
      const auth = what === 'a wrong key' ? 'x'.repeat(38) : PANEL_KEY
      const url = desk.address('screen-pop', { URLToken: URL_TOKEN, auth })
      const fields = Object.entries(form).map(([name, value]) => `<input name="${name}" value="${value}">`)
      await using host = await HostPage.serve(
        () => `<form method="post" action="${url}">${fields.join('')}<button>Pop</button></form>`,
      )
      await page.goto(host.origin)
      await page.getByRole('button').click()
      await expect(page.getByText(words)).toBeVisible()
    })
  }
})

test.describe('the standalone link', () => {
  test('shows two viewers the same through a restart of the server', async ({ page, context }) => {
    test.setTimeout(60_000)
    await using desk = await Desk.open()
    const { customer, conversationId } = await chatOfMaeve(desk)
    const other = await context.newPage()
    for (const viewer of [page, other]) await viewer.goto(desk.linkTo(customer))
    for (const viewer of [page, other]) await says(viewer, CHARGE)
    customer.say('One before')
    for (const viewer of [page, other]) await says(viewer, 'One before')
    await desk.bridge.restart()
    desk.bridge.simulator.say(conversationId, 'One after')
    for (const viewer of [page, other]) {
      await expect(viewer.getByTestId('message').filter({ hasText: 'One after' })).toHaveCount(1, {
        timeout: 20_000,
      })
      await says(viewer, 'One before')
    }
  })
})

test('a draft that is being written when the server is restarted is written anew, once', async ({ page }) => {
  test.setTimeout(60_000)
  await using desk = await Desk.open()
  const standIn = await StandIn.start()
  standIn.setAside(asksForShape)
  await desk.allow({ model: { kind: 'compatible', baseUrl: standIn.url, name: 'scripted' } })
  const [maeve] = await desk.serving('Maeve Brennan')
  if (!maeve) throw new Error('Nobody came.')
  await page.goto(desk.linkTo(maeve.customer))
  const stream = new ControlledStream()
  standIn.next(stream)
  maeve.customer.say(CHARGE)
  await stream.asked()
  stream.begin().write('@reply P1\nA missed visit is charged. It ')
  await expect(page.getByText('A missed visit is charged.')).toBeVisible()
  standIn.always(() => '@reply P1\nThe charge shows on your next bill.')
  await desk.bridge.restart()
  await expect(page.getByText('The charge shows on your next bill.')).toHaveCount(1, { timeout: 20_000 })
  await expect(page.getByText('A missed visit is charged.')).toHaveCount(0)
  await standIn.close()
})
