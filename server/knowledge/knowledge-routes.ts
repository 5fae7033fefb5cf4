import { z } from 'zod'
import type { Passage } from '../protocol/assists.ts'
import {
  importProgressSchema,
  type KnowledgeHealth,
  knowledgeHealthSchema,
  knowledgeImportSchema,
  knowledgeSourceSchema,
  searchAnswerSchema,
  sourceChangesSchema,
  sourceDocumentSchema,
  sourceDraftSchema,
  typedDocumentSchema,
  uploadModeSchema,
  wholeDocumentSchema,
} from '../protocol/knowledge.ts'
import { identifierSchema } from '../protocol/values.ts'
import { pageOf, pageQuery } from '../web/api/paging.ts'
import { type ApiRoute, route } from '../web/api/route.ts'
import type { HealthQuestion } from './health/knowledge-health.ts'
import type { KnowledgeSources } from './sources/knowledge-sources.ts'
import { receiveFiles } from './sources/received-files.ts'

export interface KnowledgeRouteParts {
  sources: KnowledgeSources
  endpointExists: (endpointId: string) => Promise<boolean>
  search: (endpointId: string, query: SearchQuery) => Promise<Passage[]>
  health: (endpointId: string, question: HealthQuestion, signal: AbortSignal) => Promise<KnowledgeHealth>
}

const ROOT = '/endpoints/{endpointId}/knowledge'
const SOURCE = `${ROOT}/sources/{sourceId}` as const
const UPLOAD_SECONDS = 600
const HEALTH_SECONDS = 60

const ofEndpoint = z.strictObject({ endpointId: z.string().max(64) })
const ofSource = ofEndpoint.extend({ sourceId: identifierSchema })
const ofImport = ofSource.extend({ importId: identifierSchema })
const ofDocument = ofSource.extend({ documentId: identifierSchema })

/** A query's list: given once or several times. */
const several = (item: z.ZodString, most: number) =>
  z
    .union([z.array(item), item.transform(one => [one])])
    .pipe(z.array(item).max(most))
    .optional()
const days = z.coerce.number().int().min(1).max(3650)

const searchQuerySchema = z.strictObject({
  text: z.string().trim().min(1).max(1000),
  sourceId: several(z.string().max(256), 50),
  tag: several(z.string().max(100), 50),
  limit: z.coerce.number().int().min(1).max(50).default(10),
})
export type SearchQuery = z.output<typeof searchQuerySchema>

/** Sources of knowledge, what they hold, how they are read, and what the knowledge lacks. */
export function knowledgeRoutes(parts: KnowledgeRouteParts): ApiRoute[] {
  return [...sourceRoutes(parts), ...importRoutes(parts), ...documentRoutes(parts), ...questionRoutes(parts)]
}

type Reaching = { params: { endpointId: string } }

const shared = ({ endpointExists }: KnowledgeRouteParts) => ({
  tag: 'Knowledge',
  reach: async ({ params: { endpointId } }: Reaching) =>
    (await endpointExists(endpointId)) ? endpointId : undefined,
})

