import { expect, type Page, test } from '@playwright/test'
import type { Grid, Tile } from '../server/protocol/assists.ts'
import { hostile, nextAction, suggestion, summary } from '../widget/gallery/material.ts'
import { after, passages, said } from '../widget/testing/scripted-chat.ts'
import { type Happening, sequence } from '../widget/testing/scripted-events.ts'
import type { ScriptedServer } from '../widget/testing/scripted-server.ts'
import { startChatWith } from './testing/scripted-widget.ts'

/* The workspace as bots and programs lay it out, and what hostile content may not do in it. */

const append = (server: ScriptedServer, ...happenings: Happening[]) =>
  server.append(...sequence(happenings, server.lastSeq))
const filled = (tileId: string, tile: Tile): Happening => ({
  type: 'tile-updated',
  at: after(14),
  tileId,
  tile,
})
const laidOut = (grid: Omit<Grid, 'gap'>): Happening => ({
  type: 'grid-set',
  at: after(14),
  grid: { gap: 8, ...grid },
})
const tile = (page: Page, name: string) => page.locator(`[data-tile="${name}"]`)

test.use({ viewport: { width: 1280, height: 900 } })

const grid = laidOut({
  columns: 2,
  rows: 2,
  background: { colour: '#112233' },
  tiles: {
    suggestions: { x: 0, y: 0, columns: 1, rows: 2 },
    note: { x: 1, y: 0, columns: 1, rows: 1 },
    nobody: { x: 1, y: 1, columns: 1, rows: 1 },
  },
})

test.describe('a grid', () => {
  test('places tiles, hides what it does not name, says what nobody filled, and may change', async ({
    page,
  }) => {
    await using server = await startChatWith([grid, filled('note', { type: 'text', text: '**Shipped**' })])
    await page.goto(server.linkTo())
    await expect(tile(page, 'note')).toContainText('Shipped')
    await expect(tile(page, 'note').locator('b')).toHaveText('Shipped')
    await expect(page.getByTestId('unknown-tile')).toContainText('Nothing fills “nobody” yet')
    await expect(tile(page, 'transcript')).toBeHidden()
    await expect(page.locator('.copilot')).toHaveCSS('background-color', 'rgb(17, 34, 51)')
    const [left, right] = await Promise.all([
      tile(page, 'suggestions').boundingBox(),
      tile(page, 'note').boundingBox(),
    ])
    expect(left?.x).toBeLessThan(right?.x ?? 0)
    expect(left?.height).toBeGreaterThan((right?.height ?? 0) * 1.8)

    append(
      server,
      laidOut({ columns: 1, rows: 1, tiles: { transcript: { x: 0, y: 0, columns: 1, rows: 1 } } }),
    )
    await expect(tile(page, 'transcript')).toBeVisible()
    await expect(tile(page, 'note')).toBeHidden()
  })

  test('is one column in a narrow panel, in its reading order', async ({ page }) => {
    await using server = await startChatWith([grid, filled('note', { type: 'text', text: 'Shipped' })])
    await page.setViewportSize({ width: 360, height: 900 })
    await page.goto(server.linkTo())
    await expect(tile(page, 'note')).toBeVisible()
    const boxes = await Promise.all(
      ['suggestions', 'note', 'nobody'].map(name => tile(page, name).boundingBox()),
    )
    expect(boxes[0]?.y).toBeLessThan(boxes[1]?.y ?? 0)
    expect(boxes[1]?.y).toBeLessThan(boxes[2]?.y ?? 0)
    expect(new Set(boxes.map(box => box?.x)).size).toBe(1)
  })

  test('keeps what was said last in sight, however the tile is moved, resized, hidden and shown', async ({
    page,
  }) => {
    await using server = await startChatWith([])
    await page.goto(server.linkTo())
    const last = page.getByTestId('message').last()
    await expect(last).toBeInViewport()
    const places = [
      [0, 0, 8, 8],
      [6, 0, 2, 2],
      [0, 0, 2, 8],
      [1, 4, 7, 4],
    ] as const
    for (const [x, y, columns, rows] of places) {
      for (const name of ['transcript', 'customer']) {
        const tiles = { [name]: { x, y, columns, rows } }
        append(server, laidOut({ columns: 8, rows: 8, tiles }))
        await expect(tile(page, name)).toBeVisible()
        if (name === 'transcript') await expect(last).toBeInViewport({ ratio: 0.5 })
      }
    }
  })

  test('of the endpoint stands until somebody says otherwise', async ({ page }) => {
    const { grid } = laidOut({
      columns: 1,
      rows: 1,
      tiles: { sentiment: { x: 0, y: 0, columns: 1, rows: 1 } },
    }) as { grid: Grid }
    await using server = await startChatWith([], { abilities: { grid } })
    await page.goto(server.linkTo())
    await expect(page.getByTestId('sentiment')).toContainText('The mood cannot be told')
    await expect(tile(page, 'customer')).toBeHidden()
  })
})

