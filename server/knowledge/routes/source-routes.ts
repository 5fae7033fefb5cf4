import { z } from 'zod'
import { knowledgeSourceSchema, sourceChangesSchema, sourceDraftSchema } from '../../protocol/knowledge.ts'
import { type ApiRoute, route } from '../../web/api/route.ts'
import { KNOWLEDGE, ofEndpoint, ofKnowledge, ofSource, SOURCE, type SourceRouteParts } from './of-endpoint.ts'

/** Where an endpoint’s knowledge comes from. */
export function sourceRoutes(parts: SourceRouteParts): ApiRoute[] {
  const { sources } = parts
  const common = ofKnowledge(parts)
  return [
    route({
      ...common,
      id: 'listKnowledgeSources',
      method: 'get',
      path: `${KNOWLEDGE}/sources`,
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
      path: `${KNOWLEDGE}/sources`,
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
