import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import type { SessionEvent } from '../server/protocol/session-events.ts'
import { after, maevesChat, passages, reply, said, suggested } from '../widget/testing/scripted-chat.ts'
import { type ScriptedServer, scriptedLink } from '../widget/testing/scripted-server.ts'
import {
  expectState,
  messages,
  narrow,
  next,
  startServer,
  suggestion,
  wide,
} from './testing/scripted-widget.ts'

test.use({ viewport: wide })

test.describe('a narrow panel', () => {
  test.use({ viewport: narrow })

  test('shows replies first and opens the transcript below them', async ({ page }) => {
    await using server = await startServer()
    await page.goto(server.linkTo())
    await expect(suggestion(page)).toBeInViewport()
    const fold = page.getByRole('button', { name: /^Transcript/ })
    await expect(fold).toContainText('Maeve Brennan, 10:51: And will I get the €45 back?')
    await expect(messages(page).last()).toBeHidden()
    server.append(...next(said('customer', 14, 'Hello?'), said('agent', 14, 'Yes', { agentId: 'dana' })))
    await expect(fold).toContainText('1 new')

    await fold.click()
    await expect(messages(page).last()).toBeInViewport()
    await expect(fold).not.toContainText('new')
  })

  test('shows the rest of what is known of the customer when asked', async ({ page }) => {
    await using server = await startServer()
    await page.goto(server.linkTo())
    await expect(page.getByText('maeve.brennan@')).toBeHidden()
    await page.getByRole('button', { name: '2 more' }).click()
    await expect(page.getByText('maeve.brennan@')).toBeVisible()
  })
})

test.describe('the layout', () => {
  const places = async (page: Page) => {
    const boxes = await Promise.all(
      ['customer-name', 'transcript', 'suggestion'].map(id => page.getByTestId(id).boundingBox()),
    )
    return boxes.map(box => box?.x ?? 0)
  }

  test('has three columns where there is room, and mirrors them from right to left', async ({ page }) => {
    await using server = await startServer()
    await page.goto(server.linkTo())
    await expect(suggestion(page)).toBeVisible()
    const [customer = 0, transcript = 0, replies = 0] = await places(page)
    expect(customer).toBeLessThan(transcript)
    expect(transcript).toBeLessThan(replies)

    await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'))
    const mirrored = await places(page)
    expect(mirrored[0]).toBeGreaterThan(mirrored[1] ?? 0)
    expect(mirrored[1]).toBeGreaterThan(mirrored[2] ?? 0)
  })

  for (const width of [280, 360, 479, 720, 1119, 1120, 1600]) {
    test(`holds long words at ${width} pixels without a sideways scroll`, async ({ page }) => {
      const long = `https://northline.example/${'a-very-long-path/'.repeat(20)}`
      await using server = await startServer([
        ...maevesChat,
        ...next(
          {
            type: 'profile-updated',
            at: after(14),
            profile: { name: long, company: long, properties: { [long.slice(0, 60)]: long } },
          },
          { type: 'handover-queued', at: after(14), handoverId: 'handover-1', queueName: long },
          said('customer', 14, long),
          suggested(23, 14, long),
        ),
      ])
      await page.setViewportSize({ width, height: 800 })
      await page.goto(server.linkTo())
      await expect(suggestion(page)).toBeVisible()
      expect(await sidewaysScrolls(page)).toEqual([])
    })
  }

  for (const width of [360, 1280]) {
    test(`shows the whole of a name beside how long the customer waits, at ${width} pixels`, async ({
      page,
    }) => {
      await using server = await startServer([
        ...maevesChat,
        ...next({
          type: 'profile-updated',
          at: after(14),
          profile: { name: 'Bartholomew Featherstonehaugh' },
        }),
      ])
      await page.setViewportSize({ width, height: 800 })
      await page.goto(server.linkTo())
      const name = page.getByTestId('customer-name')
      await expect(name).toContainText('Bartholomew')
      const cut = await name.evaluate(
        ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
          scrollWidth > clientWidth || scrollHeight > clientHeight,
      )
      expect(cut).toBe(false)
    })

    test(`breaks no label of what is known of the customer inside a word at ${width} pixels`, async ({
      page,
    }) => {
      const properties = { Account: '4471 2098', 'Registered subscription': 'Fibre 500', Preferences: 'None' }
      await using server = await startServer([
        ...maevesChat,
        ...next({ type: 'profile-updated', at: after(14), profile: { properties } }),
      ])
      await page.setViewportSize({ width, height: 800 })
      await page.goto(server.linkTo())
      const more = page.getByRole('button', { name: /^\d+ more$/ })
      const labels = page.locator('agent-copilot-customer dt')
      const last = labels.filter({ hasText: 'Registered subscription', visible: true })
      await expect(more.or(last)).toBeVisible()
      if (await more.isVisible()) await more.click()
      await expect(last).toBeVisible()
      expect(await labels.evaluateAll(brokenWords)).toEqual([])
    })

    test(`shows at least a letter of a source’s part, or nothing of it, at ${width} pixels`, async ({
      page,
    }) => {
      const [article] = passages
      const articles = Array.from({ length: 40 }, (_, index) => ({
        ...article,
        passageId: `charges#${index}`,
        title: `Missed visits and charges${'!'.repeat(index * 2)}`,
      }))
      await using server = await startServer([...maevesChat, ...next(suggested(20, 14, reply, articles))])
      await page.setViewportSize({ width, height: 800 })
      await page.goto(server.linkTo())
      const parts = page.locator('agent-copilot-sources .cut')
      await expect(parts).toHaveCount(articles.length)
      expect(await parts.evaluateAll(slivers)).toEqual([])
    })
  }

  test('follows the system to dark', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'dark' })
    await using server = await startServer()
    await page.goto(server.linkTo())
    await expect(page.locator('agent-copilot')).toHaveCSS('background-color', 'rgb(25, 25, 28)')
    await page.locator('agent-copilot').evaluate(copilot => copilot.setAttribute('theme', 'light'))
    await expect(page.locator('agent-copilot')).toHaveCSS('background-color', 'rgb(244, 243, 238)')
  })
})

