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
/**
 * What is needed once has to be there before growth is measured. V8 compiles what runs often, by how often it ran, for
 * more than three minutes of such talk; so the talk before is as long, and quicker.
 */
const WARM_UP = { seconds: 40, messagesASecond: 5 * MESSAGES_A_SECOND }
/** A transcript lets go of a block of messages at a time: what is held is the least of so many readings, a second apart. */
const READINGS = 8

/** Measures the built widget in a real browser against a server that plays a script; prints a table. */
export async function benchWidget(): Promise<Record<string, number>> {
  const figures = {
    ...(await inBrowser(firstPaints)),
    ...(await inBrowser(scrollLongTranscript)),
    ...(await inBrowser(sixChats)),
  }
  for (const [name, value] of Object.entries(figures)) console.log(`${String(value).padStart(10)}  ${name}`)
  return figures
}

/** Each in a browser of its own: what one page leaves behind is not counted for the next. */
async function inBrowser<Figures>(measure: (browser: Browser) => Promise<Figures>): Promise<Figures> {
  const browser = await chromium.launch({
    executablePath: ensureBrowser(),
    args: [...BROWSER_ARGUMENTS, '--enable-precise-memory-info'],
  })
  try {
    return await measure(browser)
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

/**
 * From the end to the beginning, which comes from the server on the way, and back until the widget has let go of it
 * again: a screen every two frames; frames by the times between them.
 */
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
  const { frames, all } = await page.evaluate(scrollThrough)
  await page.close()
  const long = frames.filter(frame => frame > 50)
  return {
    'scroll.entries': all,
    'scroll.frames': frames.length,
    'scroll.framesOver50ms': long.length,
    'scroll.longestFrameMs': round(Math.max(...frames), 0),
  }
}

/** Runs in the page. */
async function scrollThrough(): Promise<{ frames: number[]; all: number }> {
  const inside = (root: ParentNode | null | undefined, name: string) => root?.querySelector(name)?.shadowRoot
  const session = inside(inside(document, 'agent-copilot'), 'agent-copilot-session')
  const scroller = inside(session, 'agent-copilot-transcript')?.querySelector<HTMLElement>('.scroll')
  if (!scroller) return { frames: [Number.NaN], all: 0 }
  const frame = () => new Promise<number>(resolve => requestAnimationFrame(resolve))
  const frames: number[] = []
  const step = scroller.clientHeight / 2
  await frame()
  let before = await frame()
  const scrollUntil = async (direction: 1 | -1, isThere: () => boolean) => {
    while (!isThere()) {
      scroller.scrollTop += direction * step
      const now = await frame()
      frames.push(now - before)
      before = now
    }
  }
  const blocks = () => scroller.querySelectorAll('.messages').length
  const few = blocks()
  await scrollUntil(-1, () => scroller.scrollTop === 0 && !scroller.querySelector('[data-testid="earlier"]'))
  const all = scroller.querySelectorAll('li').length
  await scrollUntil(1, () => blocks() <= 2 * few)
  return { frames, all }
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
  await talk(server, WARM_UP.seconds, WARM_UP.messagesASecond)
  const protocol = await page.context().newCDPSession(page)
  const before = await held(server, protocol)
  await watchLongTasks(page)
  await talk(server, SECONDS)
  const tasks = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks)
  const left = await held(server, protocol)
  await page.close()
  return {
    'sixChats.tasksOver100ms': tasks.filter(task => task > 100).length,
    'sixChats.longestTaskMs': round(Math.max(0, ...tasks), 0),
    'sixChats.heapMB': round(before.heap / 1_000_000, 1),
    'sixChats.heapGrowthPercent': round((left.heap / before.heap - 1) * 100, 1),
    'sixChats.nodeGrowthPercent': round((left.nodes / before.nodes - 1) * 100, 1),
  }
}

/** Customers write, and every fifth message gets a suggestion. */
async function talk(server: ScriptedServer, seconds: number, messagesASecond = MESSAGES_A_SECOND) {
  for (let count = 0; count < seconds * messagesASecond; count++) {
    const seq = server.lastSeq + 1
    const message = said(
      'customer',
      14 + seq / 100,
      `Message ${seq}: is anybody there who can help me with my bill?`,
    )
    server.append(...sequence([message], seq - 1))
    if (count % 5 === 0) server.append(...sequence([suggested(seq, 14 + seq / 100)], seq))
    await new Promise(resolve => setTimeout(resolve, 1000 / messagesASecond))
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

/** What is left after everything that can go has gone: the whole heap of V8 in bytes, its compiled code too, and nodes of the page. */
async function held(server: ScriptedServer, protocol: CDPSession) {
  const readings: { heap: number; nodes: number }[] = []
  while (readings.length < READINGS) {
    await talk(server, 1)
    await protocol.send('HeapProfiler.collectGarbage')
    const { usedSize } = await protocol.send('Runtime.getHeapUsage')
    const { nodes } = await protocol.send('Memory.getDOMCounters')
    readings.push({ heap: usedSize, nodes })
  }
  return {
    heap: Math.min(...readings.map(({ heap }) => heap)),
    nodes: Math.min(...readings.map(({ nodes }) => nodes)),
  }
}
