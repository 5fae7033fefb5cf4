import type {
  ImportOutcome,
  KnowledgeImport,
  KnowledgeSource,
  SourceAddress,
  SourceDocument,
} from '../../protocol/knowledge.ts'
import type {
  KnowledgeDocumentRow,
  KnowledgeImportOutcomeRow,
  KnowledgeImportRow,
  KnowledgeSourceRow,
} from '../../storage/tables/knowledge.ts'
import { toTags } from '../library.ts'

/** A source as the API tells of it. */
export const toSource = (
  row: KnowledgeSourceRow & { documents: number },
  lastImport: KnowledgeImportRow | undefined,
): KnowledgeSource => ({
  id: row.id,
  endpointId: row.endpoint_id,
  kind: row.kind,
  name: row.name,
  tags: toTags(row),
  language: row.language ?? undefined,
  address: row.address === null ? undefined : (JSON.parse(row.address) as SourceAddress),
  managed: row.managed_digest !== null,
  documents: row.documents,
  createdAt: row.created_at,
  importedAt: row.imported_at ?? undefined,
  lastImport: lastImport && toImport(lastImport),
})

/** A document without its body, whose length the query counts. */
export const toSourceDocument = (
  row: Omit<KnowledgeDocumentRow, 'body' | 'place'> & { characters: number },
): SourceDocument => ({
  id: row.id,
  sourceId: row.source_id,
  file: row.file,
  title: row.title,
  kind: row.kind,
  tags: toTags(row),
  language: row.language ?? undefined,
  url: row.url ?? undefined,
  characters: row.characters,
  updatedAt: row.updated_at,
})

export const toImport = (row: KnowledgeImportRow): KnowledgeImport => ({
  id: row.id,
  sourceId: row.source_id,
  status: row.status,
  reason: row.reason ?? undefined,
  total: row.total ?? undefined,
  done: row.done,
  skipped: row.skipped,
  failed: row.failed,
  startedAt: row.started_at,
  endedAt: row.ended_at ?? undefined,
})

export const toOutcome = (row: KnowledgeImportOutcomeRow): ImportOutcome => ({
  name: row.name,
  result: row.result,
  reason: row.reason ?? undefined,
  documents: row.documents,
})
