import { z } from 'zod'
import { httpUrlSchema, SECRET } from './values.ts'

/** The language model of an endpoint: the server's own (LLM_BASE_URL), none, or one that speaks OpenAI's wire. */
export const modelSettingsSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('server').meta({ title: 'The server’s own' }) }),
  z.strictObject({ kind: z.literal('none').meta({ title: 'None' }) }),
  z.strictObject({
    kind: z.literal('compatible').meta({ title: 'One of your own' }),
    baseUrl: httpUrlSchema.meta({ description: 'Such as https://api.openai.com/v1.' }),
    apiKey: z.string().min(1).max(4000).meta(SECRET).optional(),
    name: z.string().min(1).max(200).meta({ description: 'The model’s name there.' }),
    embeddings: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .meta({ description: 'The model that turns texts into vectors; none leaves them out.' }),
  }),
])

const patience = z.number().positive().max(300)

/** How much an endpoint may ask of its model, and how long it waits. */
export const modelLimitsSchema = z.strictObject({
  tokensPerDay: z
    .int()
    .min(0)
    .default(5_000_000)
    .meta({ description: 'Most tokens a day, read and written together; the day is UTC’s.' }),
  atOnce: z.int().min(1).max(1_000).default(100).meta({ description: 'Requests at once on one server.' }),
  waiting: z.int().min(0).max(10_000).default(200).meta({ description: 'How many more requests may wait.' }),
  connectSeconds: patience.default(10).meta({ description: 'How long to wait for a connection.' }),
  firstTokenSeconds: patience.default(15).meta({ description: 'How long to wait for the first word.' }),
  idleSeconds: patience.default(10).meta({ description: 'How long to wait between two words.' }),
})
