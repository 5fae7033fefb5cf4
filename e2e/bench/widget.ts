import { fileURLToPath } from 'node:url'
import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test'
import { after, maevesChat, openedAt, said, suggested } from '../../widget/testing/scripted-chat.ts'
import { sequence } from '../../widget/testing/scripted-events.ts'
import { ScriptedServer, scriptedLink } from '../../widget/testing/scripted-server.ts'
import { BROWSER_ARGUMENTS, ensureBrowser } from '../browser.ts'
import { percentile, round } from './statistics.ts'

const dist = fileURLToPath(new URL('../../dist', import.meta.url))

const NAVIGATIONS = 20
const MESSAGES = 10_000
const CHATS = 6
const MESSAGES_A_SECOND = 5
const SECONDS = 60
/** What a page needs once (code that is compiled, styles, caches) is there after this. */
const WARM_UP_SECONDS = 10

/** Measures the built widget in a real browser against a server that plays a script; prints a table. */
export async function benchWidget(): Promise<Record<string, number>> {
  const browser = await chromium.launch({
    executablePath: ensureBrowser(),
    args: [...BROWSER_ARGUMENTS, '--enable-precise-memory-info'],
  })
  try {
    const figures = {
      ...(await firstPaints(browser)),
      ...(await scrollLongTranscript(browser)),
      ...(await sixChats(browser)),
    }
    for (const [name, value] of Object.entries(figures)) console.log(`${String(value).padStart(10)}  ${name}`)
    return figures
  } finally {
    await browser.close()
  }
}

/** From the beginning of the navigation until the browser has painted; medians. */
async function firstPaints(browser: Browser) {
  await using server = await ScriptedServer.start({ dist, events: maevesChat, serverTime: openedAt })
  const transcripts: number[] = []
  const suggestions: number[] = []
  for (let run = 0; run < NAVIGATIONS; run++) {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.addInitScript(watchFirstPaints)
    await page.goto(server.linkTo())
    const seen = await page.waitForFunction(() => {
      const { firstMessage, firstSuggestion } = window as unknown as Partial<Record<string, number>>
      return firstMessage && firstSuggestion ? { firstMessage, firstSuggestion } : undefined
    })
    const { firstMessage, firstSuggestion } = (await seen.jsonValue()) as Record<string, number>
    transcripts.push(firstMessage ?? Number.NaN)
    suggestions.push(firstSuggestion ?? Number.NaN)
    await context.close()
  }
  return {
    firstTranscriptMs: round(percentile(transcripts, 0.5), 0),
    firstSuggestionMs: round(percentile(suggestions, 0.5), 0),
  }
}