test.describe('accessibility', () => {
  type Scene = {
    events?: SessionEvent[]
    link?: object
    reach?: (page: Page, server: ScriptedServer) => Promise<void>
  }
  const scenes: Record<string, Scene> = {
    chat: { reach: page => expect(suggestion(page)).toBeVisible() },
    'stale reply': {
      events: [...maevesChat, ...next(said('customer', 14, 'Hello?'))],
      reach: page => expect(page.getByText('Made before the last message')).toBeVisible(),
    },
    'nothing said': { events: [], reach: page => expect(page.getByTestId('quiet')).toBeVisible() },
    'incomplete link': { link: {}, reach: page => expectState(page, 'missing') },
    'refused link': { link: { ...scriptedLink, userId: 'x' }, reach: page => expectState(page, 'refused') },
    reconnecting: {
      reach: async (page, server) => {
        await expectState(page, 'joined')
        server.goAway()
        await expect(page.locator('.strip')).toBeVisible()
      },
    },
    'open transcript': {
      reach: async page => {
        await expect(suggestion(page)).toBeVisible()
        const fold = page.getByRole('button', { name: /^Transcript/ })
        if (await fold.isVisible()) await fold.click()
        await expect(messages(page).last()).toBeVisible()
      },
    },
  }
  for (const [name, { events, link, reach }] of Object.entries(scenes)) {
    for (const width of [360, 1280]) {
      test(`holds for ${name} at ${width} pixels, light and dark`, async ({ page }) => {
        await page.emulateMedia({ reducedMotion: 'reduce' })
        await page.setViewportSize({ width, height: 800 })
        await using server = await startServer(events)
        await page.goto(server.linkTo(link))
        await reach?.(page, server)
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          const { violations } = await new AxeBuilder({ page }).analyze()
          expect(violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html}`))).toEqual([])
        }
      })
    }
  }
})

/** Elements, in all shadow trees, whose content is wider than they are and can be scrolled to. */
async function sidewaysScrolls(page: Page) {
  return page.evaluate(() => {
    const all = (root: Document | ShadowRoot): Element[] =>
      [...root.querySelectorAll('*')].flatMap(element => [
        element,
        ...(element.shadowRoot ? all(element.shadowRoot) : []),
      ])
    return all(document)
      .filter(element => ['auto', 'scroll', 'visible'].includes(getComputedStyle(element).overflowX))
      .filter(element => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      .filter(
        element => getComputedStyle(element).overflowX !== 'visible' || element === document.documentElement,
      )
      .map(element => `${element.localName}.${element.className}`)
  })
}

/** Words, in these elements, that begin on one line and end on another. */
function brokenWords(elements: Element[]) {
  return elements.flatMap(element => {
    const words = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    const broken: string[] = []
    while (words.nextNode()) {
      const text = words.currentNode.textContent ?? ''
      for (const { index, 0: word } of text.matchAll(/\S+/g)) {
        const range = document.createRange()
        range.setStart(words.currentNode, index)
        range.setEnd(words.currentNode, index + word.length)
        if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) broken.push(word)
      }
    }
    return broken
  })
}

/** How much is seen, in pixels, of those lines that are cut before there is room for a letter and the ellipsis. */
function slivers(lines: HTMLElement[]) {
  return lines
    .filter(line => line.scrollWidth > line.clientWidth)
    .filter(line => {
      const around = line.closest('button')?.getBoundingClientRect()
      return around && line.getBoundingClientRect().top < around.bottom
    })
    .map(line => line.clientWidth)
    .filter(width => width < 24)
}
