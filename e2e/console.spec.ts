import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { readConfig } from '../server/config.ts'
import { type Service, startService } from '../server/service.ts'
import { type Simulator, startSimulator } from './simulator/simulator.ts'
import { Customer } from './testing/people.ts'

const ANSWER = 'A red light on the router means that the line is down.'
const OWNER = { name: 'Olga Owner', email: 'olga@northline.example', password: 'correct horse battery' }

let service: Service
let simulator: Simulator
let folder: string
let context: BrowserContext
let page: Page
/** Addresses of other hosts that a page asked for. */
const strangers: string[] = []

test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ browser }) => {
  folder = await mkdtemp(join(tmpdir(), 'console-'))
  simulator = await startSimulator()
  service = await startService({ ...readConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent' }), port: 0 })
  context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
  page = await context.newPage()
  page.on('request', request => {
    if (!request.url().startsWith(service.url)) strangers.push(request.url())
  })
})
test.afterAll(async () => {
  await context.close()
  await service.close()
  await simulator.close()
  await rm(folder, { recursive: true, force: true })
})

const open = (name: string) =>
  page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name }).click()
const button = (name: string) => page.getByRole('button', { name, exact: true })

test('an administrator comes from an empty folder to a working handover through the console alone', async () => {
  await page.goto(service.setupLink ?? '')
  await page.getByLabel('Your name').fill(OWNER.name)
  await page.getByLabel('Email').fill(OWNER.email)
  await page.getByLabel('Password').fill('short')
  await button('Create the owner').click()
  await expect(page.getByText('Password must have at least 12 characters')).toBeVisible()
  await page.getByLabel('Password').fill(OWNER.password)
  await button('Create the owner').click()
  const steps = page.getByRole('region', { name: 'First steps' })
  await expect(steps.getByText('0 of 3 done')).toBeVisible()

  await steps.getByRole('link', { name: 'Connect 8x8' }).click()
  await page.getByLabel('Name', { exact: true }).fill('8x8 Ireland')
  await button('Create connection').click()
  await expect(page.getByText('Tenant: is missing', { exact: true })).toBeVisible()
  await page.getByLabel('API key').fill('eght_simulator')
  await page.getByLabel('Base URL').fill(simulator.url)
  await page.getByLabel('Tenant', { exact: true }).fill('northline01')
  await page.getByLabel('Queue id').fill('101')
  await button('Create connection').click()
  await button('Test').click()
  await expect(page.getByText('permission: right')).toBeVisible()
  await button('Register with 8x8').click()
  await expect(page.getByText('Webhook and channel are registered with 8x8.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Review' }).getByText('Same')).toHaveCount(7)
  await button('Test the webhook').click()
  await expect(page.locator('.outcome.good').last()).not.toBeEmpty()

  await open('Endpoints')
  await page.getByRole('link', { name: 'New endpoint' }).click()
  await page.getByLabel('Name').fill('Northline chat')
  await button('Create endpoint').click()
  await expect(page.getByRole('heading', { name: 'Northline chat' })).toBeVisible()

  await open('Knowledge')
  await page.getByLabel('New source').selectOption('typed')
  await page.getByLabel('Name').fill('Answers')
  await button('Add source').click()
  await button('Write an article').click()
  await page.getByLabel('Title, or a customer’s question').fill('Router light is red')
  await page
    .getByLabel('Text, in Markdown')
    .fill('A red light on the router means that the line is down. Switch the router off for two minutes.')
  await button('Save article').click()
  await expect(page.getByText('The article is saved')).toBeVisible()

  await open('Overview')
  await expect(page.getByText('Nothing. What is set up is registered, read and delivered.')).toBeVisible()
  await expect(steps).toBeHidden()
  await open('Endpoints')
  await page.getByRole('link', { name: 'Northline chat' }).click()
  const link = await copied('Link')
  const URLToken = new URL(link).searchParams.get('URLToken') ?? ''

  const customer = new Customer({ url: service.url, URLToken })
  await customer.ready
  customer.say('I want to talk to a person')
  const { id } = await simulator.waitForConversation({ waiting: true })
  simulator.accept(id)
  await customer.reads('connected')
  customer.say('Why is the light of my router red?')
  await simulator.waitForMessage(id, 'router red')
  const agent = await context.newPage()
  await agent.goto(link.replace('${userId}', customer.userId).replace('${sessionId}', customer.sessionId))
  await expect(
    agent.getByText('A red light on the router means that the line is down.').first(),
  ).toBeVisible()
  await agent.close()
  simulator.say(id, 'Please switch it off for two minutes.')
  await customer.reads('two minutes')
  customer.leave()

  await open('Sessions')
  await page.getByRole('table').getByRole('link').first().click()
  const trace = page.getByRole('region', { name: 'Trace entries' })
  await expect(trace.getByText('POST /conversations').first()).toBeVisible()
  await expect(trace.getByText('member-changed').first()).toBeVisible()
  await expect(page.getByText('Please switch it off for two minutes.')).toBeVisible()
})

