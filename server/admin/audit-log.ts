import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { AuditEntry } from '../protocol/administration.ts'
import type { Database } from '../storage/database.ts'
import type { AuditRow } from '../storage/tables/administration.ts'
import { readCursor, toPage } from '../web/api/paging.ts'
import type { Audit } from '../web/api/serve-routes.ts'

const placeSchema = z.tuple([z.number(), z.string()])

export interface AuditFilter {
  limit: number
  cursor?: string | undefined
  act?: string | undefined
  by?: string | undefined
  since?: number | undefined
  until?: number | undefined
}

/** What administrators and programs did, newest first; it is only ever added to. */
export class AuditLog implements Audit {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async begin({ caller, act, target, address }: Parameters<Audit['begin']>[0]): Promise<{ id: string }> {
    const row: AuditRow = {
      id: randomUUID(),
      at: Date.now(),
      by_kind: caller.kind,
      by_id: caller.id || null,
      by_name: caller.name,
      act,
      target: JSON.stringify(target),
      outcome: 'begun',
      detail: '{}',
      address,
    }
    await this.#database.kysely.insertInto('audit_log').values(row).execute()
    return { id: row.id }
  }

  async end(
    id: string,
    outcome: 'done' | 'refused' | 'failed',
    detail: Record<string, unknown>,
  ): Promise<void> {
    await this.#database.kysely
      .updateTable('audit_log')
      .set({ outcome, detail: JSON.stringify(detail) })
      .where('id', '=', id)
      .execute()
  }

  async list({ limit, cursor, act, by, since, until }: AuditFilter) {
    let query = this.#database.kysely
      .selectFrom('audit_log')
      .selectAll()
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
    const place = readCursor(cursor, placeSchema)
    if (place) query = query.where(is => is(is.refTuple('at', 'id'), '<', is.tuple(...place)))
    if (act) query = query.where('act', '=', act)
    if (by) query = query.where('by_id', '=', by)
    if (since !== undefined) query = query.where('at', '>=', since)
    if (until !== undefined) query = query.where('at', '<', until)
    const page = toPage(await query.execute(), limit, row => [row.at, row.id])
    return { ...page, items: page.items.map(toEntry) }
  }
}

const toEntry = (row: AuditRow): AuditEntry => ({
  id: row.id,
  at: row.at,
  by: { kind: row.by_kind as AuditEntry['by']['kind'], id: row.by_id, name: row.by_name },
  act: row.act,
  target: JSON.parse(row.target) as AuditEntry['target'],
  outcome: row.outcome as AuditEntry['outcome'],
  detail: JSON.parse(row.detail) as AuditEntry['detail'],
  address: row.address,
})
