import type { z } from 'zod'
import { VirtualAgentError } from './virtual-agent-error.ts'

/** What a bot sent, if it fits the schema; otherwise an `invalid-answer` that names the place and not the content. */
export function checked<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = parsed(schema, value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const place = issue?.path.join('.') || 'the whole'
  throw new VirtualAgentError(
    'invalid-answer',
    `The bot's answer is not what it should be: ${place.slice(0, 200)} (${issue?.code}).`,
  )
}

function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown) {
  try {
    return schema.safeParse(value)
  } catch {
    throw new VirtualAgentError('invalid-answer', "The bot's answer is nested too deeply.")
  }
}
