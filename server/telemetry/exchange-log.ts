import { randomUUID } from 'node:crypto'
import type { Database } from '../storage/database.ts'
import { SizedStatement } from '../storage/sized-statement.ts'
import type { ExchangeRow } from '../storage/tables/contact-centre.ts'
import type { Logger } from './logger.ts'

/** A request between us and 8x8, as it ended. What people said is not in it. */
export interface Exchange {
  /** When it began, in milliseconds since the epoch. */
  at: number
  connectionId: string
  /** 8x8's id of the conversation; of one that is being created, our handover id. */
  conversationId: string | undefined
  /** `in`: a webhook of 8x8's. `out`: a call of ours. */
  direction: 'in' | 'out'
  name: string
  attempt?: number | undefined
  /** 8x8's id of a webhook's event. */
  eventId?: string | undefined
  /** Undefined where no answer came. */
  status: number | undefined
  milliseconds: number
  detail?: string | undefined
}

export type RecordExchange = (exchange: Exchange) => void

const FLUSH_MILLISECONDS = 250
const MOST_WAITING = 5_000
const HOUR_IN_MILLISECONDS = 60 * 60 * 1_000
const KEPT_MILLISECONDS = 14 * 24 * HOUR_IN_MILLISECONDS
const LONGEST_DETAIL = 500

const COLUMNS = [
  'id',
  'at',
  'connection_id',
  'conversation_id',
  'direction',
  'name',
  'attempt',
  'event_id',
  'status',
  'milliseconds',
  'detail',
] as const satisfies (keyof ExchangeRow)[]

/**
 * Keeps what went over the wire to 8x8 and back for two weeks, for people who look for what went wrong. Nothing waits for
 * it: it is written in batches beside the log, and where the database cannot keep up, the newest are let go.
 */
export class ExchangeLog {
  readonly #database: Database
  readonly #logger: Logger
  readonly #insert = new SizedStatement<ExchangeRow>(COLUMNS, (database, rows) =>
    database.insertInto('exchanges').values(rows).compile(),
  )
  #waiting: ExchangeRow[] = []
  #timer: NodeJS.Timeout | undefined
  #forgetAt = 0

  constructor(database: Database, logger: Logger) {
    this.#database = database
    this.#logger = logger
  }

  readonly record: RecordExchange = exchange => {
    if (this.#waiting.length >= MOST_WAITING) return
    this.#waiting.push(toRow(exchange))
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MILLISECONDS)
  }

  /** Writes what waits. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const rows = this.#waiting
    this.#waiting = []
    try {
      if (rows.length > 0) await this.#write(rows)
      await this.#forgetOld()
    } catch (error) {
      this.#logger.warn({ error, lost: rows.length }, 'exchanges with 8x8 could not be kept')
    }
  }

  /** One commit for all of them. */
  async #write(rows: ExchangeRow[]): Promise<void> {
    await this.#database.kysely.transaction().execute(transaction => this.#insert.run(transaction, rows))
  }

  async #forgetOld(): Promise<void> {
    const now = Date.now()
    if (now < this.#forgetAt) return
    this.#forgetAt = now + HOUR_IN_MILLISECONDS
    await this.#database.kysely
      .deleteFrom('exchanges')
      .where('at', '<', now - KEPT_MILLISECONDS)
      .execute()
  }
}

const toRow = (exchange: Exchange): ExchangeRow => ({
  // In the order of time, so that the newest stand together in the database.
  id: `${exchange.at.toString(36)}-${randomUUID()}`,
  at: exchange.at,
  connection_id: exchange.connectionId,
  conversation_id: exchange.conversationId ?? null,
  direction: exchange.direction,
  name: exchange.name,
  attempt: exchange.attempt ?? null,
  event_id: exchange.eventId ?? null,
  status: exchange.status ?? null,
  milliseconds: Math.round(exchange.milliseconds),
  detail: exchange.detail?.slice(0, LONGEST_DETAIL) ?? null,
})
