import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { type CustomerPage, startCustomerPage } from './customer/customer-page.ts'
import { URL_TOKEN } from './testing/bridge.ts'
import { Desk, HostPage, PANEL_KEY, panelIn } from './testing/desk.ts'
import type { Customer } from './testing/people.ts'

/* Every page that is served, ours and those of the demo: whom it asks, and what it lets run. */

const root = fileURLToPath(new URL('../', import.meta.url))
const CHARGE = 'How much is the charge if I miss my engineer visit?'

let desk: Desk
let customer: Customer
let shop: CustomerPage
test.beforeAll(async () => {
  desk = await Desk.open()
  const [chat] = await desk.serving('Maeve Brennan')
  if (!chat) throw new Error('Nobody came.')
  customer = chat.customer
  await customer.sayAndHear(CHARGE)
  shop = await startCustomerPage({ server: desk.bridge.service.url, URLToken: URL_TOKEN })
})
test.afterAll(async () => {
  await shop.close()
  await desk.close()
})

interface Visit {
  /** The file of the built widget behind it. */
  readonly built?: string
  readonly address: () => string
  /** What shows that it is there. */
  readonly shows: (page: Page) => Locator
  /** Who is asked besides the page's own host. */
  readonly others?: () => string[]
}

const ours = (path: string, query: Record<string, string> = { URLToken: URL_TOKEN, auth: PANEL_KEY }) =>
  desk.address(path, query)

const visits: Record<string, Visit> = {
  'the standalone page': {
    built: 'standalone',
    address: () => desk.linkTo(customer),
    shows: page => page.getByTestId('message').filter({ hasText: CHARGE, visible: true }),
  },
  'the panel': {
    built: 'panel',
    address: () => ours('panel'),
    shows: page => page.getByText('No chat is open'),
  },
  'the embedded page': {
    built: 'embed',
    address: () => ours('embed'),
    shows: page => page.getByText('No chat is open'),
  },
  'the console': {
    built: 'console',
    address: () => ours('admin/', {}),
    shows: page => page.getByRole('heading', { name: 'Nobody owns this installation yet' }),
  },
  'the end of a sign-on': {
    built: 'sign-on',
    address: () => ours('signed-on', {}),
    shows: page => page.getByRole('heading', { name: 'This sign-on is over' }),
  },
  'the customer’s page of the demo': {
    address: () => shop.url,
    shows: page => page.getByTestId('composer'),
    others: () => [desk.bridge.service.url],
  },
  'the agent’s desktop of the demo': {
    address: () => desk.desktopUrl,
    shows: page => panelIn(page).locator('agent-copilot'),
    others: () => [desk.bridge.service.url],
  },
  'the simulator’s event log': {
    address: () => `${desk.bridge.simulator.url}/event-log`,
    shows: page => page.getByRole('heading', { name: 'Event log' }),
  },
}

test('no page of the build is left out here', () => {
  const built = globSync('*/index.html', { cwd: `${root}dist` }).map(file => file.split('/')[0])
  const visited = Object.values(visits).flatMap(({ built }) => built ?? [])
  expect(new Set(built)).toEqual(new Set([...visited, 'tile-frame']))
})

for (const [name, { address, shows, others }] of Object.entries(visits)) {
  test(`${name} asks no other host and runs nothing that its policy does not allow`, async ({ page }) => {
    const watch = watchOver(page)
    const response = await page.goto(address())
    await expect(shows(page)).toBeVisible()
    expectStrict(response?.headers()['content-security-policy'])
    const hosts = [address(), ...(others?.() ?? [])].map(url => new URL(url).origin)
    expect([...watch.asked].filter(origin => !hosts.includes(origin))).toEqual([])
    expect(watch.complaints).toEqual([])
    await expectNothingRuns(page, watch.complaints)
  })
}

