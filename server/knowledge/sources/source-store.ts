import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import {
  type KnowledgeSource,
  MAX_SOURCES_OF_ENDPOINT,
  type SourceChanges,
  type SourceDraft,
} from '../../protocol/knowledge.ts'
import type { Database } from '../../storage/database.ts'
import type { KnowledgeSourceRow } from '../../storage/tables/knowledge.ts'
import { conflict, notFound } from '../../web/problem.ts'
import { raiseVersion } from '../library.ts'
import { toSource } from './source-rows.ts'

/** The sources of endpoints' knowledge as the database keeps them. */
export class SourceStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Sources of an endpoint, the oldest first. */
  async list(endpointId: string): Promise<KnowledgeSource[]> {
    return await this.#read(query =>
      query.where('endpoint_id', '=', endpointId).orderBy('created_at').orderBy('id'),
    )
  }

  /** Throws HttpProblem 404 where the endpoint has no such source. */
  async get(endpointId: string, sourceId: string): Promise<KnowledgeSource> {
    const [source] = await this.#read(query =>
      query.where('id', '=', sourceId).where('endpoint_id', '=', endpointId),
    )
    if (!source) throw notFound('source')
    return source
  }

  /** Throws HttpProblem 409 where the endpoint has too many. */
  async create(
    endpointId: string,
    draft: SourceDraft,
    managed?: { id: string; digest: string },
  ): Promise<KnowledgeSource> {
    const row: KnowledgeSourceRow = {
      id: managed?.id ?? randomUUID(),
      endpoint_id: endpointId,
      kind: draft.kind,
      name: draft.name,
      tags: JSON.stringify(draft.tags),
      language: draft.language ?? null,
      address: draft.kind === 'address' ? JSON.stringify(draft.address) : null,
      managed_digest: managed?.digest ?? null,
      created_at: Date.now(),
      imported_at: null,
    }
    if ((await this.list(endpointId)).length >= MAX_SOURCES_OF_ENDPOINT) {
      throw conflict(`An endpoint may have ${MAX_SOURCES_OF_ENDPOINT} sources of knowledge.`)
    }
    await this.#database.kysely.insertInto('knowledge_sources').values(row).execute()
    return await this.get(endpointId, row.id)
  }

  async change(source: KnowledgeSource, { name, tags, language, address }: SourceChanges): Promise<void> {
    await this.#database.kysely.transaction().execute(async transaction => {
      await transaction
        .updateTable('knowledge_sources')
        .set({
          ...(name !== undefined && { name }),
          ...(tags && { tags: JSON.stringify(tags) }),
          ...(language !== undefined && { language }),
          ...(address && { address: JSON.stringify(address) }),
          // The row is written even where nothing is new.
          id: source.id,
        })
        .where('id', '=', source.id)
        .execute()
      await raiseVersion(transaction, source.endpointId)
    })
  }

  async setManagedDigest(sourceId: string, managed_digest: string): Promise<void> {
    await this.#database.kysely
      .updateTable('knowledge_sources')
      .set({ managed_digest })
      .where('id', '=', sourceId)
      .execute()
  }

  async managedDigest(sourceId: string): Promise<string | undefined> {
    const row = await this.#database.kysely
      .selectFrom('knowledge_sources')
      .select('managed_digest')
      .where('id', '=', sourceId)
      .executeTakeFirst()
    return row?.managed_digest ?? undefined
  }

  /** Removes a source with its documents and the record of its imports. */
  async remove({ id, endpointId }: KnowledgeSource): Promise<void> {
    await this.#database.kysely.transaction().execute(async transaction => {
      const imports = transaction.selectFrom('knowledge_imports').select('id').where('source_id', '=', id)
      await transaction.deleteFrom('knowledge_import_outcomes').where('import_id', 'in', imports).execute()
      await transaction.deleteFrom('knowledge_imports').where('source_id', '=', id).execute()
      await transaction.deleteFrom('knowledge_documents').where('source_id', '=', id).execute()
      await transaction.deleteFrom('knowledge_sources').where('id', '=', id).execute()
      await raiseVersion(transaction, endpointId)
    })
  }

  async #read(
    choose: (query: ReturnType<SourceStore['select']>) => ReturnType<SourceStore['select']>,
  ): Promise<KnowledgeSource[]> {
    const rows = await choose(this.select()).execute()
    if (rows.length === 0) return []
    const imports = await this.#database.kysely
      .selectFrom('knowledge_imports')
      .selectAll()
      .where(
        'source_id',
        'in',
        rows.map(({ id }) => id),
      )
      .where(eb =>
        eb(
          'started_at',
          '=',
          eb
            .selectFrom('knowledge_imports as later')
            .select(({ fn }) => fn.max('later.started_at').as('latest'))
            .whereRef('later.source_id', '=', 'knowledge_imports.source_id'),
        ),
      )
      .execute()
    const lastImports = new Map(imports.map(row => [row.source_id, row]))
    return rows.map(row => toSource(row, lastImports.get(row.id)))
  }

  private select() {
    return this.#database.kysely
      .selectFrom('knowledge_sources')
      .selectAll()
      .select(
        sql<number>`(select count(*) from knowledge_documents where source_id = knowledge_sources.id)`.as(
          'documents',
        ),
      )
  }
}
