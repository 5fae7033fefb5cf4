import { z } from 'zod'

/*
 * How 8x8's payloads are read: what is missing or of another type is as good as not said, texts are bounded,
 * and nothing gets through that a database cannot hold (NUL, half of a surrogate pair).
 */

/** Text of at most `maxLength` characters, longer text cut; undefined when empty or no text. */
export const lenientText = (maxLength: number) =>
  z
    .string()
    .transform(text => storable(text.slice(0, maxLength)) || undefined)
    .optional()
    .catch(undefined)

/** An identifier of at most `maxLength` characters, given as text or number. One that is longer counts as none. */
export const lenientIdentifier = (maxLength: number) =>
  z
    .union([z.string().max(maxLength), z.number()])
    .transform(identifier => storable(String(identifier)).replaceAll(/\p{Cc}/gu, '') || undefined)
    .optional()
    .catch(undefined)

/** An identifier that the thing is nothing without. */
export const identifier = lenientIdentifier(256).pipe(z.string())

export const lenientBoolean = z.boolean().optional().catch(undefined)

/** ISO 8601 or milliseconds, as milliseconds since the epoch. */
export const lenientInstant = z
  .union([z.string().max(64), z.number()])
  .transform(instant => validInstant(typeof instant === 'number' ? instant : Date.parse(instant)))
  .optional()
  .catch(undefined)

const LAST_INSTANT = 8.64e15

const validInstant = (instant: number) =>
  instant >= 0 && instant <= LAST_INSTANT ? Math.trunc(instant) : undefined

/** At most `maxItems` items that match; others are left out. Nothing when it is no list. */
export const lenientList = <Schema extends z.ZodType>(item: Schema, maxItems: number) =>
  z
    .array(z.unknown())
    .catch([])
    .transform(items => items.slice(0, maxItems).flatMap(candidate => matching(item, candidate)))

function matching<Schema extends z.ZodType>(schema: Schema, candidate: unknown): z.output<Schema>[] {
  const result = schema.safeParse(candidate)
  return result.success ? [result.data] : []
}

/** Without NUL and halves of surrogate pairs. */
export const storable = (text: string) => text.replaceAll('\0', '').toWellFormed()

/** The value of a JSON text, or undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Whether a value is an object with members, and no list. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
