import { setTimeout } from 'node:timers/promises'
import type { EndpointSettings } from '../protocol/settings/endpoint.ts'
import { withLease } from '../storage/lease.ts'
import type { Logger } from '../telemetry/logger.ts'
import { type ErasureParts, eraseSessions } from './erasure.ts'

const DAY_IN_MILLISECONDS = 24 * 60 * 60 * 1_000
const LOOK_MILLISECONDS = 60 * 60 * 1_000
const LEASE_MILLISECONDS = 15 * 60 * 1_000
const SESSIONS_AT_ONCE = 50
/** So many sessions in one look; the rest an hour later. */
const BATCHES = 200

export interface RetentionParts extends ErasureParts {
  settingsOf: (endpointId: string) => Promise<EndpointSettings | undefined>
  serverId: string
  logger: Logger
}

/** Erases chats whose endpoint keeps them only for some days: every hour, on one server at a time. */
export class Retention {
  readonly #parts: RetentionParts
  readonly #stopping = new AbortController()
  #loop: Promise<void> | undefined

  constructor(parts: RetentionParts) {
    this.#parts = parts
  }

  start(): void {
    this.#loop ??= this.#run()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#loop
  }

  /** Looks once; resolves with the number of sessions that were erased, or undefined where another server looks. */
  async look(now = Date.now()): Promise<number | undefined> {
    const { database, serverId } = this.#parts
    const lease = { name: 'retention', holder: serverId, milliseconds: LEASE_MILLISECONDS }
    return (await withLease(database, lease, () => this.#eraseOld(now)))?.result
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping
    while (!signal.aborted) {
      await this.look().catch(error => this.#parts.logger.warn({ error }, 'old chats could not be erased'))
      await setTimeout(LOOK_MILLISECONDS, undefined, { signal, ref: false }).catch(() => undefined)
    }
  }

  async #eraseOld(now: number): Promise<number> {
    let erased = 0
    const until = Date.now() + LEASE_MILLISECONDS / 2
    for (const { id, days } of await this.#limits()) {
      for (let batch = 0; batch < BATCHES; batch++) {
        if (this.#stopping.signal.aborted || Date.now() > until) return erased
        const keys = await this.#oldSessions(id, now - days * DAY_IN_MILLISECONDS)
        if (keys.length === 0) break
        erased += (await eraseSessions(this.#parts, keys)).sessions
      }
    }
    if (erased > 0) this.#parts.logger.info({ sessions: erased }, 'old chats were erased')
    return erased
  }

  async #limits(): Promise<{ id: string; days: number }[]> {
    const { database, settingsOf } = this.#parts
    const rows = await database.kysely.selectFrom('endpoints').select('id').execute()
    const limits: { id: string; days: number }[] = []
    for (const { id } of rows) {
      const days = (await settingsOf(id))?.privacy.retentionDays
      if (days !== undefined) limits.push({ id, days })
    }
    return limits
  }

  async #oldSessions(endpointId: string, before: number): Promise<string[]> {
    const rows = await this.#parts.database.kysely
      .selectFrom('sessions')
      .select('id')
      .where('endpoint_id', '=', endpointId)
      .where('updated_at', '<', before)
      .limit(SESSIONS_AT_ONCE)
      .execute()
    return rows.map(({ id }) => id)
  }
}
