import type { Transaction } from 'kysely'
import type { SessionEvent } from '../protocol/session-events.ts'
import type { DeliveryRow, EventRow, SessionRow, Tables } from '../storage/schema.ts'
import type { Command, LoadedSession, NewDelivery } from './commit-batch.ts'
import type { Decision, Target } from './decision.ts'

/** Rows of one statement, so that no dialect's limit on parameters is met. */
const ROWS_PER_STATEMENT = 500

/** Everything that a batch writes, table by table. */
export class BatchRows {
  readonly #touched = new Set<string>()
  readonly #events: EventRow[] = []
  readonly #deliveries = new Map<string, DeliveryRow>()
  readonly #timers = new Map<string, { session_id: string; kind: string; due_at: number | null }>()
  readonly #receipts: Tables['receipts'][] = []
  readonly #conversations: Tables['conversations'][] = []
  readonly #attachments: Tables['attachments'][] = []
  readonly #uploads: { session_id: string; id: string }[] = []

  add({ key: session_id, receipt }: Command, decision: Decision, deliveries: NewDelivery[], events: SessionEvent[], now: number): void {
    this.#touched.add(session_id)
    for (const { seq, ...body } of events) {
      this.#events.push({ session_id, seq, type: body.type, body: JSON.stringify(body) })
    }
    for (const { target, event } of deliveries) {
      this.#setDelivery({ ...blankDelivery(session_id, event.seq, target, now), due_at: now })
    }
    for (const { seq, target, status, attempts, dueAt = 0, error = null } of decision.settle ?? []) {
      const settled_at = status === 'pending' ? null : now
      this.#setDelivery({ ...blankDelivery(session_id, seq, target, now), status, attempts, due_at: dueAt, error, settled_at })
    }
    for (const [kind, due_at] of Object.entries(decision.timers ?? {})) {
      this.#timers.set(`${session_id}\n${kind}`, { session_id, kind, due_at })
    }
    if (receipt) this.#receipts.push({ ...receipt, received_at: now })
    if (decision.conversation) this.#conversations.push({ ...decision.conversation, session_id, created_at: now })
    for (const attachment of decision.attachments ?? []) this.#attachments.push({ ...attachment, session_id, created_at: now })
    for (const id of decision.uploads ?? []) this.#uploads.push({ session_id, id })
  }

  #setDelivery(row: DeliveryRow): void {
    this.#deliveries.set(`${row.session_id}\n${row.seq}\n${row.target}`, row)
  }

  async write(transaction: Transaction<Tables>, sessions: Map<string, LoadedSession>): Promise<void> {
    const touched = [...this.#touched].flatMap(key => sessions.get(key)?.row ?? [])
    const timers = [...this.#timers.values()]
    const set = timers.flatMap(({ due_at, ...timer }) => (due_at === null ? [] : [{ ...timer, due_at }]))
    for (const rows of chunks(touched)) await writeSessions(transaction, rows)
    for (const rows of chunks(this.#events)) await transaction.insertInto('events').values(rows).execute()
    for (const rows of chunks([...this.#deliveries.values()])) await writeDeliveries(transaction, rows)
    for (const rows of chunks(this.#receipts)) await transaction.insertInto('receipts').values(rows).execute()
    for (const rows of chunks(set)) await writeTimers(transaction, rows)
    for (const { session_id, kind, due_at } of timers) {
      if (due_at !== null) continue
      await transaction.deleteFrom('timers').where('session_id', '=', session_id).where('kind', '=', kind).execute()
    }
    for (const rows of chunks(this.#conversations)) {
      await transaction
        .insertInto('conversations')
        .values(rows)
        .onConflict(conflict => conflict.columns(['connection_id', 'conversation_id']).doNothing())
        .execute()
    }
    for (const rows of chunks(this.#attachments)) await transaction.insertInto('attachments').values(rows).execute()
    for (const { id, session_id } of this.#uploads) {
      await transaction.updateTable('attachments').set({ session_id }).where('id', '=', id).execute()
    }
  }
}

const blankDelivery = (session_id: string, seq: number, target: Target, now: number): DeliveryRow => ({
  session_id,
  seq,
  target,
  status: 'pending',
  attempts: 0,
  due_at: 0,
  error: null,
  created_at: now,
  settled_at: null,
})

function* chunks<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) yield rows.slice(start, start + ROWS_PER_STATEMENT)
}

async function writeSessions(transaction: Transaction<Tables>, rows: SessionRow[]): Promise<void> {
  await transaction
    .insertInto('sessions')
    .values(rows)
    .onConflict(conflict =>
      conflict.column('id').doUpdateSet(({ ref }) => ({
        last_seq: ref('excluded.last_seq'),
        acknowledged_seq: ref('excluded.acknowledged_seq'),
        claimed_by: ref('excluded.claimed_by'),
        claimed_until: ref('excluded.claimed_until'),
        updated_at: ref('excluded.updated_at'),
      })),
    )
    .execute()
}

async function writeDeliveries(transaction: Transaction<Tables>, rows: DeliveryRow[]): Promise<void> {
  await transaction
    .insertInto('deliveries')
    .values(rows)
    .onConflict(conflict =>
      conflict.columns(['session_id', 'seq', 'target']).doUpdateSet(({ ref }) => ({
        status: ref('excluded.status'),
        attempts: ref('excluded.attempts'),
        due_at: ref('excluded.due_at'),
        error: ref('excluded.error'),
        settled_at: ref('excluded.settled_at'),
      })),
    )
    .execute()
}

async function writeTimers(transaction: Transaction<Tables>, rows: Tables['timers'][]): Promise<void> {
  await transaction
    .insertInto('timers')
    .values(rows)
    .onConflict(conflict =>
      conflict.columns(['session_id', 'kind']).doUpdateSet(({ ref }) => ({ due_at: ref('excluded.due_at') })),
    )
    .execute()
}
