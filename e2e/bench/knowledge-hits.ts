import { setTimeout } from 'node:timers/promises'
import type { Route } from './routes.ts'

/** As before the trips over the bridge: code that runs for the first time is not what agents wait for all day. */
const WARM_UP_SECONDS = 2
const SECONDS = 10
/** Each session's customer says something so often. */
const PAUSE_MILLISECONDS = 1_000
const PATIENCE_MILLISECONDS = 30_000

interface Event {
  type: string
  from?: string
  text?: string
  seq: number
  for?: number
}

/** Milliseconds from a customer's message to what knowledge has for it at the agent's widget, all sessions talking at once. */
export async function measureKnowledgeHits(route: Route, questions: string[]): Promise<number[]> {
  const all = await Promise.all(
    route.widgets.map(async (widget, index) => {
      await setTimeout((index * PAUSE_MILLISECONDS) / route.widgets.length)
      const took: number[] = []
      for (let turn = 0; turn < WARM_UP_SECONDS + SECONDS; turn += 1) {
        const next = setTimeout(PAUSE_MILLISECONDS)
        const began = performance.now()
        const hit = untilHit(widget)
        route.say(index, questions[(index * SECONDS + turn) % questions.length] ?? '')
        await hit
        if (turn >= WARM_UP_SECONDS) took.push(performance.now() - began)
        await next
      }
      return took
    }),
  )
  return all.flat()
}

/** Resolves when suggestions for the next message of the customer have come. */
function untilHit(widget: Route['widgets'][number]): Promise<void> {
  return new Promise((resolve, reject) => {
    let asked: number | undefined
    const late = AbortSignal.timeout(PATIENCE_MILLISECONDS)
    const look = (events: Event[]) => {
      for (const event of events) {
        if (event.type === 'message' && event.from === 'customer') asked = event.seq
        if (event.type !== 'suggestions-made' || event.for !== asked) continue
        widget.off('events', look)
        resolve()
      }
    }
    widget.on('events', look)
    late.addEventListener('abort', () => reject(new Error('No suggestions came within 30 s')))
  })
}
