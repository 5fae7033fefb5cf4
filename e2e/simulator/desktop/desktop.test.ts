import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BROWSER_ARGUMENTS, findBrowser } from '../../browser.ts'
import { useFixture } from '../testing/fixture.ts'

const executablePath = findBrowser()

describe.skipIf(!executablePath)("the simulator's pages (skipped where there is no Chromium)", () => {
  const fixture = useFixture()
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let copilot: Server
  let copilotUrl: string
  const errors: string[] = []

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: BROWSER_ARGUMENTS })
    copilot = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html')
      response.end('<title>Copilot</title><input aria-label="Ask">')
    })
    await new Promise<void>(resolve => copilot.listen(0, '127.0.0.1', resolve))
    copilotUrl = `http://127.0.0.1:${(copilot.address() as AddressInfo).port}/?sessionId=1`
  })
  afterAll(async () => {
    await browser.close()
    copilot.close()
    copilot.closeAllConnections()
  })
  beforeEach(async () => {
    errors.length = 0
    context = await browser.newContext()
    page = await context.newPage()
    page.on('console', message => message.type() === 'error' && errors.push(message.text()))
    page.on('pageerror', error => errors.push(error.message))
  })
  afterEach(async () => {
    await context.close()
    expect(errors).toEqual([])
  })

  const maeve = () => ({
    user: {
      name: 'Maeve Brennan',
      additionalProperties: [
        { key: 'Account', value: '4471 2098' },
        { key: 'Copilot', value: copilotUrl },
      ],
    },
    history: { messages: [{ authorType: 'user', text: 'There is a charge on my bill.' }] },
  })
  const texts = (author: string) =>
    page.locator(`[data-testid=message][data-author=${author}] .said`).allTextContents()
  const violations = async () =>
    (await new AxeBuilder({ page }).exclude('iframe').analyze()).violations.map(({ id, nodes }) => [
      id,
      nodes[0]?.html,
    ])

  it('lets an agent accept, read, type, answer with a file, transfer, end and close', async () => {
    await page.goto(`${fixture.simulator.url}/desktop`)
    const id = await fixture.createConversation(maeve())
    const waiting = page.getByTestId('waiting-chat')
    await waiting.getByText('Maeve Brennan').waitFor()
    await waiting.getByTestId('accept').click()

    await page.getByRole('heading', { name: 'Maeve Brennan' }).waitFor()
    await page.getByText('4471 2098').waitFor()
    await page.getByTestId('message').first().waitFor()
    expect(await texts('user')).toEqual(['There is a charge on my bill.'])
    await page.getByTestId('copilot-frame').contentFrame().getByLabel('Ask').waitFor()

    const typing = fixture.simulator.waitForDelivery({ eventType: 'ACTIVITY', bodyContains: '"users":[{' })
    await page.getByTestId('composer').pressSequentially('Your bill,')
    await typing
    await page
      .getByTestId('file')
      .setInputFiles({ name: 'bill.txt', mimeType: 'text/plain', buffer: Buffer.from('€45') })
    await page.getByRole('button', { name: 'Remove bill.txt' }).waitFor()
    const sent = fixture.simulator.waitForDelivery({ eventType: 'MESSAGE', bodyContains: 'bill.txt' })
    await page.getByTestId('composer').press('Shift+Enter')
    await page.getByTestId('composer').pressSequentially('Maeve.')
    await page.getByTestId('send').click()
    await sent
    const [said] = fixture.simulator.conversation(id).messages
    expect([said?.text, said?.author.type]).toEqual(['Your bill,\nMaeve.', 'agent'])
    await page.getByRole('link', { name: 'bill.txt' }).waitFor()
    expect(await page.getByTestId('composer').inputValue()).toBe('')

    await fixture.call('POST', `/conversations/${id}/messages`, { authorType: 'user', text: 'شكرا' })
    await page.getByText('شكرا').last().waitFor()

    await page.getByTestId('transfer').click()
    await page.getByTestId('transfer-queue').getByText('Mobile').click()
    await waiting.getByText('Mobile').waitFor()
    await waiting.getByTestId('accept').click()
    await page.getByTestId('end').click()
    await page.getByText('Chat ended').waitFor()
    expect(fixture.simulator.conversation(id).state).toBe('idle')
    await page.getByTestId('close').click()
    await page.getByText('No chat is open.').waitFor()
    expect(await page.getByTestId('copilot-frame').count()).toBe(0)
  })

  it('keeps drafts, unread counts and copilots of several chats apart', async () => {
    const first = await fixture.conversationWithAgent(maeve())
    const second = await fixture.createConversation({ user: { name: 'Tomasz Wilk' } })
    await fixture.simulator.waitForConversation({ waiting: true })
    fixture.simulator.accept(second)
    await page.goto(`${fixture.simulator.url}/desktop`)
    const chats = page.getByTestId('active-chat')
    await chats.getByText('Tomasz Wilk').click()
    await page.getByText('No copilot link in this chat').waitFor()
    await page.getByTestId('composer').fill('A draft for Tomasz')

    await chats.getByText('Maeve Brennan').click()
    await page.getByTestId('copilot-frame').contentFrame().getByLabel('Ask').fill('kept')
    expect(await page.getByTestId('composer').inputValue()).toBe('')
    await fixture.call('POST', `/conversations/${second}/messages`, { authorType: 'user', text: 'Hello?' })
    await chats.getByLabel('1 unread').waitFor()

    await chats.getByText('Tomasz Wilk').click()
    await chats.getByLabel('1 unread').waitFor({ state: 'detached' })
    expect(await page.getByTestId('composer').inputValue()).toBe('A draft for Tomasz')
    await chats.getByText('Maeve Brennan').click()
    expect(await page.getByTestId('copilot-frame').contentFrame().getByLabel('Ask').inputValue()).toBe('kept')

    await fixture.call('PATCH', `/conversations/${first}/participants/user`, { removed: true })
    await page.getByText('The customer left').waitFor()
    expect(await page.getByTestId('composer').isVisible()).toBe(false)
  })

  it('says why a chat cannot be accepted', async () => {
    fixture.simulator.configure({ chatsPerAgent: 1 })
    await fixture.conversationWithAgent()
    await fixture.createConversation({ user: { name: 'Priya Nair' } })
    await page.goto(`${fixture.simulator.url}/desktop`)
    await page.getByTestId('accept').click()
    await page.getByRole('alert').getByText('1 chats at once').waitFor()
    errors.length = 0
  })

  it('opens no copilot for an address that is not of the web', async () => {
    const additionalProperties = [{ key: 'Copilot', value: 'javascript:alert(1)' }]
    await fixture.conversationWithAgent({ user: { name: 'Maeve', additionalProperties } })
    await page.goto(`${fixture.simulator.url}/desktop`)
    await page.getByText('No copilot link in this chat').waitFor()
    expect(await page.locator('iframe, a[href^=javascript]').count()).toBe(0)
  })

  it.each(['light', 'dark'] as const)('has nothing that axe objects to (%s)', async colorScheme => {
    await page.emulateMedia({ colorScheme })
    const id = await fixture.conversationWithAgent(maeve())
    fixture.simulator.say(id, { text: 'Which day?', quickReplies: [{ title: 'Saturday', postback: 'sat' }] })
    await fixture.createConversation({ user: { name: 'Priya Nair' } })
    await page.goto(`${fixture.simulator.url}/desktop`)
    await page.getByTestId('waiting-chat').waitFor()
    await page.getByText('Which day?').last().waitFor()
    expect(await violations()).toEqual([])
    await page.goto(`${fixture.simulator.url}/event-log`)
    await page.getByTestId('entry').first().getByRole('button', { name: 'Details' }).click()
    await page.getByText('Request body').waitFor()
    expect(await violations()).toEqual([])
  })

  it('shows the event log, of one conversation if wanted', async () => {
    const id = await fixture.createConversation()
    await fixture.receiver.untilType('QUEUED')
    await fixture.createConversation()
    await fixture.receiver.untilType('QUEUED', 2)
    await page.goto(`${fixture.simulator.url}/event-log`)
    const entries = page.getByTestId('entry')
    await entries.first().waitFor()
    const all = await entries.count()
    await page.getByRole('button', { name: id }).first().click()
    await page.waitForFunction(count => document.querySelectorAll('[data-testid=entry]').length < count, all)
    expect(await entries.getByRole('button', { name: id }).count()).toBe(await entries.count())
    await entries.filter({ hasText: 'QUEUED' }).getByRole('button', { name: 'Details' }).click()
    await page.getByText('"queueName": "Billing and faults"').waitFor()
  })
})
