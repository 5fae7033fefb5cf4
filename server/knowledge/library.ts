import type { Database } from '../storage/database.ts'
import type { LoadableKnowledge } from './create-knowledge.ts'
import type { KnowledgeDocument } from './knowledge.ts'

const ROWS_PER_STATEMENT = 500

/** The documents of every endpoint as the database keeps them, and the search index that is made of them. */
export class Library {
  readonly #database: Database
  readonly #knowledge: LoadableKnowledge

  constructor(database: Database, knowledge: LoadableKnowledge) {
    this.#database = database
    this.#knowledge = knowledge
  }

  /** Indexes what the database holds; called once at start. */
  async load(): Promise<void> {
    const rows = await this.#database.kysely
      .selectFrom('knowledge_documents')
      .selectAll()
      .orderBy('id')
      .execute()
    for (const [endpointId, documents] of Map.groupBy(rows, row => row.endpoint_id)) {
      await this.#knowledge.load(endpointId, documents.map(toDocument))
    }
  }

  /** Replaces everything that an endpoint knows, in the database and in the index. */
  async replace(endpointId: string, documents: readonly KnowledgeDocument[]): Promise<void> {
    const rows = documents.map(document => toRow(endpointId, document))
    await this.#database.kysely.transaction().execute(async transaction => {
      await transaction.deleteFrom('knowledge_documents').where('endpoint_id', '=', endpointId).execute()
      for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
        await transaction
          .insertInto('knowledge_documents')
          .values(rows.slice(start, start + ROWS_PER_STATEMENT))
          .execute()
      }
    })
    await this.#knowledge.load(endpointId, documents)
  }
}

const toRow = (endpoint_id: string, { id, title, tags, language, body }: KnowledgeDocument) => ({
  endpoint_id,
  id,
  title,
  tags: JSON.stringify(tags),
  language: language ?? null,
  body,
  updated_at: Date.now(),
})

const toDocument = (row: ReturnType<typeof toRow>): KnowledgeDocument => ({
  id: row.id,
  title: row.title,
  tags: JSON.parse(row.tags) as string[],
  language: row.language ?? undefined,
  body: row.body,
})
