import { z } from 'zod'

/** Codes of refusals on sockets; each has a sentence for people beside it. */
export const refusalCodeSchema = z.enum([
  'invalid',
  'refused',
  /** The endpoint asks agents to sign on first. */
  'sign-on',
  'not-ready',
  'too-many',
  'too-large',
  'unsupported-version',
  'unknown',
])
export type RefusalCode = z.infer<typeof refusalCodeSchema>

/** How every socket acknowledgement refuses. */
export const socketErrorSchema = z.strictObject({
  error: z.strictObject({ code: refusalCodeSchema, message: z.string() }),
})
export type SocketError = z.infer<typeof socketErrorSchema>
