import { CompiledQuery, type Kysely } from 'kysely'
import type { Tables } from './schema.ts'

/** Powers of two, so that few statements serve every number of items; ten columns of 128 are within every limit. */
const SIZES = [128, 64, 32, 16, 8, 4, 2, 1]

/**
 * A statement over many items at once, with one parameter for each of `columns` of each item. It is compiled once for
 * each of a few sizes: compiling a large statement costs more than running it, and a database runs sooner what it knows.
 * One instance serves one database.
 */
export class SizedStatement<Item, Row = never> {
  readonly #columns: readonly (keyof Item)[]
  readonly #compile: (database: Kysely<Tables>, items: Item[]) => CompiledQuery<Row>
  readonly #texts = new Map<number, string>()

  constructor(
    columns: readonly (keyof Item)[],
    compile: (database: Kysely<Tables>, items: Item[]) => CompiledQuery<Row>,
  ) {
    this.#columns = columns
    this.#compile = compile
  }

  /** Runs it over all items, in as few steps as the sizes allow; resolves with the rows of every step. */
  async run(database: Kysely<Tables>, items: readonly Item[]): Promise<Row[]> {
    const rows: Row[] = []
    for (let start = 0; start < items.length; ) {
      const size = largestWithin(items.length - start)
      const parameters = items
        .slice(start, start + size)
        .flatMap(item => this.#columns.map(column => item[column]))
      const found = await database.executeQuery<Row>(
        CompiledQuery.raw(this.#text(database, size), parameters),
      )
      rows.push(...found.rows)
      start += size
    }
    return rows
  }

  #text(database: Kysely<Tables>, size: number): string {
    const known = this.#texts.get(size)
    if (known !== undefined) return known
    const blank = Object.fromEntries(this.#columns.map(column => [column, null])) as Item
    const { sql } = this.#compile(
      database,
      Array.from({ length: size }, () => blank),
    )
    this.#texts.set(size, sql)
    return sql
  }
}

const largestWithin = (count: number) => SIZES.find(size => size <= count) ?? 1
