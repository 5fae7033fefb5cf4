import { Redis } from 'ioredis'
import { z } from 'zod'
import type { Logger } from './telemetry/logger.ts'

/** What one server tells the others. Who misses something finds it in the database; typing is not missed. */
const newsSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('appended'),
    key: z.string(),
    lastSeq: z.int(),
    /** The server that has new deliveries to work. */
    wake: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('typing'),
    key: z.string(),
    typing: z.object({ from: z.enum(['customer', 'agent']), writing: z.boolean() }),
  }),
  z.object({ kind: z.literal('knowledge-changed'), endpointId: z.string() }),
  /** A text that another server writes, piece by piece; see copilot/draft-hub.ts. */
  z.object({
    kind: z.literal('draft'),
    key: z.string(),
    draft: z.discriminatedUnion('type', [
      z.object({
        type: z.literal('draft-start'),
        draft: z.object({ draftId: z.string(), for: z.int(), kind: z.enum(['reply', 'question']) }),
      }),
      z.object({ type: z.literal('draft-delta'), draftId: z.string(), text: z.string() }),
      z.object({ type: z.literal('draft-end'), draftId: z.string(), complete: z.boolean() }),
    ]),
  }),
  z.object({ kind: z.literal('draft-cancelled'), key: z.string(), draftId: z.string() }),
])
export type News = z.infer<typeof newsSchema>

const letterSchema = z.object({ from: z.string(), news: newsSchema })

/**
 * The other servers of the same database, reached through Redis while it is there. Nothing waits for Redis and nothing
 * is kept for it: news that cannot be told now is not told.
 */
export class Neighbours {
  readonly #serverId: string
  readonly #channel: string
  readonly #mouth: Redis
  readonly #ear: Redis

  /** `channel` is the same on every server of one database, and on no other. */
  constructor(url: string, channel: string, serverId: string, logger: Logger) {
    this.#serverId = serverId
    this.#channel = channel
    this.#mouth = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 0 })
    // ioredis would subscribe again by itself and hear of no failure, which ends the process.
    this.#ear = new Redis(url, { autoResubscribe: false })
    this.#mouth.on('error', error => logger.warn({ detail: error.message }, 'Redis does not answer'))
    // Both lose the same Redis; one of them says so.
    this.#ear.on('error', () => undefined)
  }

  get areReachable(): boolean {
    return this.#mouth.status === 'ready' && this.#ear.status === 'ready'
  }

  /** Hears of what the others tell, whenever Redis is there. */
  hear(listener: (news: News) => void): void {
    this.#ear.on('message', (_channel, text) => {
      const letter = letterSchema.safeParse(parseJson(text))
      if (letter.success && letter.data.from !== this.#serverId) listener(letter.data.news)
    })
    const subscribe = () => void this.#ear.subscribe(this.#channel).catch(() => undefined)
    this.#ear.on('ready', subscribe)
    if (this.#ear.status === 'ready') subscribe()
  }

  tell(news: News): void {
    this.#mouth.publish(this.#channel, JSON.stringify({ from: this.#serverId, news })).catch(() => undefined)
  }

  close(): void {
    this.#mouth.disconnect()
    this.#ear.disconnect()
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
