import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type FrameLocator, type Page, test } from '@playwright/test'
import { readConfig } from '../server/config.ts'
import { type Service, startService } from '../server/service.ts'
import { applySetup } from '../server/setup.ts'
import { OpenidProvider, signOnBy } from './testing/openid-provider.ts'
import { Customer } from './testing/people.ts'

const URL_TOKEN = '51'.repeat(32)
const GRACE = { sub: 'grace', name: 'Grace Hopper', email: 'grace@northline.example', groups: ['Support'] }

let service: Service
let provider: OpenidProvider
let customer: Customer
let folder: string
const desk = createServer((_request, response) => {
  const source = linkTo(customer).replaceAll('&', '&amp;')
  response.setHeader('content-type', 'text/html')
  response.end(`<!doctype html><title>Desk</title><iframe height="600" src="${source}"></iframe>`)
})
/** Another site than the server's: cookies of the frame would be a third party's. */
const deskOrigin = () => `http://localhost:${(desk.address() as AddressInfo).port}`

test.beforeAll(async () => {
  desk.listen(0)
  await once(desk, 'listening')
  folder = await mkdtemp(join(tmpdir(), 'sign-on-'))
  service = await startService({ ...readConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent' }), port: 0 })
  provider = await OpenidProvider.start(`${service.url}/sign-on/callback`, GRACE)
  await applySetup(
    service.context,
    {
      endpoints: [
        {
          id: 'northline',
          name: 'Northline',
          URLToken: URL_TOKEN,
          settings: { copilot: { policy: 'sso', allowedOrigins: [deskOrigin()] } },
        },
      ],
    },
    folder,
  )
  await service.context.signOn.store.save(signOnBy(provider.issuer))
  customer = new Customer({ url: service.url, URLToken: URL_TOKEN })
  await customer.ready
  customer.say('My line is down')
  await customer.reads(/./)
})
test.afterAll(async () => {
  customer.leave()
  await service.close()
  await provider[Symbol.asyncDispose]()
  desk.close()
  await rm(folder, { recursive: true, force: true })
})

const linkTo = ({ userId, sessionId }: Customer) =>
  `${service.url}/?${new URLSearchParams({ userId, sessionId, URLToken: URL_TOKEN })}`

/** The window opens, the provider knows the agent already, and the window closes by itself. */
async function signOn(page: Page, copilot: Page | FrameLocator) {
  const closed = page.waitForEvent('popup').then(popup => popup.waitForEvent('close'))
  await copilot.getByRole('button', { name: 'Sign on' }).click()
  await closed
  await expect(copilot.getByText('With the assistant')).toBeVisible()
}

test('an agent signs on in a window of its own, and stays signed on in the tab', async ({ page }) => {
  await page.goto(linkTo(customer))
  await expect(page.getByText('Sign on to see this chat')).toBeVisible()
  await signOn(page, page)
  await page.reload()
  await expect(page.getByText('With the assistant')).toBeVisible()
})

test('an agent signs on from a frame that may keep no cookies and no storage', async ({ page }) => {
  await page.goto(deskOrigin())
  await signOn(page, page.frameLocator('iframe'))
  await page.reload()
  await signOn(page, page.frameLocator('iframe'))
})

test('an agent of another group is told so in the window, and sees nothing of the chat', async ({ page }) => {
  provider.account = { ...GRACE, groups: ['Sales'] }
  await page.goto(linkTo(customer))
  const opened = page.waitForEvent('popup')
  await page.getByRole('button', { name: 'Sign on' }).click()
  await expect((await opened).getByRole('heading', { name: 'You may not open this' })).toBeVisible()
  await expect(page.getByText('With the assistant')).toBeHidden()
})