/** What the copy button of a row takes to the clipboard. */
async function copied(label: string): Promise<string> {
  await button(`Copy ${label}`).click()
  return page.evaluate(() => navigator.clipboard.readText())
}

test('charts say the same as a table, of the days that are chosen', async () => {
  await open('Overview')
  const chart = page.getByRole('region', { name: 'What became of eligible turns' })
  await expect(chart.getByRole('img')).toHaveAccessibleName(/^What became of eligible turns, .* of \d+\.$/)
  await chart.getByRole('button', { name: 'Show as table' }).click()
  await expect(chart.getByRole('columnheader', { name: 'Used as is' })).toBeVisible()
  await expect(chart.getByRole('row', { name: /^All days/ })).toBeVisible()
  await chart.getByRole('button', { name: 'Show as chart' }).click()
  await expect(chart.getByRole('img')).toBeVisible()
  await expect(
    page.getByRole('region', { name: 'Handovers' }).getByRole('row', { name: 'Asked for 1' }),
  ).toBeVisible()

  await open('Analytics')
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ])
  expect(csv.suggestedFilename()).toMatch(/^analytics-\d.*\.csv$/)
  await page.getByLabel('Endpoint').selectOption('Northline chat')
  const [own] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ])
  expect(own.suggestedFilename()).toMatch(/^analytics-northline-chat-.*\.csv$/)
  await page.getByLabel('Days').selectOption('Last 7')
  await expect(page.getByLabel('Days')).toHaveValue('7')
  await page.getByLabel('to', { exact: true }).fill('2020-01-02')
  await expect(page.getByText('Nobody asked for a person in these days.')).toBeVisible()
})

test('the overview is of all endpoints or of one, and says what needs somebody', async () => {
  await open('Endpoints')
  await page.getByRole('link', { name: 'New endpoint' }).click()
  await page.getByLabel('Name').fill('Second chat')
  await page.getByLabel('Connection to 8x8').selectOption('None yet')
  await button('Create endpoint').click()
  await expect(page.getByRole('heading', { name: 'Second chat' })).toBeVisible()

  await open('Overview')
  const handovers = page.getByRole('region', { name: 'Handovers' })
  await expect(handovers.getByRole('row', { name: 'Asked for 1' })).toBeVisible()
  const needs = page.getByRole('region', { name: 'Needs you' })
  await expect(needs.getByRole('link', { name: 'Second chat has no connection to 8x8' })).toBeVisible()
  const byEndpoint = page.getByRole('region', { name: 'By endpoint' })
  await expect(byEndpoint.getByRole('row', { name: /^Northline chat 1 / })).toBeVisible()
  await byEndpoint.getByRole('link', { name: 'Second chat' }).click()
  await expect(page.getByRole('combobox')).toHaveValue(/^second-chat/)
  await expect(handovers.getByText('Nobody asked for a person in these days.')).toBeVisible()
  await page.getByRole('combobox').selectOption('All endpoints')
  await expect(handovers.getByRole('row', { name: 'Asked for 1' })).toBeVisible()
  await needs.getByRole('link', { name: 'Second chat has no connection to 8x8' }).click()
  await expect(page.getByRole('region', { name: 'Handover' })).toBeVisible()
})

