import { sql, type Transaction } from 'kysely'
import { toEvent } from '../../sessions/event-row.ts'
import type { Database } from '../../storage/database.ts'
import type { Tables } from '../../storage/schema.ts'
import { SizedStatement } from '../../storage/sized-statement.ts'
import type { DayFigureRow, SessionFiguresRow } from '../../storage/tables/figures.ts'
import { COUNTED_TYPES, type Counts, figureOf, figuresOf, SIZED_FIGURES } from './session-figures.ts'
import type { Sized } from './sizes.ts'

/** Days are UTC's, `2026-11-21`; both ends count. */
export interface Period {
  from: string
  to: string
}

/** A session as it was when its events were read. */
interface Reading {
  id: string
  endpointId: string
  seq: number
  counts: Counts
}

/**
 * Days as counts, kept from the sessions' logs: a session that went on is counted anew, and what differs from what it had
 * added before is added. So reading a period costs the same however many sessions it had.
 */
export class FigureStore {
  readonly #database: Database
  readonly #statements = createStatements()

  constructor(database: Database) {
    this.#database = database
  }

  /** Sessions that went on after they were counted, or never were, by key after `afterKey`; at most `limit`. */
  async behind(afterKey: string, limit: number): Promise<string[]> {
    const rows = await this.#database.kysely
      .selectFrom('sessions')
      .leftJoin('session_figures', 'session_figures.session_id', 'sessions.id')
      .select('sessions.id')
      .where('sessions.id', '>', afterKey)
      .where(where => where.or([where('seq', 'is', null), where('seq', '<', where.ref('sessions.last_seq'))]))
      .orderBy('sessions.id')
      .limit(limit)
      .execute()
    return rows.map(({ id }) => id)
  }

