import type { Transaction } from 'kysely'
import type { Tables } from '../storage/schema.ts'
import type { AssistUsageRow } from '../storage/tables/figures.ts'
import type { DeliveryAttemptRow, DeliveryRow, EventRow, SessionRow } from '../storage/tables/sessions.ts'
import type { Step } from './advance.ts'
import type { Command } from './command.ts'
import type { Decision, Settlement, Target, Usage } from './decision.ts'
import type { LogStatements } from './log-statements.ts'

/** So many attempts are kept of one delivery: the first ones and the newest. */
const MOST_ATTEMPTS = 50

/** Everything that a batch writes, table by table. Where commands touch the same row, the last one counts. */
export class BatchRows {
  readonly #serverId: string
  readonly #begun = new Map<string, SessionRow>()
  readonly #updated = new Map<string, SessionRow>()
  readonly #events: EventRow[] = []
  readonly #deliveries = new Map<string, DeliveryRow>()
  readonly #attempts = new Map<string, DeliveryAttemptRow>()
  readonly #timers = new Map<string, { session_id: string; kind: string; due_at: number | null }>()
  readonly #receipts: Tables['receipts'][] = []
  readonly #conversations: Tables['conversations'][] = []
  readonly #attachments: Tables['attachments'][] = []
  readonly #usage = new Map<string, AssistUsageRow>()
  readonly #uploads: { session_id: string; id: string }[] = []

  /** `serverId` has counters of its own, so that servers do not wait for each other. */
  constructor(serverId: string) {
    this.#serverId = serverId
  }

  add({ key: session_id, receipt }: Command, decision: Decision, step: Step, now: number): void {
    const { row, isNew } = step.session
    for (const event of step.rows) this.#events.push(event)
    if (step.isWritten) (isNew ? this.#begun : this.#updated).set(session_id, row)
    for (const { target, event } of step.deliveries) {
      this.#putDelivery({ ...blankDelivery(session_id, event.seq, target, now), due_at: now })
    }
    for (const settlement of decision.settle ?? []) this.#settle(session_id, settlement, now)
    for (const [kind, due_at] of Object.entries(decision.timers ?? {})) {
      this.#timers.set(`${session_id}\n${kind}`, { session_id, kind, due_at })
    }
    if (receipt) this.#receipts.push({ ...receipt, received_at: now })
    if (decision.conversation)
      this.#conversations.push({ ...decision.conversation, session_id, created_at: now })
    for (const attachment of decision.attachments ?? [])
      this.#attachments.push({ ...attachment, session_id, created_at: now })
    for (const id of decision.uploads ?? []) this.#uploads.push({ session_id, id })
    for (const usage of decision.usage ?? []) this.#count(usage, row.endpoint_id, now)
  }

  #settle(session_id: string, settlement: Settlement, now: number): void {
    const { seq, target, status, attempts, dueAt = 0, error = null, attempt } = settlement
    const settled_at = status === 'pending' ? null : now
    this.#putDelivery({
      ...blankDelivery(session_id, seq, target, now),
      status,
      attempts,
      due_at: dueAt,
      error,
      settled_at,
    })
    if (!attempt) return
    const place = Math.min(attempts, MOST_ATTEMPTS)
    const row = { session_id, seq, target, place, attempt: attempts, ...attempt, error }
    this.#attempts.set([session_id, seq, target, place].join('\n'), row)
  }

  #count({ agent, assist, act, changed }: Usage, endpoint_id: string, now: number): void {
    const day = new Date(now).toISOString().slice(0, 10)
    const key = [endpoint_id, day, agent, assist, act].join('\n')
    const counted = this.#usage.get(key)
    this.#usage.set(key, {
      endpoint_id,
      day,
      server_id: this.#serverId,
      agent,
      assist,
      act,
      count: (counted?.count ?? 0) + 1,
      changed_sum: (counted?.changed_sum ?? 0) + changed,
    })
  }

  #putDelivery(row: DeliveryRow): void {
    this.#deliveries.set(`${row.session_id}\n${row.seq}\n${row.target}`, row)
  }

  async write(transaction: Transaction<Tables>, statements: LogStatements): Promise<void> {
    const timers = [...this.#timers.values()]
    await statements.beginSessions.run(transaction, [...this.#begun.values()])
    await statements.updateSessions.run(transaction, [...this.#updated.values()])
    await statements.insertEvents.run(transaction, this.#events)
    await statements.putDeliveries.run(transaction, [...this.#deliveries.values()])
    await statements.putAttempts.run(transaction, [...this.#attempts.values()])
    await statements.insertReceipts.run(transaction, this.#receipts)
    await statements.putTimers.run(
      transaction,
      timers.flatMap(({ due_at, ...timer }) => (due_at === null ? [] : [{ ...timer, due_at }])),
    )
    await statements.clearTimers.run(
      transaction,
      timers.filter(({ due_at }) => due_at === null),
    )
    await statements.addUsage.run(transaction, [...this.#usage.values()])
    for (const row of this.#conversations) await insertConversation(transaction, row)
    for (const row of this.#attachments) await transaction.insertInto('attachments').values(row).execute()
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

/** 8x8 tells of a conversation more than once. */
async function insertConversation(
  transaction: Transaction<Tables>,
  row: Tables['conversations'],
): Promise<void> {
  await transaction
    .insertInto('conversations')
    .values(row)
    .onConflict(conflict => conflict.columns(['connection_id', 'conversation_id']).doNothing())
    .execute()
}
