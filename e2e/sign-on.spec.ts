import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { readConfig } from '../server/config.ts'
import { type Service, startService } from '../server/service.ts'
import { applySetup } from '../server/setup.ts'
import { CLIENT, OpenidProvider } from './testing/openid-provider.ts'
import { Customer } from './testing/people.ts'

const URL_TOKEN = '51'.repeat(32)
const GRACE = { sub: 'grace', name: 'Grace Hopper', email: 'grace@northline.example', groups: ['Support'] }

let service: Service
let provider: OpenidProvider
let customer: Customer
let folder: string
const desk = createServer((_request, response) => {
  const { userId, sessionId } = customer
  const link = new URLSearchParams({ userId, sessionId, URLToken: URL_TOKEN }).toString()
  response.setHeader('content-type', 'text/html')
  response.end(
    `<!doctype html><title>Desk</title><iframe style="width:380px;height:600px" src="${service.url}/?${link.replaceAll('&', '&amp;')}"></iframe>`,
  )
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
  await service.context.signOn.store.save({
    issuer: provider.issuer,
    ...CLIENT,
    scope: 'openid profile email',
    groupsClaim: 'groups',
    agents: [{ group: 'Support', endpointIds: null }],
    administrators: [],
  })
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

test('an agent signs on in a window of its own from a framed copilot, and stays signed on in the tab', async ({
  page,
}) => {
  await page.goto(deskOrigin())
  const copilot = page.frameLocator('iframe')
  await expect(copilot.getByText('Sign on to see this chat')).toBeVisible()
  const closed = page.waitForEvent('popup').then(popup => popup.waitForEvent('close'))
  await copilot.getByRole('button', { name: 'Sign on' }).click()
  await closed
  await expect(copilot.getByText('With the assistant')).toBeVisible()
  await page.reload()
  await expect(copilot.getByText('With the assistant')).toBeVisible()
})

test('an agent of another group is told so in the window, and sees nothing of the chat', async ({ page }) => {
  provider.account = { ...GRACE, groups: ['Sales'] }
  const { userId, sessionId } = customer
  await page.goto(`${service.url}/?${new URLSearchParams({ userId, sessionId, URLToken: URL_TOKEN })}`)
  const opened = page.waitForEvent('popup')
  await page.getByRole('button', { name: 'Sign on' }).click()
  await expect((await opened).getByRole('heading', { name: 'You may not open this' })).toBeVisible()
  await expect(page.getByText('With the assistant')).toBeHidden()
})
