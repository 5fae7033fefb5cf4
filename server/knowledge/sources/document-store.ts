import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { Transaction } from 'kysely'
import { z } from 'zod'
import {
  type KnowledgeSource,
  MAX_CHARACTERS_OF_SOURCE,
  MAX_DOCUMENTS_OF_SOURCE,
  type SourceDocument,
  type UploadMode,
  type WholeDocument,
} from '../../protocol/knowledge.ts'
import type { Database } from '../../storage/database.ts'
import type { Tables } from '../../storage/schema.ts'
import type { KnowledgeDocumentRow } from '../../storage/tables/knowledge.ts'
import { readCursor, toPage } from '../../web/api/paging.ts'
import { notFound } from '../../web/problem.ts'
import { raiseVersion } from '../library.ts'
import type { ImportItem } from './import-items.ts'
import { fail, type ReadDocument } from './reading/reading.ts'
import { toSourceDocument } from './source-rows.ts'

/** Twelve columns of these are below every limit of parameters; no statement keeps the database for long. */
const ROWS_PER_STATEMENT = 200

const columns = ['id', 'source_id', 'file', 'title', 'kind', 'tags', 'language', 'url', 'updated_at'] as const

/** The documents of sources as the database keeps them. */
export class DocumentStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** A source's documents without their bodies, in order. */
  async list(
    sourceId: string,
    { limit, cursor, title }: { limit: number; cursor?: string; title?: string },
  ): Promise<{ items: SourceDocument[]; next: string | null }> {
    const after = readCursor(cursor, z.int())
    const rows = await this.#database.kysely
      .selectFrom('knowledge_documents')
      .select([...columns, 'place'])
      .select(({ fn }) => fn<number>('length', ['body']).as('characters'))
      .where('source_id', '=', sourceId)
      .$if(after !== undefined, query => query.where('place', '>', after ?? 0))
      .$if(title !== undefined, query =>
        query.where(({ eb, fn }) => eb(fn('lower', ['title']), 'like', `%${escapeLike(title ?? '')}%`)),
      )
      .orderBy('place')
      .limit(limit + 1)
      .execute()
    const page = toPage(rows, limit, ({ place }) => place)
    return { ...page, items: page.items.map(toSourceDocument) }
  }

  /** Throws HttpProblem 404 where the source has no such document. */
  async get(sourceId: string, documentId: string): Promise<WholeDocument> {
    const row = await this.#database.kysely
      .selectFrom('knowledge_documents')
      .selectAll()
      .where('id', '=', documentId)
      .where('source_id', '=', sourceId)
      .executeTakeFirst()
    if (!row) throw notFound('document')
    return { ...toSourceDocument({ ...row, characters: row.body.length }), body: row.body }
  }

  /** Adds a document typed in, or replaces the one with this key. Throws UnreadableError where the source is full. */
  async put(source: KnowledgeSource, key: string, document: Omit<ReadDocument, 'key'>): Promise<string> {
    const item: ImportItem = { file: key, result: 'done', documents: [{ key: '', ...document }] }
    await this.#database.kysely
      .transaction()
      .execute(transaction => applyItems(transaction, source, [item], 'add'))
    return idOf(source.id, key, '')
  }

  async remove(source: KnowledgeSource, documentId: string): Promise<void> {
    await this.get(source.id, documentId)
    await this.#database.kysely.transaction().execute(async transaction => {
      await transaction.deleteFrom('knowledge_documents').where('id', '=', documentId).execute()
      await raiseVersion(transaction, source.endpointId)
    })
  }
}

/**
 * Puts what an import read in place of what the source held: of everything, or of the files that were read (`add`).
 * What could not be read now, though it is still there, keeps what was read of it before.
 * Throws UnreadableError where it is more than a source may hold.
 */
export async function applyItems(
  transaction: Transaction<Tables>,
  { id: sourceId, endpointId }: { id: string; endpointId: string },
  items: readonly ImportItem[],
  mode: UploadMode,
): Promise<void> {
  const before = await transaction
    .selectFrom('knowledge_documents')
    .select(['id', 'file', 'place', 'updated_at'])
    .select(({ fn }) => fn<number>('length', ['body']).as('characters'))
    .where('source_id', '=', sourceId)
    .execute()
  const kept = keptFiles(before, items, mode)
  const stays = before.filter(({ file }) => kept.has(file))
  const rows = rowsOf(sourceId, items, 1 + Math.max(-1, ...before.map(({ place }) => place)))
  checkSize(
    stays.length + rows.length,
    stays.reduce((sum, { characters }) => sum + characters, 0) +
      rows.reduce((sum, { body }) => sum + body.length, 0),
  )
  const leaving = before.filter(({ file }) => !kept.has(file)).map(({ id }) => id)
  for (const ids of chunks(leaving)) {
    await transaction.deleteFrom('knowledge_documents').where('id', 'in', ids).execute()
    // An embedded database answers at once: without this nothing else would have its turn until all is done.
    await setImmediate()
  }
  for (const values of chunks(rows)) {
    await transaction.insertInto('knowledge_documents').values(values).execute()
    await setImmediate()
  }
  await transaction
    .updateTable('knowledge_sources')
    .set({ imported_at: Date.now() })
    .where('id', '=', sourceId)
    .execute()
  await raiseVersion(transaction, endpointId)
}

function keptFiles(before: { file: string }[], items: readonly ImportItem[], mode: UploadMode): Set<string> {
  const itemOf = new Map(items.map(item => [item.file, item]))
  const isKept = (file: string) => {
    const item = itemOf.get(file)
    return item ? item.result === 'failed' && !item.gone : mode === 'add'
  }
  return new Set(before.map(({ file }) => file).filter(isKept))
}

function checkSize(documents: number, characters: number): void {
  if (documents > MAX_DOCUMENTS_OF_SOURCE) {
    fail(
      `These would be ${documents} documents; a source may have ${MAX_DOCUMENTS_OF_SOURCE}. Spread them over several.`,
    )
  }
  if (characters > MAX_CHARACTERS_OF_SOURCE) {
    fail(
      `This would be more than the ${MAX_CHARACTERS_OF_SOURCE} characters that a source may have. Spread it over several.`,
    )
  }
}

const rowsOf = (sourceId: string, items: readonly ImportItem[], firstPlace: number): KnowledgeDocumentRow[] =>
  items
    .flatMap(({ file, documents }) => documents.map(document => ({ file, document })))
    .map(({ file, document }, place) => ({
      id: idOf(sourceId, file, document.key),
      source_id: sourceId,
      file,
      place: firstPlace + place,
      title: document.title,
      kind: document.kind,
      tags: JSON.stringify(document.tags),
      language: document.language ?? null,
      url: document.url ?? null,
      body: document.body,
      updated_at: Date.now(),
    }))

/** The same document has the same id when it is read again, so that what was said of its passages stays true. */
const idOf = (sourceId: string, file: string, key: string) =>
  createHash('sha256')
    .update(JSON.stringify([sourceId, file, key]))
    .digest('base64url')
    .slice(0, 22)

const chunks = <Item>(items: Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / ROWS_PER_STATEMENT) }, (_, chunk) =>
    items.slice(chunk * ROWS_PER_STATEMENT, (chunk + 1) * ROWS_PER_STATEMENT),
  )

/** Both databases take % and _ as they are only after the escape that they share: none. Any letter will do instead. */
const escapeLike = (text: string) => text.toLowerCase().replaceAll(/[%\\]/g, '_')
