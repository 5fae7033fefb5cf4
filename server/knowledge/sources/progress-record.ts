import type { Database } from '../../storage/database.ts'
import type { ImportItem } from './import-items.ts'

const LONGEST_NAME = 2_000

/** Writes an import's progress behind it, as much at once as came meanwhile. */
export class ProgressRecord {
  readonly #database: Database
  readonly #importId: string
  readonly #counts = { done: 0, skipped: 0, failed: 0 }
  #total: number | undefined
  #waiting: ImportItem[] = []
  #place = 0
  #isDue = false
  #writing: Promise<void> = Promise.resolve()

  constructor(database: Database, importId: string) {
    this.#database = database
    this.#importId = importId
  }

  expect(more: number): void {
    this.#total = (this.#total ?? 0) + more
    this.#due()
  }

  settle(item: ImportItem): void {
    this.#counts[item.result]++
    this.#waiting.push(item)
    this.#due()
  }

  /** Resolves when everything told so far is in the database. */
  written(): Promise<void> {
    return this.#writing
  }

  #due(): void {
    if (this.#isDue) return
    this.#isDue = true
    this.#writing = this.#writing.then(() => this.#write())
    this.#writing.catch(() => undefined)
  }

  async #write(): Promise<void> {
    this.#isDue = false
    const settled = this.#waiting.splice(0)
    const counts = { ...this.#counts, total: this.#total ?? null }
    const rows = settled.map(({ file, result, reason, documents }) => ({
      import_id: this.#importId,
      place: this.#place++,
      name: file.slice(0, LONGEST_NAME),
      result,
      reason: reason ?? null,
      documents: documents.length,
    }))
    await this.#database.kysely.transaction().execute(async transaction => {
      if (rows.length > 0) await transaction.insertInto('knowledge_import_outcomes').values(rows).execute()
      await transaction
        .updateTable('knowledge_imports')
        .set({ ...counts, alive_at: Date.now() })
        .where('id', '=', this.#importId)
        .execute()
    })
  }
}
