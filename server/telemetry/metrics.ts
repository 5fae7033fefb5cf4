import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

export type Metrics = ReturnType<typeof createMetrics>

/** What `/metrics` tells: one registry for each server, so that several can live in one process. */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    events: new Counter({
      name: 'copilot_events_total',
      help: 'Events committed to the session log, by type.',
      labelNames: ['type'],
      registers,
    }),
    deliveries: new Counter({
      name: 'copilot_deliveries_total',
      help: 'Attempts at deliveries, by target and what they came to.',
      labelNames: ['target', 'status'],
      registers,
    }),
    webhooks: new Counter({
      name: 'copilot_webhooks_total',
      help: 'Webhooks from 8x8, by the status that they were answered with.',
      labelNames: ['status'],
      registers,
    }),
    modelRequests: new Counter({
      name: 'copilot_model_requests_total',
      help: 'Requests to language models, by what they came to.',
      labelNames: ['outcome'],
      registers,
    }),
    modelTokens: new Counter({
      name: 'copilot_model_tokens_total',
      help: 'Tokens of language models, read (input) and written (output).',
      labelNames: ['direction'],
      registers,
    }),
    requests: new Histogram({
      name: 'copilot_http_request_seconds',
      help: 'Time from request to answer, by status class.',
      labelNames: ['status'],
      buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
      registers,
    }),
  }
}

/** What a counter has counted since the server started, by one of its labels. */
export async function countsBy(counter: Counter, label: string): Promise<Record<string, number>> {
  const { values } = await counter.get()
  const counts: Record<string, number> = {}
  for (const { labels, value } of values) {
    const name = String(labels[label])
    counts[name] = (counts[name] ?? 0) + value
  }
  return counts
}
