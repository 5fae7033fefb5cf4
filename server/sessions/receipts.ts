import type { Transaction } from 'kysely'
import type { Tables } from '../storage/schema.ts'
import type { Command } from './command.ts'
import { type Receipt, ReceiptConflictError } from './decision.ts'
import type { LogStatements } from './log-statements.ts'

/** The receipts that a batch meets: those in the database and those it writes itself. */
export class Receipts {
  readonly #digests = new Map<string, string>()

  /** Reads what the database already has of the commands' receipts. */
  static async load(
    transaction: Transaction<Tables>,
    commands: readonly Command[],
    { findReceipts }: LogStatements,
  ): Promise<Receipts> {
    const receipts = new Receipts()
    const known = await findReceipts.run(
      transaction,
      commands.flatMap(({ receipt }) => receipt ?? []),
    )
    for (const receipt of known) receipts.add(receipt)
    return receipts
  }

  /** Whether it came before. Throws ReceiptConflictError where it came with another content. */
  has(receipt: Receipt): boolean {
    const digest = this.#digests.get(keyOf(receipt))
    if (digest !== undefined && digest !== receipt.digest) throw new ReceiptConflictError()
    return digest !== undefined
  }

  add(receipt: Receipt): void {
    this.#digests.set(keyOf(receipt), receipt.digest)
  }
}

const keyOf = ({ scope, id }: Receipt) => `${scope}\n${id}`
