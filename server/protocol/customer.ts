import { z } from 'zod'
import { MAX_TEXT_LENGTH } from './limits.ts'
import { dataSchema, identifierSchema } from './values.ts'

/*
 * What a customer's client says. Field and event names are those of the socket protocol that Cognigy's
 * clients speak and of its REST endpoint, so that such clients work unchanged.
 */

const booleanWord = z.enum(['true', 'false']).transform(word => word === 'true')

/** Handshake A, in the query; its values arrive encoded twice and are decoded before this check. */
export const queryHandshakeSchema = z.object({
  urlToken: identifierSchema,
  userId: identifierSchema,
  sessionId: identifierSchema,
  testMode: booleanWord.default(false),
  emitWithAck: booleanWord.default(true),
})

/** Handshake B, the answer to the server's `handshake` event. */
export const innerHandshakeSchema = z.object({
  urlToken: identifierSchema,
  userId: identifierSchema,
  sessionId: identifierSchema,
  testMode: z.boolean().default(false),
  emitWithAck: z.boolean().default(true),
})
export type CustomerHandshake = z.infer<typeof innerHandshakeSchema>

/** Without NUL and halves of surrogate pairs, which databases and other systems cannot hold. */
const text = z
  .string()
  .max(MAX_TEXT_LENGTH)
  .transform(said => said.replaceAll('\0', '').toWellFormed())

/**
 * `processInput`. `messageId` is ours and optional: a client that repeats a message after a lost
 * acknowledgement repeats the id, and the message counts once.
 */
export const processInputSchema = z.object({
  URLToken: identifierSchema,
  userId: identifierSchema,
  sessionId: identifierSchema,
  channel: z.string().max(64).optional(),
  source: z.string().max(64).optional(),
  passthroughIP: z.string().max(64).nullish(),
  resetFlow: z.boolean().nullish(),
  messageId: identifierSchema.optional(),
  text: text.nullish(),
  data: dataSchema.nullish(),
})
export type ProcessInput = z.infer<typeof processInputSchema>

export const typingStatusSchema = z.object({ status: z.enum(['typingOn', 'typingOff', 'on', 'off']) })

/** Body of `POST /:URLToken`. */
export const restTurnSchema = z
  .object({
    userId: identifierSchema,
    sessionId: identifierSchema,
    messageId: identifierSchema.optional(),
    text: text.nullish(),
    data: dataSchema.nullish(),
  })
  .refine(turn => turn.text || turn.data, 'either text or data is needed')

/** One output to the customer. `traceId` names it: a repeat after a lost acknowledgement carries the same one. */
export interface CustomerOutput {
  text?: string
  data?: Record<string, unknown>
  traceId: string
  source: 'bot' | 'agent'
  disableSensitiveLogging: false
}
