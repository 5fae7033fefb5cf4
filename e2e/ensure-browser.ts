import { ensureBrowser } from './browser.ts'

// Run before the browser tests, so that the one download or install happens once and is seen.
console.log(`Browser: ${ensureBrowser()}`)