test('what was shown of one endpoint is gone while another comes', async () => {
  await open('Endpoints')
  const second = await page.getByRole('link', { name: 'Second chat' }).getAttribute('href')
  await page.getByRole('link', { name: 'Northline chat' }).click()
  await expect(page.getByRole('heading', { name: 'Northline chat' })).toBeVisible()
  const held = Promise.withResolvers<void>()
  await page.route(`**/api/v1/endpoints/${second?.split('/').at(-1)}`, async route => {
    await held.promise
    await route.continue()
  })
  await page.evaluate(hash => (location.hash = hash ?? ''), second)
  await expect(page.getByRole('heading', { name: 'Northline chat' })).toBeHidden()
  held.resolve()
  await expect(page.getByRole('heading', { name: 'Second chat' })).toBeVisible()
})

test('figures that come late are not taken for those of another endpoint', async () => {
  const held = Promise.withResolvers<void>()
  await page.route(/\/api\/v1\/analytics\?/, async route => {
    await held.promise
    await route.continue().catch(() => undefined)
  })
  const asked = page.waitForRequest(/\/api\/v1\/analytics\?/)
  await open('Overview')
  const late = await asked
  await page.getByRole('combobox').selectOption('Second chat')
  await expect.poll(() => late.failure()?.errorText).toContain('ABORTED')
  held.resolve()
  await page.unroute(/\/api\/v1\/analytics\?/)
  const handovers = page.getByRole('region', { name: 'Handovers' })
  await expect(handovers.getByText('Nobody asked for a person in these days.')).toBeVisible()
})

test('each way of embedding is tried with a chat that there was', async () => {
  await open('Endpoints')
  await page.getByRole('link', { name: 'Northline chat' }).click()
  const tryIt = page.getByRole('region', { name: 'Try it' })
  await tryIt.getByRole('button', { name: 'As a frame' }).click()
  await expect(tryIt.frameLocator('iframe').getByText(ANSWER).filter({ visible: true }).first()).toBeVisible()
  await tryIt.getByRole('button', { name: 'As an element' }).click()
  await expect(
    tryIt.locator('agent-copilot').getByText(ANSWER).filter({ visible: true }).first(),
  ).toBeVisible()
  const [opened] = await Promise.all([
    context.waitForEvent('page'),
    tryIt.getByRole('button', { name: 'Open the link' }).click(),
  ])
  await expect(opened.getByText(ANSWER).filter({ visible: true }).first()).toBeVisible()
  await opened.close()
})

test('the panel is tried as 8x8 Agent Workspace shows it: it follows a chat and fills the reply box', async () => {
  const tryIt = page.getByRole('region', { name: 'Try it' })
  await tryIt.getByRole('button', { name: 'As 8x8’s panel' }).click()
  const panel = tryIt.frameLocator('iframe')
  await expect(panel.getByText(ANSWER).filter({ visible: true }).first()).toBeVisible()
  await panel.getByRole('button', { name: 'Insert' }).first().click()
  await expect(tryIt.getByLabel('8x8’s reply box')).toHaveValue(new RegExp(ANSWER))
})

test('the screen pop is tried with a form in a window of its own', async () => {
  const tryIt = page.getByRole('region', { name: 'Try it' })
  const [popped] = await Promise.all([
    context.waitForEvent('page'),
    tryIt.getByRole('button', { name: 'As a screen pop' }).click(),
  ])
  await expect(popped.getByText(ANSWER).filter({ visible: true }).first()).toBeVisible()
  expect(new URL(popped.url()).pathname).toBe('/panel')
  await popped.close()
})

test('a panel key is made with a button and stands in the addresses once', async () => {
  expect(await copied('8x8 Agent Workspace panel')).toContain('<panel key>')
  await button('New panel key').click()
  await expect(page.getByText('The endpoint has a new panel key')).toBeVisible()
  const address = await copied('8x8 Agent Workspace panel')
  expect(address).toMatch(/auth=[0-9a-f]{64}$/)
  expect(await copied('Screen pop')).toContain(address.split('auth=')[1])
  await page.reload()
  await expect(button('New panel key')).toBeVisible()
  expect(await copied('8x8 Agent Workspace panel')).toContain('<panel key>')
})

