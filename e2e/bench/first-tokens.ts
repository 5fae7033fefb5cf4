import { setTimeout } from 'node:timers/promises'
import { type BenchProvider, streamNumber } from './bench-provider.ts'
import { type Route, SESSIONS } from './routes.ts'

/** How long a round takes to start its streams; they overlap because each lasts about a second. */
const START_MILLISECONDS = 500
/** The articles have it, so that there is always something to draft. */
const QUESTION = 'How much is the charge if I miss my engineer visit?'
const ROUNDS = 5
const BLOCKS = 3

/** Milliseconds of each stream. */
export interface FirstTokens {
  /** From the provider's first token to the widget, and from the request at the provider. */
  ours: { afterProvider: number[]; afterRequest: number[]; afterMessage: number[] }
  /** The same for a fetch that reads the stream and nothing else. */
  bare: { afterProvider: number[]; afterRequest: number[] }
}

/** Drafts on their way to widgets beside bare fetches of the same streams; blocks of both take turns in one run. */
export async function measureFirstTokens(route: Route, provider: BenchProvider): Promise<FirstTokens> {
  const samples: FirstTokens = {
    ours: { afterProvider: [], afterRequest: [], afterMessage: [] },
    bare: { afterProvider: [], afterRequest: [] },
  }
  await oursRound(route, provider, undefined)
  await bareRound(provider, undefined)
  for (let block = 0; block < BLOCKS; block += 1) {
    for (let round = 0; round < ROUNDS; round += 1) await oursRound(route, provider, samples.ours)
    for (let round = 0; round < ROUNDS; round += 1) await bareRound(provider, samples.bare)
  }
  return samples
}

async function oursRound(
  route: Route,
  provider: BenchProvider,
  samples: FirstTokens['ours'] | undefined,
): Promise<void> {
  await Promise.all(
    route.widgets.map(async (widget, index) => {
      await setTimeout((index * START_MILLISECONDS) / SESSIONS)
      const first = firstToken(widget)
      const saidAt = performance.now()
      route.say(index, QUESTION)
      const { number, at, ended } = await inTime(first, 'a first token')
      const sent = provider.sent.get(number)
      if (!sent) throw new Error('A first token came that nobody sent.')
      samples?.afterProvider.push(at - sent.firstAt)
      samples?.afterRequest.push(at - sent.askedAt)
      samples?.afterMessage.push(at - saidAt - (sent.firstAt - sent.askedAt))
      await inTime(ended, 'the end of a draft')
    }),
  )
}

/** Resolves with the next stream that begins at a widget. */
function firstToken(widget: Route['widgets'][number]) {
  return new Promise<{ number: number; at: number; ended: Promise<void> }>(resolve => {
    const look = ({ draftId, text }: { draftId: string; text: string }) => {
      const at = performance.now()
      const number = streamNumber(text)
      if (number === undefined) return
      widget.off('draft-delta', look)
      const ended = new Promise<void>(end =>
        widget.on('draft-end', (draft: { draftId: string }) => {
          if (draft.draftId === draftId) end()
        }),
      )
      resolve({ number, at, ended })
    }
    widget.on('draft-delta', look)
  })
}

async function bareRound(provider: BenchProvider, samples: FirstTokens['bare'] | undefined): Promise<void> {
  const body = JSON.stringify({
    model: 'bench',
    stream: true,
    messages: [{ role: 'user', content: 'Hello' }],
  })
  await Promise.all(
    Array.from({ length: SESSIONS }, async (_, index) => {
      await setTimeout((index * START_MILLISECONDS) / SESSIONS)
      const response = await fetch(`${provider.url}/chat/completions`, { method: 'POST', body })
      const decoder = new TextDecoder()
      let seen: number | undefined
      for await (const chunk of response.body ?? []) {
        if (seen !== undefined) continue
        seen = streamNumber(decoder.decode(chunk, { stream: true }))
        const at = performance.now()
        const sent = provider.sent.get(seen ?? -1)
        if (!sent) continue
        samples?.afterProvider.push(at - sent.firstAt)
        samples?.afterRequest.push(at - sent.askedAt)
      }
    }),
  )
}

async function inTime<Value>(promise: Promise<Value>, what: string): Promise<Value> {
  const late = setTimeout(20_000, 'late' as const, { ref: false })
  const value = await Promise.race([promise, late])
  if (value === 'late') throw new Error(`${what} did not come within 20 s`)
  return value
}