  /** Counts these sessions; resolves with those that somebody writes to just now, who have to wait. */
  async count(keys: readonly string[]): Promise<string[]> {
    const readings = await this.#read(keys)
    if (readings.length === 0) return []
    return this.#database.kysely.transaction().execute(async transaction => {
      const free = new Set(await this.#lock(transaction, readings))
      const own = readings.filter(({ id }) => free.has(id))
      await this.#write(transaction, own)
      return readings.filter(({ id }) => !free.has(id)).map(({ id }) => id)
    })
  }

  /** How often each figure without a size counts, by day. */
  async byDay(endpointIds: readonly string[], { from, to }: Period) {
    if (endpointIds.length === 0) return []
    const rows = await this.#database.kysely
      .selectFrom('day_figures')
      .select(({ fn }) => ['day', 'name', fn.sum<number | string>('count').as('count')])
      .where('endpoint_id', 'in', endpointIds)
      .where('day', '>=', from)
      .where('day', '<=', to)
      .where('name', 'not in', SIZED_FIGURES)
      .groupBy(['day', 'name'])
      .orderBy('day')
      .execute()
    return rows.map(({ day, name, count }) => ({ day, name, count: Number(count) }))
  }

  /** How often each figure without a size counts, by endpoint. */
  async byEndpoint(endpointIds: readonly string[], { from, to }: Period) {
    if (endpointIds.length === 0) return []
    const rows = await this.#database.kysely
      .selectFrom('day_figures')
      .select(({ fn }) => ['endpoint_id', 'name', fn.sum<number | string>('count').as('count')])
      .where('endpoint_id', 'in', endpointIds)
      .where('day', '>=', from)
      .where('day', '<=', to)
      .where('name', 'not in', SIZED_FIGURES)
      .groupBy(['endpoint_id', 'name'])
      .execute()
    return rows.map(({ endpoint_id, name, count }) => ({
      endpointId: endpoint_id,
      name,
      count: Number(count),
    }))
  }

  /** How many there are of each size, sizes going up, by figure. */
  async bySize(endpointIds: readonly string[], { from, to }: Period): Promise<Map<string, Sized[]>> {
    if (endpointIds.length === 0) return new Map()
    const rows = await this.#database.kysely
      .selectFrom('day_figures')
      .select(({ fn }) => ['name', 'size', fn.sum<number | string>('count').as('count')])
      .where('endpoint_id', 'in', endpointIds)
      .where('day', '>=', from)
      .where('day', '<=', to)
      .where('name', 'in', SIZED_FIGURES)
      .groupBy(['name', 'size'])
      .orderBy('size')
      .execute()
    const sized = rows.map(({ name, size, count }) => ({ name, size, count: Number(count) }))
    return Map.groupBy(
      sized.filter(({ count }) => count > 0),
      ({ name }) => name,
    )
  }

  /** The session's row is read first: what is written meanwhile is counted, and seen as not counted at worst. */
  async #read(keys: readonly string[]): Promise<Reading[]> {
    const { kysely } = this.#database
    const sessions = await kysely
      .selectFrom('sessions')
      .select(['id', 'endpoint_id', 'last_seq', 'created_at'])
      .where('id', 'in', keys)
      .execute()
    const rows = await kysely
      .selectFrom('events')
      .select(['session_id', 'seq', 'body'])
      .where('session_id', 'in', keys)
      .where('type', 'in', COUNTED_TYPES)
      .orderBy('session_id')
      .orderBy('seq')
      .execute()
    const events = Map.groupBy(rows, row => row.session_id)
    return sessions.map(({ id, endpoint_id, last_seq, created_at }) => ({
      id,
      endpointId: endpoint_id,
      seq: last_seq,
      counts: figuresOf(created_at, (events.get(id) ?? []).map(toEvent)),
    }))
  }

  /** The sessions that are still there and that no other transaction holds; nobody erases or counts them meanwhile. */
  async #lock(transaction: Transaction<Tables>, readings: readonly Reading[]): Promise<string[]> {
    const rows = await transaction
      .selectFrom('sessions')
      .select('id')
      .where(
        'id',
        'in',
        readings.map(({ id }) => id),
      )
      .orderBy('id')
      .$if(this.#database.dialect === 'postgres', query => query.forUpdate().skipLocked())
      .execute()
    return rows.map(({ id }) => id)
  }

  async #write(transaction: Transaction<Tables>, readings: readonly Reading[]): Promise<void> {
    if (readings.length === 0) return
    const before = await this.#countedBefore(transaction, readings)
    const news = readings.filter(({ id, seq }) => seq >= (before.get(id)?.seq ?? 0))
    const days = new Map<string, DayFigureRow>()
    for (const { id, endpointId, counts } of news) {
      const known = before.get(id)?.counts ?? {}
      for (const key of new Set([...Object.keys(known), ...Object.keys(counts)])) {
        const more = (counts[key] ?? 0) - (known[key] ?? 0)
        if (more === 0) continue
        const place = `${endpointId} ${key}`
        const count = (days.get(place)?.count ?? 0) + more
        days.set(place, { endpoint_id: endpointId, ...figureOf(key), count })
      }
    }
    await this.#statements.putSessions.run(
      transaction,
      news.map(({ id, seq, counts }) => ({ session_id: id, seq, counts: JSON.stringify(counts) })),
    )
    // Always in the same order, so that two servers wait for each other at most once.
    const places = [...days.keys()].sort()
    await this.#statements.addToDays.run(
      transaction,
      places.flatMap(place => days.get(place) ?? []),
    )
  }

  async #countedBefore(transaction: Transaction<Tables>, readings: readonly Reading[]) {
    const rows = await transaction
      .selectFrom('session_figures')
      .selectAll()
      .where(
        'session_id',
        'in',
        readings.map(({ id }) => id),
      )
      .execute()
    return new Map(
      rows.map(({ session_id, seq, counts }) => [session_id, { seq, counts: JSON.parse(counts) as Counts }]),
    )
  }
}

const createStatements = () => ({
  putSessions: new SizedStatement<SessionFiguresRow>(['session_id', 'seq', 'counts'], (database, rows) =>
    database
      .insertInto('session_figures')
      .values(rows)
      .onConflict(conflict =>
        conflict
          .column('session_id')
          .doUpdateSet(where => ({ seq: where.ref('excluded.seq'), counts: where.ref('excluded.counts') })),
      )
      .compile(),
  ),

  addToDays: new SizedStatement<DayFigureRow>(
    ['endpoint_id', 'day', 'name', 'size', 'count'],
    (database, rows) =>
      database
        .insertInto('day_figures')
        .values(rows)
        .onConflict(conflict =>
          conflict
            .columns(['endpoint_id', 'day', 'name', 'size'])
            .doUpdateSet({ count: sql`day_figures.count + excluded.count` }),
        )
        .compile(),
  ),
})