for (const width of [1000, 1280]) {
  test(`a box much lower than the screen leaves room for what was said, at ${width} pixels`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 1600 })
    const steps: Happening = { type: 'next-action-set', at: after(14), nextAction }
    await using server = await startChatWith([steps])
    await page.goto(server.linkTo())
    await page.locator('agent-copilot').evaluate(copilot => {
      copilot.style.blockSize = '600px'
    })
    await expect(tile(page, 'next-action')).toBeVisible()
    const box = await tile(page, 'transcript').boundingBox()
    expect(box?.height).toBeGreaterThan(200)
    await expect(page.getByTestId('message').last()).toBeInViewport()
    await expect(page.getByTestId('suggestion-text')).toBeInViewport()
  })
}

test('a card is filled in and sent once', async ({ page }) => {
  const card = {
    body: [{ type: 'Input.Text', id: 'amount', label: 'Amount' }],
    actions: [{ type: 'Action.Submit', title: 'Refund', data: { act: 'refund' } }],
  }
  await using server = await startChatWith([filled('refund', { type: 'card', card })], {
    answers: { postback: {} },
  })
  await page.goto(server.linkTo())
  await page.getByLabel('Amount').fill('45')
  await page.getByRole('button', { name: 'Refund' }).click()
  expect(await server.asked('postback')).toMatchObject({
    tileId: 'refund',
    data: { act: 'refund', amount: '45' },
  })
  await expect(tile(page, 'refund')).toContainText('Sent to the assistant.')
})

test.describe('the page in a tile', () => {
  const html = `<p id="said">nothing</p><button>Answer</button><script>
    addEventListener('message', ({ data }) => { document.getElementById('said').textContent += ' ' + data.light })
    document.querySelector('button').addEventListener('click', () => copilot.postback({ light: 'red' }))
  </script>`

  test('is told new data without being loaded anew, and answers', async ({ page }) => {
    await using server = await startChatWith(
      [filled('test', { type: 'html', html, data: { light: 'green' } })],
      {
        answers: { postback: {} },
      },
    )
    await page.goto(server.linkTo())
    const inside = page.frameLocator('iframe')
    await expect(inside.locator('#said')).toHaveText('nothing green')
    append(server, { type: 'tile-data-sent', at: after(14), tileId: 'test', data: { light: 'amber' } })
    await expect(inside.locator('#said')).toHaveText('nothing green amber')
    await inside.getByRole('button').click()
    expect(await server.asked('postback')).toMatchObject({ tileId: 'test', data: { light: 'red' } })
  })

  test('can read neither the token, the workspace nor another tile, and asks nobody for anything', async ({
    page,
  }) => {
    const spy = `<p id="found"></p><script>
      const attempts = {
        workspace: () => parent.document.title,
        history: () => parent.history.state.link.URLToken,
        neighbour: () => parent.frames[1].document.body.textContent,
        storage: () => localStorage.length,
        cookie: () => document.cookie,
        origin: () => { if (origin !== 'null') return origin; throw 0 },
      }
      const found = Object.entries(attempts).filter(([, attempt]) => { try { attempt(); return true } catch { return false } })
      fetch(location.href).then(() => found.push(['network'])).catch(() => {}).finally(() => {
        document.getElementById('found').textContent = 'found: ' + found.map(([name]) => name).join()
      })
    </script><img src="https://example.com/pixel.png">`
    await using server = await startChatWith([
      filled('spy', { type: 'html', html: spy }),
      filled('other', { type: 'html', html: '<p>secret</p>' }),
    ])
    const asked: string[] = []
    page.on('request', request => asked.push(new URL(request.url()).origin))
    const stopped = page.waitForEvent('requestfailed', request =>
      request.url().startsWith('https://example.com'),
    )
    await page.goto(server.linkTo())
    expect((await stopped).failure()?.errorText).toContain('csp')
    await expect(page.frameLocator('[data-tile="spy"] iframe').locator('#found')).toHaveText('found: ')
    await expect(page.frameLocator('[data-tile="other"] iframe').locator('p')).toHaveText('secret')
    expect(new Set(asked)).toEqual(new Set([server.origin, 'https://example.com']))
  })

  test('is not taken for another: words of a frame that is no tile are passed over', async ({ page }) => {
    await using server = await startChatWith([filled('test', { type: 'html', html })])
    await page.goto(server.linkTo())
    await expect(page.frameLocator('iframe').locator('#said')).toBeVisible()
    await page.evaluate(() => window.postMessage({ type: 'copilot-postback', data: { forged: true } }, '*'))
    await page.frameLocator('iframe').getByRole('button').click()
    expect(await server.asked('postback')).toMatchObject({ data: { light: 'red' } })
    expect(server.requests.filter(({ name }) => name === 'postback')).toHaveLength(1)
  })
})

