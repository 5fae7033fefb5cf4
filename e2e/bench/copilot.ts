import { readFile } from 'node:fs/promises'
import { BenchGateway } from './bench-gateway.ts'
import { BenchProvider, FIRST_TOKEN_MILLISECONDS } from './bench-provider.ts'
import { type FirstTokens, measureFirstTokens } from './first-tokens.ts'
import { measureKnowledgeHits } from './knowledge-hits.ts'
import { measureKnowledgeIndex } from './knowledge-index.ts'
import { SESSIONS, startOurs } from './routes.ts'
import { percentile, round } from './statistics.ts'
import { canPin, leaveFirstCore } from './system.ts'

const QUESTIONS = new URL('../demo/questions.json', import.meta.url)

/**
 * Measures how long agents wait for what helps, from knowledge and for a language model's first token beyond its own time, and the
 * knowledge index by itself.
 */
export async function benchCopilot(): Promise<Record<string, number>> {
  leaveFirstCore()
  return { ...(await measureWaits()), ...(await measureKnowledgeIndex()) }
}

async function measureWaits(): Promise<Record<string, number>> {
  const { answerable } = JSON.parse(await readFile(QUESTIONS, 'utf8')) as {
    answerable: { question: string }[]
  }
  const questions = answerable.map(({ question }) => question)
  const gateway = await BenchGateway.start()
  const provider = await BenchProvider.start()
  provider.writes = false
  const ours = await startOurs(gateway, {
    LLM_BASE_URL: provider.url,
    LLM_API_KEY: 'bench',
    LLM_MODEL: 'bench',
  })
  try {
    const cpuBefore = ours.cpuSeconds() ?? Number.NaN
    const hits = await measureKnowledgeHits(ours, questions)
    const cpuMilliseconds = ((ours.cpuSeconds() ?? Number.NaN) - cpuBefore) * 1_000
    provider.writes = true
    const tokens = await measureFirstTokens(ours, provider)
    console.log(
      `The server used ${round(cpuMilliseconds / hits.length, 1)} ms of CPU for each message that a customer wrote.`,
    )
    return report(hits, tokens, provider.mostAtOnce)
  } finally {
    await ours.close()
    await Promise.all([gateway.close(), provider.close()])
  }
}

function report(hits: number[], { ours, bare }: FirstTokens, mostAtOnce: number): Record<string, number> {
  const row = (what: string, samples: number[]) => ({
    what,
    'p50 ms': round(percentile(samples, 0.5)),
    'p95 ms': round(percentile(samples, 0.95)),
    'p99 ms': round(percentile(samples, 0.99)),
    samples: samples.length,
  })
  console.table([
    row('customer’s message → knowledge at the widget', hits),
    row('provider’s first token → widget', ours.afterProvider),
    row('provider’s first token → bare fetch', bare.afterProvider),
    row('request at the provider → widget', ours.afterRequest),
    row('request at the provider → bare fetch', bare.afterRequest),
    row('customer’s message → widget, without the provider’s own time', ours.afterMessage),
  ])
  console.log(
    `${SESSIONS} sessions, up to ${mostAtOnce} streams at once from a provider that thinks for ${FIRST_TOKEN_MILLISECONDS} ms; the server ${canPin ? 'had one core to itself' : 'shared its cores'}.`,
  )
  const overhead = (share: number) =>
    round(percentile(ours.afterProvider, share) - percentile(bare.afterProvider, 0.5))
  return {
    'firstTokenOverheadMs.p50': overhead(0.5),
    'firstTokenOverheadMs.p99': overhead(0.99),
    firstTokenRatio: round(percentile(ours.afterRequest, 0.5) / percentile(bare.afterRequest, 0.5)),
    'messageToFirstTokenMs.p50': round(percentile(ours.afterMessage, 0.5)),
    'messageToFirstTokenMs.p99': round(percentile(ours.afterMessage, 0.99)),
    'knowledgeHitsMs.p95': round(percentile(hits, 0.95)),
  }
}
