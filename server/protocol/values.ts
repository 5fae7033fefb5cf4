import { z } from 'zod'
import { MAX_DATA_DEPTH, MAX_DATA_LENGTH, MAX_IDENTIFIER_LENGTH } from './limits.ts'

/** An identifier chosen by somebody else: printable, bounded, never empty. */
export const identifierSchema = z
  .string()
  .min(1)
  .max(MAX_IDENTIFIER_LENGTH)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'must not contain control characters')

/** Milliseconds since the epoch. */
export const instantSchema = z.int().nonnegative()

const jsonObjectSchema = z.record(z.string(), z.json())

/** Free-form JSON object, as bots and clients send it in `data`; bounded in depth and by the length of its JSON. */
export const dataSchema = z
  .custom<z.input<typeof jsonObjectSchema>>(
    value => isShallow(value, MAX_DATA_DEPTH),
    `must not be nested deeper than ${MAX_DATA_DEPTH} levels`,
  )
  .pipe(jsonObjectSchema)
  .refine(
    data => JSON.stringify(data).length <= MAX_DATA_LENGTH,
    `must not exceed ${MAX_DATA_LENGTH} characters of JSON`,
  )
export type Data = z.infer<typeof dataSchema>

/** A file that belongs to a message. `id` is unguessable and opens `GET /attachments/{id}`. */
export const attachmentSchema = z.strictObject({
  id: z.string().max(64),
  name: z.string().max(255),
  mediaType: z.string().max(127),
  sizeInBytes: z.int().nonnegative().optional(),
  /** 8x8's own id, where 8x8 keeps the file. */
  remoteId: z.string().max(256).optional(),
})
export type Attachment = z.infer<typeof attachmentSchema>

/** What is known of the customer. `properties` are shown to the agent in their own words. */
export const profileSchema = z.strictObject({
  name: z.string().max(255).optional(),
  email: z.string().max(255).optional(),
  phone: z.string().max(64).optional(),
  company: z.string().max(255).optional(),
  caseId: z.string().max(255).optional(),
  customerId: z.string().max(255).optional(),
  language: z.string().max(16).optional(),
  properties: z.record(z.string().min(1).max(64), z.string().max(1000)).optional(),
})
export type Profile = z.infer<typeof profileSchema>

/** Looked at before anything descends into the value: its sender could make it so deep that nothing comes back. */
function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return levels > 0 && Object.values(value).every(inner => isShallow(inner, levels - 1))
}