test('the console’s pages ask no other host and keep to its policy, each of them', async ({ page }) => {
  const watch = watchOver(page)
  await page.goto(desk.bridge.service.setupLink ?? '')
  await page.getByLabel('Your name').fill('Olga Owner')
  await page.getByLabel('Email').fill('olga@northline.example')
  await page.getByLabel('Password').fill('correct horse battery')
  await page.getByRole('button', { name: 'Create the owner', exact: true }).click()
  const links = page.getByRole('navigation', { name: 'Console' }).getByRole('link')
  await expect(links.first()).toBeVisible()
  for (const link of await links.all()) {
    await link.click()
    await expect(link).toHaveAttribute('aria-current', 'page')
    await expect(page.locator('main h1')).toBeVisible()
  }
  expect([...watch.asked]).toEqual([new URL(desk.bridge.service.url).origin])
  expect(watch.complaints).toEqual([])
  await expectNothingRuns(page, watch.complaints)
})

test('a screen pop leads to a page with the same policy', async ({ page }) => {
  const action = ours('screen-pop').replaceAll('&', '&amp;')
  await using host = await HostPage.serve(
    () =>
      `<!doctype html><title>Desk</title><form method="post" action="${action}"><button>Pop</button></form>`,
  )
  await page.goto(host.origin)
  const watch = watchOver(page)
  const opened = page.waitForResponse(response => new URL(response.url()).pathname === '/panel')
  await page.getByRole('button', { name: 'Pop' }).click()
  await expect(page.getByText('8x8 did not say which chat')).toBeVisible()
  expectStrict((await opened).headers()['content-security-policy'])
  expect([...watch.asked]).toEqual([new URL(desk.bridge.service.url).origin])
  expect(watch.complaints).toEqual([])
  await expectNothingRuns(page, watch.complaints)
})

test('the page of a tile has no origin, and whatever runs in it reaches nobody', async ({ page }) => {
  const reached: string[] = []
  await using stranger = await HostPage.serve(path => {
    reached.push(path)
    return ''
  })
  const response = await page.goto(ours('tile-frame', {}))
  const policy = response?.headers()['content-security-policy'] ?? ''
  expect(policy).toMatch(/^sandbox allow-scripts allow-forms; default-src 'none';/)
  const outcomes = await page.evaluate(async address => {
    const elements = ['img', 'iframe', 'script'].map(name => {
      const element = document.createElement(name) as HTMLImageElement
      element.src = `${address}/${name}`
      return element
    })
    document.body.append(...elements)
    const asked = await Promise.allSettled([fetch(address), fetch(address, { mode: 'no-cors' })])
    return asked.map(({ status }) => status)
  }, stranger.origin)
  expect(outcomes).toEqual(['rejected', 'rejected'])
  expect(await page.evaluate(() => origin)).toBe('null')
  expect(reached).toEqual([])
})

/** Hears whom a page, with all its frames, asks for anything, and what its browser complains of. */
function watchOver(page: Page) {
  const asked = new Set<string>()
  const complaints: string[] = []
  const note = (url: string) =>
    /^(http|ws)/.test(url) && asked.add(new URL(url).origin.replace('ws:', 'http:'))
  page.on('request', request => note(request.url()))
  page.on('websocket', socket => note(socket.url()))
  // Who is not signed in yet is told so; the console asks.
  const isComplaint = (text: string) => !text.includes('401 (Unauthorized)')
  page.on('console', message => {
    if (message.type() === 'error' && isComplaint(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(error.message))
  return { asked, complaints }
}

function expectStrict(policy = '') {
  expect(policy).toMatch(/default-src '(none|self)'/)
  expect(policy).not.toContain('unsafe')
  expect(policy).toContain('base-uri')
  expect(policy).toContain('frame-ancestors')
}

/** What got into a page all the same is not run there. */
async function expectNothingRuns(page: Page, complaints: readonly string[]) {
  const before = complaints.length
  await page.evaluate(() => {
    const attempts = [
      () =>
        document.body.insertAdjacentHTML('beforeend', '<img src="x:" onerror="document.title = \'taken\'">'),
      () => {
        const script = document.createElement('script')
        script.textContent = 'document.title = "taken"'
        document.body.append(script)
      },
      () => {
        const link = document.createElement('a')
        link.href = 'javascript:document.title="taken"'
        document.body.append(link)
        link.click()
      },
    ]
    for (const attempt of attempts)
      try {
        attempt()
      } catch {
        // Trusted types refuse it before the policy does.
      }
  })
  await expect.poll(() => complaints.length - before).toBeGreaterThanOrEqual(3)
  await expect(page).not.toHaveTitle('taken')
}