test('hostile words stay words, wherever they stand', async ({ page }) => {
  await using server = await startChatWith([
    {
      type: 'profile-updated',
      at: after(14),
      profile: { name: hostile, properties: { [hostile.slice(0, 60)]: hostile } },
    },
    {
      type: 'sentiment-read',
      at: after(14),
      for: 19,
      sentiment: { mood: 'negative', reason: hostile, seq: 16, sentence: hostile },
    },
    {
      type: 'facts-found',
      at: after(14),
      facts: [{ kind: 'other', label: hostile.slice(0, 90), value: hostile, seq: 4 }],
    },
    {
      type: 'next-action-set',
      at: after(14),
      nextAction: { ...nextAction, title: hostile, because: { seq: 4, sentence: hostile } },
    },
    {
      type: 'summary-made',
      at: after(14),
      purpose: 'live',
      through: 19,
      by: 'model',
      summary: { ...summary, topic: { text: hostile, seqs: [4], claims: [] } },
    },
    said('customer', 14, hostile),
    said('virtual-agent', 14, hostile),
    {
      type: 'suggestions-made',
      at: after(14),
      for: 26,
      by: 'model',
      suggestions: [suggestion({ text: hostile, why: hostile })],
      passages: passages.map(passage => ({
        ...passage,
        title: hostile,
        headings: [hostile],
        text: hostile,
        answer: hostile,
      })),
    },
    filled('note', { type: 'text', title: hostile, text: `${hostile} <script>document.title = 1</script>` }),
    filled('card', {
      type: 'card',
      title: hostile,
      card: { body: [{ type: 'TextBlock', text: hostile, wrap: true }] },
    }),
  ])
  const asked: string[] = []
  page.on('request', request => asked.push(new URL(request.url()).origin))
  for (const width of [280, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    await page.goto(server.linkTo())
    await expect(page.getByTestId('suggestion-text')).toContainText('<img src=x')
    await expect(tile(page, 'note')).toContainText('<script>')
    await expect(page.getByTestId('summary')).toContainText('<style>')
    await expect(page.locator('img, agent-copilot script, a[href^="javascript"]')).toHaveCount(0)
    expect(await page.title()).not.toBe('1')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  }
  expect(new Set(asked)).toEqual(new Set([server.origin]))
})

test('the language of the endpoint is spoken, and Arabic turns the panel', async ({ page }) => {
  await using server = await startChatWith([], { abilities: { language: 'ar' } })
  await page.goto(server.linkTo())
  await expect(page.getByRole('heading', { name: 'سجل المحادثة' })).toBeVisible()
  const [customer, transcript] = await Promise.all([
    tile(page, 'customer').boundingBox(),
    tile(page, 'transcript').boundingBox(),
  ])
  expect(customer?.x).toBeGreaterThan(transcript?.x ?? 0)
  await page.locator('agent-copilot').evaluate(copilot => copilot.setAttribute('language', 'de-AT'))
  await expect(page.getByRole('heading', { name: 'Verlauf' })).toBeVisible()
})

test('steps are marked, with what their form asks for', async ({ page }) => {
  await using server = await startChatWith([{ type: 'next-action-set', at: after(14), nextAction }], {
    answers: { 'mark-step': {} },
  })
  await page.goto(server.linkTo())
  const save = page.getByRole('button', { name: 'Save and mark as done' })
  await expect(save).toBeDisabled()
  await page.getByLabel('Reason code').selectOption('7')
  await save.click()
  expect(await server.asked('mark-step')).toEqual({
    playbookId: 'missed-visit',
    stepId: 'charge',
    done: true,
    values: { code: '7' },
  })
  append(server, {
    type: 'next-action-step-marked',
    at: after(14),
    playbookId: 'missed-visit',
    stepId: 'charge',
    done: true,
    values: { code: '7' },
  })
  await expect(page.getByTestId('next-action')).toContainText('2 of 3 done')
})

test('a chat that ended is filed first: no replies to nobody, and the summary above the search', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 800 })
  await using server = await startChatWith([])
  await page.goto(server.linkTo())
  await expect(page.getByTestId('suggestions')).toBeVisible()
  append(server, {
    type: 'handover-ended',
    at: after(20),
    handoverId: 'handover-1',
    status: 'completed',
    reason: '',
  })
  await expect(page.getByTestId('suggestions')).toBeHidden()
  await expect(page.getByTestId('wrap-up-summary')).toBeInViewport()
  const top = async (testId: string) => (await page.getByTestId(testId).boundingBox())?.y ?? 0
  expect(await top('wrap-up')).toBeLessThan(await top('search'))
})