function sourceRoutes(parts: KnowledgeRouteParts): ApiRoute[] {
  const { sources } = parts
  const common = shared(parts)
  return [
    route({
      ...common,
      id: 'listKnowledgeSources',
      method: 'get',
      path: `${ROOT}/sources`,
      summary: 'Where an endpoint’s knowledge comes from',
      scope: 'knowledge:read',
      params: ofEndpoint,
      answer: z.strictObject({ items: z.array(knowledgeSourceSchema) }),
      handle: async ({ params }) => ({ items: await sources.list(params.endpointId) }),
    }),
    route({
      ...common,
      id: 'createKnowledgeSource',
      method: 'post',
      path: `${ROOT}/sources`,
      summary: 'Add a source; one with an address is read at once',
      description:
        'Upload the files of a source of files, and write the documents of a typed one, afterwards.',
      scope: 'knowledge:write',
      params: ofEndpoint,
      body: sourceDraftSchema,
      status: 201,
      problems: [409],
      answer: knowledgeSourceSchema,
      handle: async ({ params, body, note }) => {
        const source = await sources.create(params.endpointId, body)
        note({ sourceId: source.id, name: source.name, kind: source.kind })
        return source
      },
    }),
    route({
      ...common,
      id: 'getKnowledgeSource',
      method: 'get',
      path: SOURCE,
      summary: 'A source and its last import',
      scope: 'knowledge:read',
      params: ofSource,
      answer: knowledgeSourceSchema,
      handle: ({ params }) => sources.get(params.endpointId, params.sourceId),
    }),
    route({
      ...common,
      id: 'changeKnowledgeSource',
      method: 'patch',
      path: SOURCE,
      summary: 'Change a source’s name, tags, language or address',
      description: 'Another address counts from the next import on; all else at once.',
      scope: 'knowledge:write',
      params: ofSource,
      body: sourceChangesSchema,
      problems: [409],
      answer: knowledgeSourceSchema,
      handle: ({ params, body, note }) => {
        note({ changed: Object.keys(body) })
        return sources.change(params.endpointId, params.sourceId, body)
      },
    }),
    route({
      ...common,
      id: 'removeKnowledgeSource',
      method: 'delete',
      path: SOURCE,
      summary: 'Remove a source with everything that it holds; an import of it ends',
      scope: 'knowledge:write',
      params: ofSource,
      problems: [409],
      handle: ({ params }) => sources.remove(params.endpointId, params.sourceId),
    }),
  ]
}

function importRoutes(parts: KnowledgeRouteParts): ApiRoute[] {
  const { sources } = parts
  const common = shared(parts)
  return [
    route({
      ...common,
      id: 'uploadKnowledgeFiles',
      method: 'post',
      path: `${SOURCE}/files`,
      summary: 'Upload files, which are then read',
      description:
        'Markdown, text, HTML, PDF, DOCX, and questions with answers in CSV or JSON: up to 1000 files of 20 MB each, 500 MB together. ' +
        'They replace everything in the source in one step once all are read, or are added to it with `mode=add`. ' +
        'A file that cannot be read keeps what was read of it before.',
      scope: 'knowledge:write',
      params: ofSource,
      query: z.strictObject({ mode: uploadModeSchema.default('replace') }),
      stream: 'multipart/form-data',
      status: 202,
      problems: [409],
      timeoutSeconds: UPLOAD_SECONDS,
      answer: knowledgeImportSchema,
      handle: async ({ params, query, request, signal, note }) => {
        const received = await receiveFiles(request, signal)
        note({ files: received.files.length, mode: query.mode })
        return await sources.upload(params.endpointId, params.sourceId, query.mode, received)
      },
    }),
    route({
      ...common,
      id: 'importKnowledgeAddress',
      method: 'post',
      path: `${SOURCE}/imports`,
      summary: 'Read a source’s address again',
      scope: 'knowledge:write',
      params: ofSource,
      status: 202,
      problems: [409],
      answer: knowledgeImportSchema,
      handle: ({ params }) => sources.readAgain(params.endpointId, params.sourceId),
    }),
    route({
      ...common,
      id: 'listKnowledgeImports',
      method: 'get',
      path: `${SOURCE}/imports`,
      summary: 'The last twenty imports of a source, the latest first',
      scope: 'knowledge:read',
      params: ofSource,
      answer: z.strictObject({ items: z.array(knowledgeImportSchema) }),
      handle: async ({ params }) => ({ items: await sources.imports(params.endpointId, params.sourceId) }),
    }),
    route({
      ...common,
      id: 'getKnowledgeImport',
      method: 'get',
      path: `${SOURCE}/imports/{importId}`,
      summary: 'How far an import has come, and what became of each file or page',
      description: 'Files that failed come first, then those that were skipped.',
      scope: 'knowledge:read',
      params: ofImport,
      query: z.strictObject({ outcomes: z.coerce.number().int().min(0).max(5000).default(500) }),
      answer: importProgressSchema,
      handle: ({ params, query }) =>
        sources.progress(params.endpointId, params.sourceId, params.importId, query.outcomes),
    }),
    route({
      ...common,
      id: 'cancelKnowledgeImport',
      method: 'post',
      path: `${SOURCE}/imports/{importId}/cancel`,
      summary: 'End an import; the source keeps what it held',
      scope: 'knowledge:write',
      params: ofImport,
      problems: [409],
      handle: ({ params }) => sources.cancel(params.endpointId, params.sourceId, params.importId),
    }),
  ]
}

