import { fileURLToPath } from 'node:url'
import { expect, type Page, test } from '@playwright/test'
import { after, said } from '../widget/testing/scripted-chat.ts'
import { type Happening, sequence } from '../widget/testing/scripted-events.ts'
import { ScriptedServer } from '../widget/testing/scripted-server.ts'

/* A chat longer than what the widget holds: older messages come from the server when somebody wants them. */

const dist = fileURLToPath(new URL('../dist', import.meta.url))
const COUNT = 600
const authors = ['customer', 'virtual-agent'] as const

const wordsOf = (number: number) => `Message number ${number}, ${'and so on '.repeat(number % 7)}`.trim()
const chatter = (count: number, first = 1): Happening[] =>
  Array.from({ length: count }, (_, index) =>
    said(authors[index % 2] ?? 'customer', (first + index) / 60, wordsOf(first + index)),
  )

test.use({ viewport: { width: 1280, height: 800 } })

async function open(page: Page, more: Happening[] = []) {
  const server = await ScriptedServer.start({
    dist,
    events: sequence([...chatter(COUNT), ...more]),
    serverTime: after(20),
  })
  await page.goto(server.linkTo())
  await expect(message(page, COUNT)).toBeInViewport()
  return server
}

const message = (page: Page, number: number) => page.locator(`[data-seq="${number}"]`)
const scroller = (page: Page) => page.getByRole('log')
const held = (page: Page) => page.getByTestId('message').count()

test('a long chat is held by its end, and everything comes by scrolling up to its beginning', async ({
  page,
}) => {
  await using _server = await open(page)
  expect(await held(page)).toBeLessThan(140)
  await scroller(page).hover()
  await expect(async () => {
    await page.mouse.wheel(0, -6000)
    await expect(message(page, 1)).toBeInViewport({ timeout: 100 })
  }).toPass({ intervals: [50] })
  await expect(page.getByTestId('earlier')).toBeHidden()
  const texts = await page.locator('[data-testid="message"] .said').allTextContents()
  expect(texts).toEqual(Array.from({ length: COUNT }, (_, index) => wordsOf(index + 1)))
})

test('what is read keeps its place while older messages come above it', async ({ page }) => {
  const { promise: mayAnswer, resolve: answer } = Promise.withResolvers<void>()
  await using server = await open(page)
  server.answers.history = async () => {
    await mayAnswer
    return { from: 300, events: sequence(chatter(COUNT)).slice(299) }
  }
  await scroller(page).focus()
  await page.keyboard.press('Home')
  await expect.poll(() => scroller(page).evaluate(log => log.scrollTop)).toBe(0)
  const first = Number(await page.getByTestId('message').first().getAttribute('data-seq'))
  const before = await message(page, first).boundingBox()
  answer()
  await expect(message(page, 300)).toBeAttached()
  await expect(message(page, first)).toBeInViewport()
  const after = await message(page, first).boundingBox()
  expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(2)
})

test('back at the end the widget lets go of what is old', async ({ page }) => {
  await using server = await open(page)
  await page.getByTestId('earlier').click()
  await expect.poll(() => held(page)).toBeGreaterThan(200)
  server.append(...sequence(chatter(1, COUNT + 1), COUNT))
  await page.getByRole('button', { name: 'Show 1 new message' }).click()
  await expect(message(page, COUNT + 1)).toBeInViewport()
  await expect.poll(() => held(page)).toBeLessThan(140)
})

test('whoever reads at the top of what is held keeps it, however much is said meanwhile', async ({
  page,
}) => {
  await using server = await open(page)
  server.answers.history = new Error('Not now')
  await scroller(page).focus()
  await page.keyboard.press('Home')
  await expect(page.getByRole('alert')).toHaveText('That did not work. Try again.')
  const first = Number(await page.getByTestId('message').first().getAttribute('data-seq'))
  server.append(...sequence(chatter(200, COUNT + 1), COUNT))
  await expect(page.getByRole('button', { name: 'Show 200 new messages' })).toBeVisible()
  await expect(message(page, first)).toBeInViewport()
})

test('the browser’s own search finds what was said at the beginning', async ({ page }) => {
  await using _server = await open(page)
  await page.keyboard.press('ControlOrMeta+f')
  await expect.poll(() => held(page)).toBe(COUNT)
  const isFound = await page.evaluate(
    words => (window as unknown as { find(words: string): boolean }).find(words),
    'Message number 3,',
  )
  expect(isFound).toBe(true)
})

test('a source from the beginning is shown where it was said', async ({ page }) => {
  const quoting: Happening = {
    type: 'suggestions-made',
    at: after(17),
    for: COUNT - 1,
    by: 'model',
    passages: [],
    suggestions: [
      {
        id: 'quoting',
        kind: 'reply',
        text: 'You said message number 3.',
        passageIds: [],
        by: 'model',
        confidence: 0.8,
        claims: [{ start: 9, end: 25, kind: 'number', evidence: [{ seq: 3 }] }],
      },
    ],
  }
  await using _server = await open(page, [quoting])
  await page.getByRole('button', { name: 'Earlier in this chat' }).click()
  await expect(message(page, 3)).toBeInViewport()
  await expect(message(page, 3)).toBeFocused()
})
