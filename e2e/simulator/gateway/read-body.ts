import type { Request } from 'express'
import type { z } from 'zod'

/** The request's JSON body; what does not fit is thrown as the error that `refuse` makes of its description. */
export function readBody<Schema extends z.ZodType>(
  schema: Schema,
  request: Request,
  refuse: (message: string) => Error,
): z.output<Schema> {
  const parsed = schema.safeParse(request.body)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw refuse(`${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'invalid'}`)
}
