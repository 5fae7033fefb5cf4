import { type Kysely, sql } from 'kysely'
import type { Tables } from '../storage/schema.ts'
import { SizedStatement } from '../storage/sized-statement.ts'
import type { AssistUsageRow } from '../storage/tables/figures.ts'
import type {
  DeliveryAttemptRow,
  DeliveryRow,
  EventRow,
  ReceiptRow,
  SessionRow,
  TimerRow,
} from '../storage/tables/sessions.ts'

export type LogStatements = ReturnType<typeof createLogStatements>

const SESSION_COLUMNS = [
  'id',
  'endpoint_id',
  'user_id',
  'session_id',
  'last_seq',
  'acknowledged_seq',
  'claimed_by',
  'claimed_until',
  'claimed_seq',
  'created_at',
  'updated_at',
] as const satisfies (keyof SessionRow)[]

const insertSessions = (database: Kysely<Tables>, rows: SessionRow[]) =>
  database.insertInto('sessions').values(rows)

/** The statements that every commit is made of. */
export const createLogStatements = () => ({
  findReceipts: new SizedStatement<Pick<ReceiptRow, 'scope' | 'id'>, ReceiptRow>(
    ['scope', 'id'],
    (database, pairs) =>
      sql<ReceiptRow>`select * from receipts where (scope, id) in (values ${sql.join(
        pairs.map(({ scope, id }) => sql`(${scope}, ${id})`),
      )})`.compile(database),
  ),

  /** Fails where another server begins the same session at the same time; the commit is repeated then. */
  beginSessions: new SizedStatement<SessionRow>(SESSION_COLUMNS, (database, rows) =>
    insertSessions(database, rows).compile(),
  ),

  updateSessions: new SizedStatement<SessionRow>(SESSION_COLUMNS, (database, rows) =>
    insertSessions(database, rows)
      .onConflict(conflict =>
        conflict.column('id').doUpdateSet(where => ({
          last_seq: where.ref('excluded.last_seq'),
          acknowledged_seq: where.ref('excluded.acknowledged_seq'),
          claimed_by: where.ref('excluded.claimed_by'),
          claimed_until: where.ref('excluded.claimed_until'),
          claimed_seq: where.ref('excluded.claimed_seq'),
          updated_at: where.ref('excluded.updated_at'),
        })),
      )
      .compile(),
  ),

  insertEvents: new SizedStatement<EventRow>(['session_id', 'seq', 'type', 'body'], (database, rows) =>
    database.insertInto('events').values(rows).compile(),
  ),

  putDeliveries: new SizedStatement<DeliveryRow>(
    ['session_id', 'seq', 'target', 'status', 'attempts', 'due_at', 'error', 'created_at', 'settled_at'],
    (database, rows) =>
      database
        .insertInto('deliveries')
        .values(rows)
        .onConflict(conflict =>
          conflict.columns(['session_id', 'seq', 'target']).doUpdateSet(where => ({
            status: where.ref('excluded.status'),
            attempts: where.ref('excluded.attempts'),
            due_at: where.ref('excluded.due_at'),
            error: where.ref('excluded.error'),
            settled_at: where.ref('excluded.settled_at'),
          })),
        )
        .compile(),
  ),

  putAttempts: new SizedStatement<DeliveryAttemptRow>(
    ['session_id', 'seq', 'target', 'place', 'attempt', 'at', 'milliseconds', 'outcome', 'error'],
    (database, rows) =>
      database
        .insertInto('delivery_attempts')
        .values(rows)
        .onConflict(conflict =>
          conflict.columns(['session_id', 'seq', 'target', 'place']).doUpdateSet(where => ({
            attempt: where.ref('excluded.attempt'),
            at: where.ref('excluded.at'),
            milliseconds: where.ref('excluded.milliseconds'),
            outcome: where.ref('excluded.outcome'),
            error: where.ref('excluded.error'),
          })),
        )
        .compile(),
  ),

  insertReceipts: new SizedStatement<ReceiptRow>(['scope', 'id', 'digest', 'received_at'], (database, rows) =>
    database.insertInto('receipts').values(rows).compile(),
  ),

  addUsage: new SizedStatement<AssistUsageRow>(
    ['endpoint_id', 'day', 'server_id', 'agent', 'assist', 'act', 'count', 'changed_sum'],
    (database, rows) =>
      database
        .insertInto('assist_usage')
        .values(rows)
        .onConflict(conflict =>
          conflict
            .columns(['endpoint_id', 'day', 'server_id', 'agent', 'assist', 'act'])
            .doUpdateSet(where => ({
              count: where('assist_usage.count', '+', where.ref('excluded.count')),
              changed_sum: where('assist_usage.changed_sum', '+', where.ref('excluded.changed_sum')),
            })),
        )
        .compile(),
  ),

  putTimers: new SizedStatement<TimerRow>(['session_id', 'kind', 'due_at'], (database, rows) =>
    database
      .insertInto('timers')
      .values(rows)
      .onConflict(conflict =>
        conflict
          .columns(['session_id', 'kind'])
          .doUpdateSet(where => ({ due_at: where.ref('excluded.due_at') })),
      )
      .compile(),
  ),

  clearTimers: new SizedStatement<Pick<TimerRow, 'session_id' | 'kind'>>(
    ['session_id', 'kind'],
    (database, timers) =>
      sql<never>`delete from timers where (session_id, kind) in (values ${sql.join(
        timers.map(({ session_id, kind }) => sql`(${session_id}, ${kind})`),
      )})`.compile(database),
  ),
})
