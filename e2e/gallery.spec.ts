import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { type Gallery, startGallery } from './gallery.ts'

/* Every tile in every state, from the gallery's one array: for axe, for narrow panels, and for eyes. */

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

let gallery: Gallery
test.beforeAll(async () => {
  gallery = await startGallery(0)
})
test.afterAll(() => gallery[Symbol.asyncDispose]())

test.use({ viewport: { width: 1600, height: 1000 } })

async function open(page: Page, query: Record<string, string> = {}) {
  const complaints: string[] = []
  page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', error => complaints.push(error.message))
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto(`${gallery.address}?${new URLSearchParams(query)}`)
  const stages = page.locator('.stage')
  await expect(stages.first()).toBeVisible()
  await expect(page.locator('.stage:not([data-reached])')).toHaveCount(0)
  return { complaints, stages }
}

for (const theme of ['light', 'dark']) {
  for (const dir of ['ltr', 'rtl']) {
    test(`axe finds nothing in any state, ${theme}, ${dir}`, async ({ page }) => {
      await open(page, { theme, dir })
      const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze()
      const found = violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.flat().join(' ')} ${failureSummary}`),
      )
      expect(found).toEqual([])
    })
  }
}

for (const width of [280, 360]) {
  test(`no state is wider than a panel of ${width} pixels, and every target can be hit`, async ({ page }) => {
    const { stages } = await open(page, { width: String(width) })
    const wide = await stages.evaluateAll(elements =>
      elements.flatMap(stage => {
        const edge = stage.getBoundingClientRect()
        const all = (root: ParentNode): Element[] =>
          [...root.querySelectorAll('*')].flatMap(element => [
            element,
            ...(element.shadowRoot ? all(element.shadowRoot) : []),
          ])
        const state = stage.parentElement?.dataset['state']
        const isShown = (element: Element) => element.checkVisibility() && element.getClientRects().length > 0
        const isCut = (element: Element): boolean => {
          for (
            let parent: Element | null = element.parentElement;
            parent && parent !== stage;
            parent = parent.parentElement
          )
            if (getComputedStyle(parent).overflowX !== 'visible') return true
          return false
        }
        return all(stage)
          .filter(isShown)
          .filter(element => {
            const box = element.getBoundingClientRect()
            return (box.right > edge.right + 1 || box.left < edge.left - 1) && !isCut(element)
          })
          .map(element => `${state}: ${element.localName}.${element.className}`)
      }),
    )
    expect(wide).toEqual([])
  })
}

test('breaks no rule of the page’s own policy', async ({ page }) => {
  const { complaints } = await open(page)
  expect(complaints).toEqual([])
})

test('is there for eyes', async ({ page }, info) => {
  // A picture of each state, twice.
  test.setTimeout(180_000)
  for (const theme of ['light', 'dark']) {
    const { stages } = await open(page, { theme })
    for (const stage of await stages.all()) {
      const state = await stage.evaluate(element => element.parentElement?.dataset['state'])
      const picture = await stage.screenshot({ path: info.outputPath(theme, `${state}.png`) })
      expect(picture.length, `${state} is not empty`).toBeGreaterThan(500)
    }
  }
})
