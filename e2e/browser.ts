import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { chromium } from '@playwright/test'

const KNOWN_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Flags that keep a test browser to itself: no calls of its own to anywhere. */
export const BROWSER_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Path of the browser that tests drive: `CHROMIUM_PATH`, one on this machine, or Playwright's own; undefined for none. */
export function findBrowser(): string | undefined {
  return [process.env.CHROMIUM_PATH, ...KNOWN_PLACES, chromium.executablePath()].find(
    path => path && existsSync(path),
  )
}

/** The browser, installed where there is none: Playwright's download, or on Debian as root its package. */
export function ensureBrowser(): string {
  return findBrowser() ?? (installFromPlaywright() || installFromDebian() || explain())
}

function installFromPlaywright(): string | undefined {
  const cli = join(dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js')
  return succeeds(process.execPath, [cli, 'install', 'chromium']) ? findBrowser() : undefined
}

function installFromDebian(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  succeeds('apt-get', ['update', '-q'])
  return succeeds('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'])
    ? findBrowser()
    : undefined
}

function succeeds(command: string, words: string[]): boolean {
  try {
    execFileSync(command, words, { stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000 })
    return true
  } catch {
    return false
  }
}

function explain(): never {
  throw new Error(
    'No Chromium was found or could be installed. Install Chromium or Chrome, or set CHROMIUM_PATH to one.',
  )
}
