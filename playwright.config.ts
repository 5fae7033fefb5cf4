import { defineConfig } from '@playwright/test'
import { BROWSER_ARGUMENTS, findBrowser } from './e2e/browser.ts'

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  workers: 1,
  // Machines that run tests may stand still for seconds; what needed its second attempt is reported as flaky.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  retries: 1,
  use: {
    timezoneId: 'UTC',
    launchOptions: { executablePath: findBrowser(), args: BROWSER_ARGUMENTS },
  },
})