test('synonyms are a group a line; a line that is wrong is named', async () => {
  await page
    .getByRole('navigation', { name: 'Parts of the endpoint' })
    .getByRole('link', { name: 'Knowledge' })
    .click()
  const synonyms = page.getByLabel('Synonyms')
  await expect(synonyms).toHaveAccessibleDescription(/A group a line, with commas between/)
  await synonyms.fill('lamp, light\nrouter')
  await button('Save').click()
  await expect(page.getByText(/^Line 2: /)).toBeVisible()
  await synonyms.fill('glowworm, light')
  await button('Save').click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Synonyms')).toHaveValue('glowworm, light')
})

test('a form whose description was not to be had says so, and comes when asked again', async () => {
  await page.route('**/api/openapi.json', route => route.abort())
  await page.reload()
  const failure = page.getByRole('alert').first()
  await expect(failure).toContainText('The server cannot be reached.')
  await page.unroute('**/api/openapi.json')
  await failure.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByLabel('Synonyms')).toHaveValue('glowworm, light')
})

test('health tells what the server stands on, and that nothing was given up', async () => {
  await open('Health')
  await expect(page.getByText('Embedded (SQLite), answers')).toBeVisible()
  await expect(page.getByText('None. Everything was delivered or is tried again.')).toBeVisible()
})

test('a session’s trace is sound, wide and narrow', async () => {
  await open('Sessions')
  await page.getByRole('table').getByRole('link').first().click()
  await expect(page.getByRole('region', { name: 'Trace entries' })).toBeVisible()
  await expectSound('trace')
})

test('lists are read by names, and by whole words in a narrow window', async () => {
  await open('Endpoints')
  await expect(page.getByRole('cell', { name: '8x8 Ireland' })).toBeVisible()
  await open('Sessions')
  await expect(page.getByRole('cell', { name: 'Northline chat' }).first()).toBeVisible()
  await open('Connections')
  await page.setViewportSize({ width: 360, height: 800 })
  const lines = await page.getByRole('cell', { name: 'northline01' }).evaluate(cell => {
    const words = document.createRange()
    words.selectNodeContents(cell)
    return words.getClientRects().length
  })
  expect(lines).toBe(1)
  await page.setViewportSize({ width: 1280, height: 900 })
})

test('a page whose part does not come says so, and comes when it is loaded again', async () => {
  const stranger = await context.newPage()
  await stranger.goto(`${service.url}/admin/#/connections`)
  await expect(stranger.getByRole('heading', { name: 'Connections' })).toBeVisible()
  await stranger.route('**/*.js', route => route.abort())
  await stranger.getByRole('link', { name: 'Sessions' }).click()
  await expect(stranger.getByRole('alert')).toContainText('This page did not load')
  await stranger.unroute('**/*.js')
  await stranger.getByRole('button', { name: 'Load again' }).click()
  await expect(stranger.getByRole('heading', { name: 'Sessions' })).toBeVisible()
  await stranger.close()
})