/** Runs in the page: looks through the shadow trees once a frame, and counts what it finds as painted a frame later. */
function watchFirstPaints() {
  const found = (root: ParentNode | null | undefined, ...path: string[]): boolean => {
    const [name = '', ...rest] = path
    const element = root?.querySelector(name)
    return element ? rest.length === 0 || found(element.shadowRoot, ...rest) : false
  }
  const session = ['agent-copilot', 'agent-copilot-session'] as const
  const wanted = {
    firstMessage: [...session, 'agent-copilot-transcript', '[data-testid="message"]'],
    firstSuggestion: [
      ...session,
      'agent-copilot-suggestions',
      'agent-copilot-suggestion',
      '[data-testid="suggestion-text"]',
    ],
  }
  const look = () => {
    for (const [name, path] of Object.entries(wanted)) {
      if (!(name in window) && found(document, ...path))
        requestAnimationFrame(() => Object.assign(window, { [name]: performance.now() }))
    }
    if (!('firstMessage' in window && 'firstSuggestion' in window)) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/** From the end to the beginning and back, a screen every two frames; frames by the times between them. */
async function scrollLongTranscript(browser: Browser) {
  const authors = ['customer', 'virtual-agent', 'agent'] as const
  const text =
    'The engineer came to number 42 instead of 24, and the charge of €45 stands on the bill of November.'
  const messages = Array.from({ length: MESSAGES }, (_, index) =>
    said(
      authors[index % 3] ?? 'customer',
      index / 60,
      `${index}. ${text.slice(0, 20 + ((index * 37) % text.length))}`,
    ),
  )
  await using server = await ScriptedServer.start({
    dist,
    events: sequence(messages),
    serverTime: after(200),
  })
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(server.linkTo())
  await page.getByTestId('message').last().waitFor()
  const frames = await page.evaluate(scrollThrough)
  await page.close()
  const long = frames.filter(frame => frame > 50)
  return {
    'scroll.frames': frames.length,
    'scroll.framesOver50ms': long.length,
    'scroll.longestFrameMs': round(Math.max(...frames), 0),
  }
}

/** Runs in the page. */
async function scrollThrough(): Promise<number[]> {
  const inside = (root: ParentNode | null | undefined, name: string) => root?.querySelector(name)?.shadowRoot
  const session = inside(inside(document, 'agent-copilot'), 'agent-copilot-session')
  const scroller = inside(session, 'agent-copilot-transcript')?.querySelector<HTMLElement>('.scroll')
  if (!scroller) return [Number.NaN]
  const frame = () => new Promise<number>(resolve => requestAnimationFrame(resolve))
  const frames: number[] = []
  const step = scroller.clientHeight / 2
  await frame()
  let before = await frame()
  for (const direction of [-1, 1]) {
    for (let moved = 0; moved < 400; moved++) {
      scroller.scrollTop += direction * step
      const now = await frame()
      frames.push(now - before)
      before = now
    }
  }
  return frames
}

/** Six chats in one panel, each of which hears so many messages a second. */
async function sixChats(browser: Browser) {
  await using server = await ScriptedServer.start({ dist, events: maevesChat, serverTime: openedAt })
  const page = await browser.newPage({ viewport: { width: 420, height: 800 } })
  await page.goto(server.linkTo())
  await page.getByTestId('suggestion-text').first().waitFor()
  await page.evaluate(
    ({ count, link }) => {
      const copilot = document.querySelector('agent-copilot') as unknown as {
        openChat(chat: { id: string; link: object }): void
      }
      for (let index = 1; index < count; index++) copilot.openChat({ id: `chat-${index}`, link })
    },
    { count: CHATS, link: scriptedLink },
  )
  await server.joinsReach(CHATS)
  await talk(server, WARM_UP_SECONDS)
  const protocol = await page.context().newCDPSession(page)
  const before = await heapOf(protocol)
  await watchLongTasks(page)
  await talk(server, SECONDS)
  const tasks = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks)
  const growth = ((await heapOf(protocol)) / before - 1) * 100
  await page.close()
  return {
    'sixChats.tasksOver100ms': tasks.filter(task => task > 100).length,
    'sixChats.longestTaskMs': round(Math.max(0, ...tasks), 0),
    'sixChats.heapMB': round(before / 1_000_000, 1),
    'sixChats.heapGrowthPercent': round(growth, 1),
  }
}

/** Customers write, and every fifth message gets a suggestion. */
async function talk(server: ScriptedServer, seconds: number) {
  for (let second = 0; second < seconds; second++) {
    for (let count = 0; count < MESSAGES_A_SECOND; count++) {
      const seq = server.lastSeq + 1
      const message = said(
        'customer',
        14 + seq / 100,
        `Message ${seq}: is anybody there who can help me with my bill?`,
      )
      server.append(...sequence([message], seq - 1))
      if (count === 0) server.append(...sequence([suggested(seq, 14 + seq / 100)], seq))
      await new Promise(resolve => setTimeout(resolve, 1000 / MESSAGES_A_SECOND))
    }
  }
}

async function watchLongTasks(page: Page) {
  await page.evaluate(() => {
    const longTasks: number[] = []
    Object.assign(window, { longTasks })
    new PerformanceObserver(list =>
      longTasks.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({
      type: 'longtask',
    })
  })
}

/** What JavaScript holds after everything that can go has gone, in bytes. */
async function heapOf(protocol: CDPSession): Promise<number> {
  await protocol.send('HeapProfiler.collectGarbage')
  const { usedSize } = await protocol.send('Runtime.getHeapUsage')
  return usedSize
}
