import { AxeBuilder } from '@axe-core/playwright'
import {
  type Browser,
  type BrowserContext,
  chromium,
  expect as expectPage,
  type Page,
} from '@playwright/test'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BROWSER_ARGUMENTS, findBrowser } from '../browser.ts'
import { type CustomerPage, startCustomerPage } from './customer-page.ts'
import { onePixel, ScriptedEndpoint, scriptedToken } from './scripted-endpoint.ts'

const executablePath = findBrowser()

const choice = (traceId: string, ...titles: string[]) => ({
  traceId,
  text: 'Which one?',
  data: {
    _cognigy: {
      _default: {
        _quickReplies: {
          type: 'quick_replies',
          quickReplies: titles.map(title => ({
            id: title,
            title,
            contentType: 'postback',
            payload: `payload of ${title}`,
          })),
        },
      },
    },
  },
})

describe("a customer's chat page", () => {
  let browser: Browser
  let endpoint: ScriptedEndpoint
  let site: CustomerPage
  let context: BrowserContext
  let page: Page

  const messages = () => page.getByTestId('message')
  const write = (text: string) => page.getByTestId('composer').fill(text)
  const say = async (text: string) => {
    const heard = endpoint.nextInput()
    await write(text)
    await page.getByTestId('composer').press('Enter')
    return heard
  }
  const connected = () =>
    expectPage(page.getByTestId('connection-state')).toHaveAttribute('data-state', 'connected')
  const open = async (query = '') => {
    await page.goto(site.url + query)
    await connected()
  }

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: BROWSER_ARGUMENTS })
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    endpoint = await ScriptedEndpoint.start()
    site = await startCustomerPage({ server: endpoint.url, URLToken: scriptedToken })
    context = await browser.newContext()
    page = await context.newPage()
  })
  afterEach(async () => {
    await context.close()
    await site.close()
    await endpoint[Symbol.asyncDispose]()
  })

  it('introduces itself with values encoded twice and leaves the address bar plain', async () => {
    const handshake = endpoint.nextHandshake()
    await open('?userId=maeve%2F1&sessionId=s%2F1')
    expect(await handshake).toMatchObject({
      userId: 'maeve%2F1',
      sessionId: 's%2F1',
      urlToken: scriptedToken,
      testMode: 'false',
      emitWithAck: 'true',
    })
    expect(page.url()).toBe(site.url)
  })

  it('sends what the customer writes and says that it is sent', async () => {
    await open('?userId=maeve&sessionId=s1')
    expect(await say('My broadband is off')).toMatchObject({
      URLToken: scriptedToken,
      userId: 'maeve',
      sessionId: 's1',
      channel: 'socket-client',
      source: 'device',
      passthroughIP: null,
      resetFlow: false,
      text: 'My broadband is off',
    })
    await expectPage(messages()).toHaveAttribute('data-delivery', 'sent')
    await expectPage(page.getByTestId('composer')).toHaveValue('')
  })

  it('begins a new line with Shift and Enter', async () => {
    await open()
    await write('one')
    await page.getByTestId('composer').press('Shift+Enter')
    await page.getByTestId('composer').pressSequentially('two')
    const heard = endpoint.nextInput()
    await page.getByTestId('send').click()
    expect((await heard).text).toBe('one\ntwo')
  })

  it('sends an unacknowledged message again under the same id when the connection is back', async () => {
    await open()
    endpoint.answer = 'silence'
    const first = await say('Are you there?')
    await expectPage(messages()).toHaveAttribute('data-delivery', 'sending')
    endpoint.answer = 'taken'
    const again = endpoint.nextInput()
    endpoint.cut()
    expect((await again).messageId).toBe(first.messageId)
    await expectPage(messages()).toHaveAttribute('data-delivery', 'sent')
    await expectPage(messages()).toHaveCount(1)
  })

  it('sends an unacknowledged message again after a reload', async () => {
    await open()
    endpoint.answer = 'silence'
    const first = await say('Hello')
    endpoint.answer = 'taken'
    const again = endpoint.nextInput()
    await page.reload()
    expect(await again).toMatchObject({
      messageId: first.messageId,
      sessionId: first.sessionId,
      text: 'Hello',
    })
    await expectPage(messages()).toHaveAttribute('data-delivery', 'sent')
  })

  it('keeps the order of what was written while the connection was away', async () => {
    await open()
    await context.setOffline(true)
    endpoint.cut()
    await expectPage(page.getByTestId('connection-state')).toHaveAttribute('data-state', 'offline')
    for (const text of ['first', 'second', 'third']) {
      await write(text)
      await page.getByTestId('send').click()
    }
    await context.setOffline(false)
    await expectPage(messages().last()).toHaveAttribute('data-delivery', 'sent')
    expect(endpoint.inputs.map(({ text }) => text)).toEqual(['first', 'second', 'third'])
  })

  it('says why a message was refused and lets the customer try again', async () => {
    await open()
    endpoint.answer = { error: { code: 'too-many', message: 'You write faster than we read.' } }
    const refused = await say('Hello')
    await expectPage(messages()).toContainText('Not sent. You write faster than we read.')
    endpoint.answer = 'taken'
    const again = endpoint.nextInput()
    await page.getByRole('button', { name: 'Try again' }).click()
    expect((await again).messageId).toBe(refused.messageId)
    await expectPage(messages()).toHaveAttribute('data-delivery', 'sent')
  })

  it('shows a repeated output once and acknowledges it each time', async () => {
    await open()
    await endpoint.output({ text: 'Hello, I am the assistant.', traceId: 't1' })
    await endpoint.output({ text: 'Hello, I am the assistant.', traceId: 't1' })
    await endpoint.output({ text: 'Dana here.', traceId: 't2', source: 'agent' })
    await expectPage(messages()).toHaveCount(2)
    await expectPage(messages().nth(0)).toHaveAttribute('data-source', 'bot')
    await expectPage(messages().nth(1)).toHaveAttribute('data-source', 'agent')
  })

  it('still knows the conversation, the repeats and the draft after a reload', async () => {
    await open()
    await endpoint.output({ text: 'Which account?', traceId: 't1' })
    await say('4471 2098')
    await write('and one more thing')
    await page.reload()
    await connected()
    await endpoint.output({ text: 'Which account?', traceId: 't1' })
    await expectPage(page.locator('.text')).toHaveText(['Which account?', '4471 2098'])
    await expectPage(page.getByTestId('composer')).toHaveValue('and one more thing')
  })

  it('sends the payload of a quick reply, shows its title, and closes the set for good', async () => {
    await open()
    await endpoint.output(choice('t1', 'Broadband', 'Mobile'))
    const heard = endpoint.nextInput()
    await page.getByRole('button', { name: 'Mobile' }).click()
    expect((await heard).text).toBe('payload of Mobile')
    await expectPage(messages().last().locator('.text')).toHaveText('Mobile')
    await page.reload()
    await expectPage(page.getByTestId('quick-reply').and(page.locator(':enabled'))).toHaveCount(0)
  })

  it('offers only the newest quick replies, also after other messages', async () => {
    await open()
    await endpoint.output(choice('t1', 'Broadband'))
    await endpoint.output(choice('t2', 'Cancel'))
    await say('How long will it take?')
    await endpoint.output({ text: 'About two minutes.', traceId: 't3' })
    await expectPage(page.getByRole('button', { name: 'Broadband' })).toBeDisabled()
    await expectPage(page.getByRole('button', { name: 'Cancel' })).toBeEnabled()
  })

  it('uploads a file with a token of its own and sends it as an attachment', async () => {
    await open('?userId=maeve&sessionId=s1')
    const heard = endpoint.nextInput()
    await page
      .getByTestId('attach')
      .setInputFiles({ name: 'lights.png', mimeType: 'image/png', buffer: onePixel })
    expect(await heard).toMatchObject({
      data: { attachments: [{ runtimeFileId: 'file-1', fileName: 'lights.png', mimeType: 'image/png' }] },
    })
    expect(endpoint.uploads).toEqual([
      { name: 'lights.png', bytes: onePixel.length, authorization: 'Bearer for maeve' },
    ])
    const picture = page.getByRole('img', { name: 'lights.png' })
    await expectPage(picture).toHaveJSProperty('naturalWidth', 1)
  })

  it('says why a file was refused and lets the customer try again', async () => {
    await open()
    endpoint.uploadRefusal = 'We take pictures, PDF and text.'
    const file = { name: 'lights.png', mimeType: 'image/png', buffer: onePixel }
    await page.getByTestId('attach').setInputFiles(file)
    await expectPage(page.getByRole('list', { name: 'Files' })).toContainText(
      'We take pictures, PDF and text.',
    )
    await expectPage(messages()).toHaveCount(0)
    endpoint.uploadRefusal = undefined
    await page.getByRole('button', { name: 'Try again' }).click()
    await expectPage(messages()).toHaveAttribute('data-delivery', 'sent')
    await expectPage(page.getByRole('list', { name: 'Files' })).toBeHidden()
  })

  it('shows an Adaptive Card by its words and opens no address that runs code', async () => {
    await open()
    const adaptiveCard = {
      type: 'AdaptiveCard',
      body: [
        { type: 'TextBlock', weight: 'Bolder', text: 'Visit on <b>21 November</b>' },
        { type: 'Container', items: [{ type: 'FactSet', facts: [{ title: 'Slot', value: '08:00–12:00' }] }] },
      ],
      actions: [
        { type: 'Action.OpenUrl', title: 'My visits', url: 'https://northline.example/visits' },
        { type: 'Action.OpenUrl', title: 'Trap', url: 'javascript:alert(1)' },
      ],
    }
    const attachments = [
      { name: 'Plan.pdf', url: 'https://files.example/plan.pdf', mimeType: 'application/pdf' },
      { name: 'Run me', url: 'javascript:alert(1)', mimeType: 'text/html' },
    ]
    await endpoint.output({
      traceId: 't1',
      source: 'agent',
      data: { _cognigy: { _default: { _adaptiveCard: { adaptiveCard } } }, attachments },
    })
    await expectPage(messages()).toContainText('Visit on <b>21 November</b>')
    await expectPage(messages()).toContainText('08:00–12:00')
    const links = await messages()
      .getByRole('link')
      .evaluateAll(found => found.map(link => link.getAttribute('href')))
    expect(links).toEqual(['https://northline.example/visits', 'https://files.example/plan.pdf'])
  })

  it('reports typing when it starts and after two idle seconds, and shows that of the other side', async () => {
    await open()
    const started = endpoint.nextTyping()
    await page.getByTestId('composer').pressSequentially('Hel')
    expect(await started).toEqual({ status: 'typingOn' })
    const since = performance.now()
    expect(await endpoint.nextTyping()).toEqual({ status: 'typingOff' })
    expect(performance.now() - since).toBeGreaterThan(1_500)

    endpoint.emit('typingStatus', { status: 'typingOn' })
    await expectPage(page.getByTestId('typing')).toBeVisible()
    await endpoint.output({ text: 'There.', traceId: 't1', source: 'agent' })
    await expectPage(page.getByTestId('typing')).toBeHidden()
  })

  it('says so calmly when the server could not do something', async () => {
    await open()
    endpoint.emit('exception', { error: { code: 'unavailable', message: 'We could not read that.' } })
    await expectPage(page.getByRole('alert')).toHaveText('We could not read that.')
  })

  it('says where else to turn when the endpoint is not active', async () => {
    endpoint.active = false
    await page.goto(site.url)
    await expectPage(page.getByText('The chat is not available right now')).toBeVisible()
    await expectPage(page.getByTestId('composer')).toBeHidden()
  })

  it('waits for a server that is not there yet', async () => {
    await context.route(`${endpoint.url}/${scriptedToken}`, route => route.abort(), { times: 1 })
    await page.goto(site.url)
    await expectPage(page.getByTestId('connection-state')).toHaveAttribute('data-state', 'reconnecting')
    await connected()
  })

  it('counts new messages instead of scrolling while the customer reads further up', async () => {
    await open()
    for (let count = 0; count < 30; count++)
      await endpoint.output({ text: `Line ${count}`, traceId: `t${count}` })
    await expectPage(messages().last()).toBeInViewport()
    await page.locator('#scroller').evaluate(scroller => scroller.scrollTo(0, 0))
    await endpoint.output({ text: 'The newest', traceId: 'newest' })
    await expectPage(messages().last()).not.toBeInViewport()
    await page.getByRole('button', { name: '1 new message' }).click()
    await expectPage(messages().last()).toBeInViewport()
  })

  it.each(['light', 'dark'] as const)('is accessible in %s', async colorScheme => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await open()
    await say('Hello')
    await endpoint.output(choice('t1', 'Broadband', 'Mobile'))
    await endpoint.output({ text: 'مرحبا، كيف يمكنني مساعدتك؟', traceId: 't2', source: 'agent' })
    endpoint.answer = { error: { code: 'too-many', message: 'Too many messages.' } }
    await say('And another')
    await expectPage(page.getByRole('button', { name: 'Try again' })).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations).toEqual([])
  })

  it('allows scripts from nowhere else and connections only to its server', async () => {
    const policy = (await fetch(site.url)).headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none';script-src 'self'")
    expect(policy).toContain(`connect-src 'self' ${endpoint.url} ${endpoint.url.replace('http', 'ws')};`)
  })
})
