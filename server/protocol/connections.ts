import { z } from 'zod'
import { slugSchema } from './administration.ts'
import { httpUrlSchema } from './settings/values.ts'
import { dataSchema, instantSchema } from './values.ts'

/*
 * Connections to 8x8 as administrators see and change them. Their secrets go in and never come out.
 */

const name = z.string().trim().min(1).max(255)
const revision = z.int().min(1).meta({
  description: 'Rises with each change. A change names the one that it was made on, else it is refused.',
})
const overlapHours = z
  .number()
  .min(0)
  .max(24 * 90)

const secretPath = z
  .string()
  .min(24)
  .max(128)
  .regex(/^[A-Za-z0-9_-]+$/)

const optionalText = (length: number) => z.string().trim().max(length)

/** What an administrator writes into the form of a connection, beside its name and its secrets. */
const fields = {
  description: optionalText(2000).default(''),
  public: z
    .boolean()
    .default(true)
    .meta({ title: 'Public', description: 'The base URL can be reached from the internet.' }),
  baseUrl: httpUrlSchema.default('https://api.8x8.com'),
  tenant: z
    .string()
    .trim()
    .min(1)
    .max(255)
    .meta({ description: 'Your tenant’s id at 8x8, sent along as 8x8-Tenant.' }),
  customerId: optionalText(255)
    .optional()
    .meta({ description: '8x8’s customer id; webhooks of another customer are refused where it is set.' }),
  username: optionalText(255)
    .optional()
    .meta({ description: 'Only where 8x8 gave you a login instead of an API key.' }),
  accessTokenUrl: httpUrlSchema
    .optional()
    .meta({ description: 'Where username and password are exchanged for a bearer token.' }),
  queueId: optionalText(256)
    .optional()
    .meta({ description: 'Where chats wait for an agent; its row in Queues/Skills shows it.' }),
  channelId: optionalText(256)
    .optional()
    .meta({ description: 'Of a channel made by hand; *register* fills it in otherwise.' }),
  properties: dataSchema
    .default({})
    .meta({ description: 'Custom JSON, merged into the request that creates a conversation.' }),
  callbackUrl: httpUrlSchema
    .optional()
    .meta({ description: 'Where 8x8 reaches this server, if not at its public address: a load balancer’s.' }),
}

const apiKey = z.string().trim().min(1).max(512)
const password = z.string().min(1).max(1024)

const settingsSchema = z.strictObject(fields)

export const newConnectionSchema = z.strictObject({
  id: slugSchema.optional().meta({ description: 'Made from the name where not given; it never changes.' }),
  name,
  settings: settingsSchema,
  apiKey: apiKey.optional().meta({ description: 'Or username, password and accessTokenUrl.' }),
  password: password.optional(),
})

export const connectionChangesSchema = z.strictObject({
  name,
  settings: settingsSchema.meta({ description: 'All of them: what is left out takes its default.' }),
  apiKey: apiKey.optional().meta({ description: 'Only to change it.' }),
  password: password.optional().meta({ description: 'Only to change it.' }),
  revision,
})

export const administeredConnectionSchema = z
  .strictObject({
    id: slugSchema,
    name,
    settings: settingsSchema,
    hasApiKey: z.boolean(),
    hasPassword: z.boolean(),
    webhookId: z.string().nullable().meta({ description: 'At 8x8, once it is registered.' }),
    earlierWebhookSecretUntil: instantSchema
      .nullable()
      .meta({ description: 'How long the webhook’s address from before the last rotation still works.' }),
    usedBy: z.array(slugSchema).meta({ description: 'Endpoints that hand over through it.' }),
    revision,
    createdAt: instantSchema,
  })
  .meta({ id: 'Connection' })
export type AdministeredConnection = z.infer<typeof administeredConnectionSchema>

/** One thing that has to be right for a connection to work. */
export const connectionCheckSchema = z
  .strictObject({
    check: z.enum(['network', 'address', 'credentials', 'tenant', 'permission']),
    result: z
      .enum(['passed', 'failed', 'unknown'])
      .meta({ description: 'unknown: another check failed before this one could be told.' }),
    detail: z.string(),
  })
  .meta({ id: 'ConnectionCheck' })
export type ConnectionCheck = z.infer<typeof connectionCheckSchema>

export const connectionTestSchema = z
  .strictObject({
    works: z.boolean(),
    checks: z.array(connectionCheckSchema),
    milliseconds: z.int(),
  })
  .meta({ id: 'ConnectionTest' })
export type ConnectionTest = z.infer<typeof connectionTestSchema>

/** What a person pastes into 8x8 where they make webhook and channel by hand. */
export const registrationValuesSchema = z
  .strictObject({
    webhookName: z.string(),
    webhookUrl: z.string(),
    version: z.string(),
    channelName: z.string(),
    queueId: z.string().nullable(),
    channelId: z.string().nullable(),
  })
  .meta({ id: 'RegistrationValues' })

export const registrationSchema = z.strictObject({
  queueId: z
    .string()
    .trim()
    .min(1)
    .max(256)
    .optional()
    .meta({ description: 'The connection’s own where not given.' }),
})

export const registeredSchema = z
  .strictObject({ webhookId: z.string(), channelId: z.string(), queueId: z.string() })
  .meta({ id: 'Registered' })

/** What 8x8 has beside what we expect, field by field. */
export const reviewSchema = z
  .strictObject({
    matches: z.boolean(),
    fields: z.array(
      z.strictObject({
        field: z.enum([
          'webhook',
          'webhook uri',
          'webhook version',
          'channel',
          'channel type',
          'channel webhook',
          'channel queue',
        ]),
        expected: z.string(),
        found: z.string().nullable(),
        matches: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Review' })
export type Review = z.infer<typeof reviewSchema>

export const webhookTestSchema = z
  .strictObject({
    reached: z.boolean(),
    detail: z.string(),
  })
  .meta({ id: 'WebhookTest' })

export const newApiKeyOf8x8Schema = z.strictObject({ apiKey })

export const secretRotationSchema = z.strictObject({
  overlapHours: overlapHours
    .default(24)
    .meta({ description: 'How long the webhook’s address from before goes on working.' }),
})

export const rotatedSecretSchema = z
  .strictObject({
    webhookUrl: z.string(),
    registered: z.boolean().meta({ description: '8x8 has the new address; otherwise *register* again.' }),
    detail: z.string(),
  })
  .meta({ id: 'RotatedSecret' })

/** A connection to an 8x8 tenant as it is stored, sealed. */
export const connectionSchema = z
  .strictObject({
    id: slugSchema,
    name,
    ...fields,
    apiKey: apiKey.optional(),
    password: password.optional(),
    webhookId: z.string().max(256).optional(),
    /** Unguessable last part of the webhook's address. */
    webhookSecret: secretPath,
    /** The one before, while it still works. */
    earlierWebhookSecret: z.strictObject({ secret: secretPath, validUntil: instantSchema }).optional(),
  })
  .refine(
    connection =>
      connection.apiKey || (connection.username && connection.password && connection.accessTokenUrl),
    { path: ['apiKey'], message: 'is needed, or username, password and accessTokenUrl' },
  )
export type Connection = z.infer<typeof connectionSchema>