test('what is written while the wrap-up is being made stays', async ({ page }) => {
  await using server = await startChatWith([
    { type: 'handover-ended', at: after(20), handoverId: 'handover-1', status: 'completed', reason: '' },
  ])
  await page.goto(server.linkTo())
  await page.getByTestId('wrap-up-summary').fill('Mine.')
  append(server, {
    type: 'wrap-up-made',
    at: after(21),
    handoverId: 'handover-1',
    by: 'model',
    wrapUp: { summary: 'Made.', fields: {} },
  })
  await expect(page.getByTestId('wrap-up')).toContainText('Generated was “Made.”')
  await expect(page.getByTestId('wrap-up-summary')).toHaveValue('Mine.')
})

test('a wrap-up is changed and saved, and what was said leads to the transcript', async ({ page }) => {
  const codes = [
    { code: 'a', name: 'Missed visit' },
    { code: 'b', name: 'Charge' },
  ]
  await using server = await startChatWith(
    [
      { type: 'summary-made', at: after(20), purpose: 'final', through: 20, by: 'model', summary },
      { type: 'handover-ended', at: after(20), handoverId: 'handover-1', status: 'completed', reason: '' },
      {
        type: 'wrap-up-made',
        at: after(20),
        handoverId: 'handover-1',
        by: 'model',
        wrapUp: { summary: 'Made.', code: 'a', fields: {} },
      },
    ],
    {
      abilities: { wrapUpCodes: codes },
      answers: { 'save-wrap-up': new Error('8x8 did not accept the code.') },
    },
  )
  await page.goto(server.linkTo())
  await page.getByTestId('wrap-up-summary').fill('Mine.')
  await expect(page.getByTestId('wrap-up')).toContainText('Generated was “Made.”')
  await page.getByRole('radio', { name: 'Charge' }).check()
  await page.getByTestId('save-wrap-up').click()
  await expect(page.getByTestId('wrap-up')).toContainText('8x8 did not accept the code. Your text is kept.')
  await expect(page.getByTestId('wrap-up-summary')).toHaveValue('Mine.')
  server.answers = { 'save-wrap-up': {} }
  await page.getByTestId('save-wrap-up').click()
  expect(await server.asked('save-wrap-up', 2)).toMatchObject({
    handoverId: 'handover-1',
    wrapUp: { summary: 'Mine.', code: 'b' },
  })
  append(server, {
    type: 'wrap-up-saved',
    at: after(21),
    handoverId: 'handover-1',
    wrapUp: { summary: 'Mine.', code: 'b', fields: {} },
    agent: 'Dana',
  })
  await expect(page.getByTestId('wrap-up')).toContainText('Saved by Dana at 10:59')
  await page.getByRole('button', { name: 'Said at 10:49' }).click()
  await expect(page.locator('[data-seq="16"]')).toBeFocused()
})
