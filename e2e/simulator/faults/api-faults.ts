import { z } from 'zod'
import { occurrenceShape } from './rules.ts'

const selectorShape = {
  ...occurrenceShape,
  /** Any method when absent. */
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).optional(),
  /** The path without `/chat-gateway/v1`, `:name` for any segment: `/conversations/:id/messages`. Any path when absent. */
  path: z.string().startsWith('/').optional(),
}

/**
 * A fault of the API.
 * `status` answers with an error before the side effect; `apigee` does so in the shape of the gateway in front.
 * `timeoutBefore` and `timeoutAfter` never answer; the second one has done the work. `resetBefore` and `lost` destroy the connection likewise.
 * `slow` does the work at once and answers `delayMs` later.
 */
export const apiFaultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...selectorShape,
    kind: z.enum(['status', 'apigee']),
    status: z.literal([401, 403, 404, 429, 500, 502, 503]),
    /** The Retry-After header: a number of seconds, or the same as a date. */
    retryAfterSeconds: z.number().min(0).optional(),
    retryAfterForm: z.enum(['seconds', 'date']).default('seconds'),
  }),
  z.strictObject({
    ...selectorShape,
    kind: z.enum(['timeoutBefore', 'timeoutAfter', 'resetBefore', 'lost']),
  }),
  z.strictObject({ ...selectorShape, kind: z.literal('slow'), delayMs: z.int().min(0) }),
])

export type ApiFault = z.infer<typeof apiFaultSchema>

/** Whether a call is one that the fault is meant for; `path` has no query. */
export function matchesCall(fault: ApiFault, method: string, path: string): boolean {
  if (fault.method && fault.method !== method) return false
  return !fault.path || matchesPattern(fault.path, path.replace(/^\/chat-gateway\/v1/, ''))
}

function matchesPattern(pattern: string, path: string): boolean {
  const wanted = pattern.split('/')
  const given = path.split('/')
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => part.startsWith(':') || part === given[index])
  )
}
