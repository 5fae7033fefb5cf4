import { z } from 'zod'
import { slugSchema } from './administration.ts'
import { endpointSettingsSchema } from './settings/endpoint.ts'
import { identifierSchema, instantSchema } from './values.ts'

/*
 * Endpoints as administrators see and change them. A secret is never shown: a placeholder stands in its
 * place and, sent back, leaves it as it is.
 */

const name = z.string().trim().min(1).max(255)
const revision = z.int().min(1).meta({
  description: 'Rises with each change. A change names the one that it was made on, else it is refused.',
})

export const urlTokenSchema = identifierSchema
  .min(32)
  .meta({ description: 'Opens the endpoint; the last part of its Config URL.' })

export const endpointOverviewSchema = z
  .strictObject({
    id: slugSchema,
    name,
    active: z.boolean(),
    virtualAgent: z.enum(['knowledge', 'webhook', 'cognigy']),
    connectionId: z.string().nullable(),
    channelId: z
      .string()
      .nullable()
      .meta({ description: 'The endpoint’s own channel; without one, that of its connection.' }),
    createdAt: instantSchema,
  })
  .meta({ id: 'EndpointOverview' })

export const administeredEndpointSchema = z
  .strictObject({
    id: slugSchema,
    name,
    URLToken: urlTokenSchema,
    configUrl: z.string(),
    earlierTokensUntil: z
      .array(instantSchema)
      .meta({ description: 'How long URLTokens from before the last rotations still work.' }),
    settings: endpointSettingsSchema,
    revision,
    createdAt: instantSchema,
  })
  .meta({ id: 'Endpoint' })
export type AdministeredEndpoint = z.infer<typeof administeredEndpointSchema>

export const newEndpointSchema = z.strictObject({
  id: slugSchema.optional().meta({ description: 'Made from the name where not given; it never changes.' }),
  name,
  URLToken: urlTokenSchema
    .optional()
    .meta({ description: 'Another platform’s token, where the chat stays there; made here otherwise.' }),
  settings: endpointSettingsSchema.prefault({}),
})

export const endpointChangesSchema = z.strictObject({
  name,
  settings: endpointSettingsSchema.meta({
    description: 'All of them: what is left out takes its default.',
  }),
  revision,
})

const overlapHours = z
  .number()
  .min(0)
  .max(24 * 90)

export const tokenRotationSchema = z.strictObject({
  overlapHours: overlapHours
    .default(24)
    .meta({ description: 'How long the token from before goes on working.' }),
})

/** Ready-made ways to bring the copilot before agents. */
export const embeddingSchema = z
  .strictObject({
    linkPattern: z.string().meta({ description: 'With ${userId} and ${sessionId} to fill in.' }),
    element: z.string(),
    iframe: z.string(),
    panel: z.strictObject({ address: z.string(), origin: z.string(), textFor8x8: z.string() }).meta({
      description: '8x8 Agent Workspace; `<panel key>` stands for one of the endpoint’s panel keys.',
    }),
    screenPop: z.strictObject({ address: z.string(), method: z.literal('POST') }),
    configUrl: z.string(),
    socketUrl: z.string(),
  })
  .meta({ id: 'Embedding' })