function documentRoutes(parts: KnowledgeRouteParts): ApiRoute[] {
  const { sources } = parts
  const common = shared(parts)
  return [
    route({
      ...common,
      id: 'listKnowledgeDocuments',
      method: 'get',
      path: `${SOURCE}/documents`,
      summary: 'The documents of a source, without their bodies',
      scope: 'knowledge:read',
      params: ofSource,
      query: z.strictObject({
        ...pageQuery,
        title: z.string().trim().min(1).max(200).optional().meta({ description: 'Part of the title.' }),
      }),
      answer: pageOf(sourceDocumentSchema),
      handle: async ({ params, query }) => {
        await sources.get(params.endpointId, params.sourceId)
        return await sources.documents.list(params.sourceId, query)
      },
    }),
    route({
      ...common,
      id: 'writeKnowledgeDocument',
      method: 'post',
      path: `${SOURCE}/documents`,
      summary: 'Write a document into a typed source',
      scope: 'knowledge:write',
      params: ofSource,
      body: typedDocumentSchema,
      status: 201,
      problems: [409],
      answer: wholeDocumentSchema,
      handle: async ({ params, body, note }) => {
        const document = await sources.write(params.endpointId, params.sourceId, body)
        note({ documentId: document.id, title: document.title })
        return document
      },
    }),
    route({
      ...common,
      id: 'getKnowledgeDocument',
      method: 'get',
      path: `${SOURCE}/documents/{documentId}`,
      summary: 'A document as it was read or written, in Markdown',
      scope: 'knowledge:read',
      params: ofDocument,
      answer: wholeDocumentSchema,
      handle: async ({ params }) => {
        await sources.get(params.endpointId, params.sourceId)
        return await sources.documents.get(params.sourceId, params.documentId)
      },
    }),
    route({
      ...common,
      id: 'rewriteKnowledgeDocument',
      method: 'put',
      path: `${SOURCE}/documents/{documentId}`,
      summary: 'Write a document of a typed source anew',
      scope: 'knowledge:write',
      params: ofDocument,
      body: typedDocumentSchema,
      problems: [409],
      answer: wholeDocumentSchema,
      handle: ({ params, body }) =>
        sources.write(params.endpointId, params.sourceId, body, params.documentId),
    }),
    route({
      ...common,
      id: 'removeKnowledgeDocument',
      method: 'delete',
      path: `${SOURCE}/documents/{documentId}`,
      summary: 'Remove one document; the next import of its file brings it back',
      scope: 'knowledge:write',
      params: ofDocument,
      problems: [409],
      handle: ({ params }) => sources.removeDocument(params.endpointId, params.sourceId, params.documentId),
    }),
  ]
}

function questionRoutes(parts: KnowledgeRouteParts): ApiRoute[] {
  const common = shared(parts)
  return [
    route({
      ...common,
      id: 'searchKnowledge',
      method: 'get',
      path: `${ROOT}/search`,
      summary: 'What an endpoint’s knowledge has on some words, best first',
      scope: 'knowledge:read',
      params: ofEndpoint,
      query: searchQuerySchema,
      answer: searchAnswerSchema,
      handle: async ({ params, query }) => ({ passages: await parts.search(params.endpointId, query) }),
    }),
    route({
      ...common,
      id: 'getKnowledgeHealth',
      method: 'get',
      path: `${ROOT}/health`,
      summary: 'What is said twice, asked in vain, or out of date',
      description:
        'Questions are those of the latest 2000 sessions within `days`; personal data in them is masked.',
      scope: 'knowledge:read',
      params: ofEndpoint,
      query: z.strictObject({
        days: days.default(30),
        staleAfterDays: days.default(90),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
      timeoutSeconds: HEALTH_SECONDS,
      answer: knowledgeHealthSchema,
      handle: ({ params, query, signal }) => parts.health(params.endpointId, query, signal),
    }),
  ]
}
