import type { Database } from '../storage/database.ts'
import { FreshCache } from '../storage/fresh-cache.ts'
import type { Usage } from './language-model.ts'

const WRITE_EVERY_MILLISECONDS = 5_000

/** One endpoint's day, in UTC. */
interface Entry {
  endpointId: string
  day: string
  calls: number
  input: number
  output: number
}

/**
 * Tokens that endpoints have used, by day. Counted in memory and written every few seconds, each server in rows of its
 * own; a server that is killed forgets its last seconds.
 */
export class TokenLedger {
  readonly #database: Database
  readonly #serverId: string
  readonly #unwritten = new Map<string, Entry>()
  readonly #written = new FreshCache<number>()
  #timer: NodeJS.Timeout | undefined

  constructor(database: Database, serverId: string) {
    this.#database = database
    this.#serverId = serverId
  }

  start(): void {
    this.#timer = setInterval(() => void this.write().catch(() => undefined), WRITE_EVERY_MILLISECONDS)
    this.#timer.unref()
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.write()
  }

  /** What an endpoint has used today on all servers, in tokens; what others used just now may be missing. */
  async usedToday(endpointId: string): Promise<number> {
    const day = today()
    const written = await this.#written.get(keyOf(endpointId, day), () => this.#read(endpointId, day))
    const { input = 0, output = 0 } = this.#unwritten.get(keyOf(endpointId, day)) ?? {}
    return written + input + output
  }

  add(endpointId: string, { input, output }: Pick<Usage, 'input' | 'output'>): void {
    const day = today()
    const key = keyOf(endpointId, day)
    const entry = this.#unwritten.get(key) ?? { endpointId, day, calls: 0, input: 0, output: 0 }
    entry.calls += 1
    entry.input += input
    entry.output += output
    this.#unwritten.set(key, entry)
  }

  /** Writes down what was counted. Rejects with the database's error; then it is counted still. */
  async write(): Promise<void> {
    const entries = [...this.#unwritten.values()]
    this.#unwritten.clear()
    this.#written.clear()
    while (entries.length > 0) {
      try {
        await this.#writeOne(entries[0] as Entry)
        entries.shift()
      } catch (error) {
        for (const entry of entries) this.#putBack(entry)
        throw error
      }
    }
  }

  #putBack({ endpointId, day, calls, input, output }: Entry): void {
    const key = keyOf(endpointId, day)
    const entry = this.#unwritten.get(key) ?? { endpointId, day, calls: 0, input: 0, output: 0 }
    this.#unwritten.set(key, {
      ...entry,
      calls: entry.calls + calls,
      input: entry.input + input,
      output: entry.output + output,
    })
  }

  async #read(endpointId: string, day: string): Promise<number> {
    const row = await this.#database.kysely
      .selectFrom('model_usage')
      .select(query => [
        query.fn.sum<number | string | null>('input_tokens').as('input'),
        query.fn.sum<number | string | null>('output_tokens').as('output'),
      ])
      .where('endpoint_id', '=', endpointId)
      .where('day', '=', day)
      .executeTakeFirst()
    // Postgres answers sums of int8 as text.
    return Number(row?.input ?? '0') + Number(row?.output ?? '0')
  }

  async #writeOne({ endpointId, day, calls, input, output }: Entry): Promise<void> {
    await this.#database.kysely
      .insertInto('model_usage')
      .values({
        endpoint_id: endpointId,
        day,
        server_id: this.#serverId,
        calls,
        input_tokens: input,
        output_tokens: output,
      })
      .onConflict(conflict =>
        conflict.columns(['endpoint_id', 'day', 'server_id']).doUpdateSet(where => ({
          calls: where('model_usage.calls', '+', where.ref('excluded.calls')),
          input_tokens: where('model_usage.input_tokens', '+', where.ref('excluded.input_tokens')),
          output_tokens: where('model_usage.output_tokens', '+', where.ref('excluded.output_tokens')),
        })),
      )
      .execute()
  }
}

const today = () => new Date().toISOString().slice(0, 10)

const keyOf = (endpointId: string, day: string) => `${day} ${endpointId}`
