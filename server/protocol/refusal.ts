import type { z } from 'zod'
import type { RefusalCode, SocketError } from './problem.ts'

/** Why something was not done, in a sentence that the other side may read. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode

  constructor(code: RefusalCode, message: string) {
    super(message)
    this.code = code
  }
}

/** The refusal in an acknowledgement; anything unexpected becomes a sentence that gives nothing away. */
export function toSocketError(error: unknown): SocketError {
  if (error instanceof Refusal) return { error: { code: error.code, message: error.message } }
  return { error: { code: 'not-ready', message: 'This did not work just now. Please try again.' } }
}

/** What a client sent, checked. Throws a Refusal that names the first thing that is wrong. */
export function parseOrRefuse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Refusal(
    'invalid',
    `${issue?.path.join('.') || 'The payload'}: ${issue?.message ?? 'is not valid'}`,
  )
}
