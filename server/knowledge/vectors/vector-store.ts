import { createHash } from 'node:crypto'
import type { Database } from '../../storage/database.ts'

const HASHES_AT_ONCE = 200

/** Vectors by the hash of the text that was read. */
export type Vectors = Map<string, Float32Array>

/** Vectors of one endpoint's texts, kept in the database so that no server has to ask a model twice. */
export class VectorStore {
  readonly #database: Database
  readonly #endpointId: string

  constructor(database: Database, endpointId: string) {
    this.#database = database
    this.#endpointId = endpointId
  }

  /** Those that are kept; the others are left out. */
  async read(model: string, hashes: readonly string[]): Promise<Vectors> {
    const found: Vectors = new Map()
    for (const some of slices(hashes, HASHES_AT_ONCE)) {
      const rows = await this.#database.kysely
        .selectFrom('passage_vectors')
        .select(['hash', 'vector'])
        .where('endpoint_id', '=', this.#endpointId)
        .where('model', '=', model)
        .where('hash', 'in', some)
        .execute()
      for (const { hash, vector } of rows) found.set(hash, new Float32Array(new Uint8Array(vector).buffer))
    }
    return found
  }

  async write(model: string, vectors: Vectors): Promise<void> {
    const values = [...vectors].map(([hash, { buffer, byteOffset, byteLength }]) => ({
      endpoint_id: this.#endpointId,
      model,
      hash,
      vector: new Uint8Array(buffer, byteOffset, byteLength),
    }))
    if (values.length === 0) return
    await this.#database.kysely
      .insertInto('passage_vectors')
      .values(values)
      .onConflict(conflict => conflict.columns(['endpoint_id', 'model', 'hash']).doNothing())
      .execute()
  }

  /** Lets go of what is of another model or of a text that is no longer there. */
  async keepOnly(model: string, hashes: ReadonlySet<string>): Promise<void> {
    const ofEndpoint = this.#database.kysely
      .deleteFrom('passage_vectors')
      .where('endpoint_id', '=', this.#endpointId)
    await ofEndpoint.where('model', '<>', model).execute()
    const kept = await this.#database.kysely
      .selectFrom('passage_vectors')
      .select('hash')
      .where('endpoint_id', '=', this.#endpointId)
      .execute()
    const gone = kept.flatMap(({ hash }) => (hashes.has(hash) ? [] : [hash]))
    for (const some of slices(gone, HASHES_AT_ONCE)) await ofEndpoint.where('hash', 'in', some).execute()
  }

  async clear(): Promise<void> {
    await this.#database.kysely
      .deleteFrom('passage_vectors')
      .where('endpoint_id', '=', this.#endpointId)
      .execute()
  }
}

export const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url')

export function* slices<Item>(items: readonly Item[], length: number): Generator<Item[], void> {
  for (let from = 0; from < items.length; from += length) yield items.slice(from, from + length)
}
