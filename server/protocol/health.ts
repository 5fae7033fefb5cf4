import { z } from 'zod'
import { instantSchema } from './values.ts'

/*
 * How the installation is doing, for the console's health page.
 */

const count = z.int().nonnegative()

export const healthSchema = z
  .strictObject({
    ready: z.boolean().meta({ description: 'This server can do its work: the database answers.' }),
    database: z.strictObject({ kind: z.enum(['embedded', 'postgres']), answers: z.boolean() }),
    redis: z.enum(['not-used', 'answers', 'away']).meta({
      description: 'Servers tell each other through it; without it they go on, seconds later.',
    }),
    version: z.string(),
    node: z.string().meta({ description: 'Version of Node.js.' }),
    startedAt: instantSchema,
    memoryInBytes: count,
    servers: z
      .array(z.strictObject({ serverId: z.string(), sessions: count, isThis: z.boolean() }))
      .meta({ description: 'Servers that work chats now, and how many each of them does.' }),
    backlog: z.strictObject({
      pending: count.meta({ description: 'Deliveries that are still to be made.' }),
      late: count.meta({ description: 'Of these, due for more than a minute.' }),
      oldestDueAt: instantSchema.nullable(),
      waitingWebhooks: count.meta({ description: 'From 8x8, of conversations that are not known yet.' }),
      runningImports: count,
    }),
    parked: z
      .array(
        z.strictObject({
          sessionKey: z.string(),
          target: z.string(),
          at: instantSchema,
          attempts: count,
          error: z.string(),
        }),
      )
      .meta({ description: 'Given up within the last week, newest first; at most 50.' }),
    models: z.array(
      z.strictObject({
        endpointId: z.string(),
        name: z.string().meta({ description: 'Of the endpoint.' }),
        model: z.string().nullable().meta({ description: 'Name of the language model; null for none.' }),
        host: z.string().nullable(),
        ofServer: z.boolean().meta({ description: 'It is the one that the environment names.' }),
        tokensToday: count,
        tokensPerDay: count,
      }),
    ),
    modelRequests: z
      .record(z.string(), count)
      .meta({ description: 'Asked by this server since it started, by what they came to.' }),
  })
  .meta({ id: 'Health' })
export type Health = z.infer<typeof healthSchema>
