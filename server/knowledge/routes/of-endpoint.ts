import { z } from 'zod'
import { identifierSchema } from '../../protocol/values.ts'
import type { KnowledgeSources } from '../sources/knowledge-sources.ts'

/* What the routes of an endpoint's knowledge have in common. */

export const KNOWLEDGE = '/endpoints/{endpointId}/knowledge'
export const SOURCE = `${KNOWLEDGE}/sources/{sourceId}` as const

export const ofEndpoint = z.strictObject({ endpointId: z.string().max(64) })
export const ofSource = ofEndpoint.extend({ sourceId: identifierSchema })

export interface EndpointKnowledge {
  endpointExists: (endpointId: string) => Promise<boolean>
}

export interface SourceRouteParts extends EndpointKnowledge {
  sources: KnowledgeSources
}

/** The tag of these routes, and whose data they touch: an endpoint's that is there. */
export const ofKnowledge = ({ endpointExists }: EndpointKnowledge) => ({
  tag: 'Knowledge',
  reach: async ({ params: { endpointId } }: { params: { endpointId: string } }) =>
    (await endpointExists(endpointId)) ? endpointId : undefined,
})
