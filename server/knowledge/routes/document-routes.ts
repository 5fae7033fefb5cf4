import { z } from 'zod'
import { sourceDocumentSchema, typedDocumentSchema, wholeDocumentSchema } from '../../protocol/knowledge.ts'
import { identifierSchema } from '../../protocol/values.ts'
import { pageOf, pageQuery } from '../../web/api/paging.ts'
import { type ApiRoute, route } from '../../web/api/route.ts'
import { ofKnowledge, ofSource, SOURCE, type SourceRouteParts } from './of-endpoint.ts'

const ofDocument = ofSource.extend({ documentId: identifierSchema })

/** What a source holds. */
export function documentRoutes(parts: SourceRouteParts): ApiRoute[] {
  const { sources } = parts
  const common = ofKnowledge(parts)
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
