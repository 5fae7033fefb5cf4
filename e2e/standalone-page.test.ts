import { existsSync } from 'node:fs'
import { type Browser, chromium } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BROWSER_ARGUMENTS, ensureBrowser } from './browser.ts'
import { Bridge, URL_TOKEN } from './testing/bridge.ts'

describe.skipIf(!existsSync('dist/standalone/index.html'))(
  'the standalone page as the server gives it',
  () => {
    let bridge: Bridge
    let browser: Browser
    beforeAll(async () => {
      bridge = await Bridge.start({ config: { pathPrefix: '/chat' } })
      browser = await chromium.launch({ executablePath: ensureBrowser(), args: BROWSER_ARGUMENTS })
    })
    afterAll(async () => {
      await browser.close()
      await bridge.close()
    })

    it('shows the chat under a path prefix, within its own content security policy', async () => {
      const { customer } = await bridge.waitingCustomer()
      const page = await browser.newPage()
      const complaints: string[] = []
      page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
      page.on('pageerror', error => complaints.push(error.message))
      const link = new URLSearchParams({
        userId: customer.userId,
        sessionId: customer.sessionId,
        URLToken: URL_TOKEN,
      })
      await page.goto(`${bridge.service.url}/?${link}`)
      await page.getByText('I want to talk to a person').first().waitFor()
      customer.say('My line is down')
      await page.getByText('My line is down').first().waitFor()
      expect(complaints).toEqual([])

      await page.evaluate(() => {
        const script = document.createElement('script')
        script.textContent = 'document.title = "taken over"'
        document.body.append(script)
      })
      expect(await page.title()).not.toBe('taken over')
    })
  },
)