test('an address that is escaped wrongly leads to the first page, as any unknown one does', async () => {
  const stranger = await context.newPage()
  await stranger.goto(`${service.url}/admin/#/%E0%A4%A`)
  await expect(stranger.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()
  await stranger.close()
})

test('knowledge that is tried says how much of the question each passage speaks of', async () => {
  await open('Knowledge')
  const tried = page.getByRole('region', { name: 'Try it' })
  await tried.getByLabel('A customer’s question').fill('Why is the light on my router red?')
  await tried.getByRole('button', { name: 'Search' }).click()
  await expect(tried.getByRole('listitem')).toContainText('speaks of 100 % of what was asked')
})

test('a customer is found, handed out and erased, with a receipt', async () => {
  await open('Sessions')
  const userId = await page.evaluate(async () => {
    const { items } = await (await fetch('../api/v1/sessions')).json()
    return items[0].userId as string
  })
  await open('Data')
  await page.getByLabel('Customer’s userId').fill(userId)
  await button('Find').click()
  const kept = page.getByRole('region', { name: 'What is kept' })
  await expect(kept.getByText('1 chat', { exact: true })).toBeVisible()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    kept.getByRole('link', { name: 'Export as JSON' }).click(),
  ])
  const exported = JSON.parse(await readFile(await file.path(), 'utf8'))
  expect(exported).toMatchObject({ userId, sessions: [{ events: expect.any(Array) }] })

  await button('Erase this customer').click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'Erase this customer' })).toBeDisabled()
  await dialog.getByRole('textbox').fill(`${userId} not`)
  await expect(dialog.getByRole('button', { name: 'Erase this customer' })).toBeDisabled()
  await dialog.getByRole('textbox').fill(userId)
  await dialog.getByRole('button', { name: 'Erase this customer' }).click()
  await expect(page.getByRole('heading', { name: 'Erased' })).toBeVisible()
  await expect(page.getByRole('row', { name: 'Sessions 1' })).toBeVisible()
  await button('Find').click()
  await expect(page.getByText('Nothing is kept of this customer')).toBeVisible()

  await page.getByLabel('Days after').fill('90')
  await button('Save').click()
  await expect(page.getByText('Chats are erased after 90 days.')).toBeVisible()
})

const pages = [
  'Overview',
  'Endpoints',
  'Connections',
  'Knowledge',
  'Playbooks',
  'Workspace',
  'Sessions',
  'Analytics',
  'Data',
  'Access',
  'Audit log',
  'Health',
]

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing on any page, wide or narrow (${colorScheme})`, async () => {
    test.setTimeout(120_000)
    await page.emulateMedia({ colorScheme })
    for (const name of pages) {
      await page.setViewportSize({ width: 1280, height: 900 })
      await open(name)
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
      await expectSound(name)
    }
    for (const address of await innerPages()) {
      await page.goto(`${service.url}/admin/#/${address}`)
      await expect(page.getByRole('region').or(page.locator('form')).first()).toBeVisible()
      await expectSound(address)
    }
  })

/** Pages that are reached from others. */
async function innerPages(): Promise<string[]> {
  const first = async (path: string): Promise<string> =>
    page.evaluate(async asked => (await (await fetch(`../api/v1${asked}`)).json()).items[0].id, path)
  const [endpoint, connection] = [await first('/endpoints'), await first('/connections')]
  const source = await first(`/endpoints/${endpoint}/knowledge/sources`)
  const parts = [
    '',
    '/virtualAgent',
    '/handover',
    '/copilot',
    '/knowledge',
    '/customer',
    '/privacy',
    '/other',
  ]
  return [
    ...parts.map(part => `endpoints/${endpoint}${part}`),
    'endpoints/new',
    `connections/${connection}`,
    'connections/new',
    `knowledge/${endpoint}/${source}`,
  ]
}

/** Nothing that axe finds, and nothing wider than the window, wide or narrow. */
async function expectSound(name: string) {
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 900 })
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze()
    expect(violations.map(({ id, nodes }) => `${name} ${width}: ${id} ${nodes[0]?.html}`)).toEqual([])
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow, `${name} at ${width} is too wide`).toBeLessThanOrEqual(0)
  }
  await page.setViewportSize({ width: 1280, height: 900 })
}

test('who mistypes their own password stays where they are', async () => {
  await open('Access')
  const form = page.getByRole('region', { name: 'Your password' })
  await form.getByLabel('Now').fill('not this one')
  await form.getByLabel(/^New/).fill('another long enough one')
  await form.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('This is not the password that you have now.')).toBeVisible()
})

test('a session that is over leads to signing in, and no page asks another host for anything', async () => {
  await page.setViewportSize({ width: 1280, height: 900 })
  await context.clearCookies()
  await open('Sessions')
  await page.getByLabel('Email').fill(OWNER.email)
  await page.getByLabel('Password').fill('wrong')
  await button('Sign in').click()
  await expect(page.getByRole('alert')).toHaveText('Email or password is wrong.')
  await page.getByLabel('Password').fill(OWNER.password)
  await button('Sign in').click()
  await open('Audit log')
  await expect(page.getByText('Register connection').first()).toBeVisible()
  expect(strangers).toEqual([])
})
