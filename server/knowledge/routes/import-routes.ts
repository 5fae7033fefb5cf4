import { z } from 'zod'
import { importProgressSchema, knowledgeImportSchema, uploadModeSchema } from '../../protocol/knowledge.ts'
import { identifierSchema } from '../../protocol/values.ts'
import { type ApiRoute, route } from '../../web/api/route.ts'
import { receiveFiles } from '../sources/received-files.ts'
import { ofKnowledge, ofSource, SOURCE, type SourceRouteParts } from './of-endpoint.ts'

const UPLOAD_SECONDS = 600

const ofImport = ofSource.extend({ importId: identifierSchema })

/** How the files or the address of a source are read. */
export function importRoutes(parts: SourceRouteParts): ApiRoute[] {
  const { sources } = parts
  const common = ofKnowledge(parts)
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
