import { z } from 'zod'
import { MAX_TEXT_LENGTH } from './limits.ts'
import { authorSchema, sessionEventBodySchema } from './session-events.ts'
import { attachmentSchema, dataSchema, identifierSchema, instantSchema, profileSchema } from './values.ts'

/*
 * Sessions as other systems and the console see them.
 */

const handoverStatus = z.enum(['queue', 'active', 'completed', 'cancelled', 'error'])

export const handoverOverviewSchema = z
  .strictObject({
    handoverId: z.string(),
    status: handoverStatus,
    correlationId: z.string().meta({ description: 'The reference that the agent sees, to tell each other.' }),
    connectionId: z.string(),
    conversationId: z.string().nullable().meta({ description: '8x8’s id.' }),
    queueName: z.string().nullable(),
    requestedAt: instantSchema,
    endedAt: instantSchema.nullable(),
  })
  .meta({ id: 'HandoverOverview' })

export const sessionOverviewSchema = z
  .strictObject({
    sessionKey: z.string(),
    endpointId: z.string(),
    userId: z.string(),
    sessionId: z.string(),
    channel: z.enum(['socket', 'rest', 'ingest']),
    profile: profileSchema,
    handover: handoverOverviewSchema.nullable().meta({ description: 'The one that is on, or the last one.' }),
    handoverCount: z.int(),
    lastSeq: z.int(),
    createdAt: instantSchema,
    updatedAt: instantSchema,
  })
  .meta({ id: 'Session' })

export const sessionEventSchema = z
  .strictObject({ seq: z.int(), event: sessionEventBodySchema })
  .meta({ id: 'SessionEvent', description: 'What happened, at its place in the session.' })

export const transcriptEntrySchema = z
  .strictObject({
    seq: z.int(),
    at: instantSchema,
    from: authorSchema,
    text: z.string().optional(),
    data: dataSchema.optional(),
    attachments: z.array(attachmentSchema).optional(),
    agentId: z.string().optional(),
  })
  .meta({ id: 'TranscriptEntry' })

const said = {
  text: z.string().min(1).max(MAX_TEXT_LENGTH).optional(),
  data: dataSchema.optional(),
}
const messageId = identifierSchema.optional().meta({ description: 'Makes a repeat count once.' })

export const injectionSchema = z
  .strictObject({ ...said, messageId })
  .refine(({ text, data }) => text ?? data, 'text or data is needed')

export const acceptedSchema = z
  .strictObject({ seq: z.int().nullable().meta({ description: 'Its place; null for a repeat.' }) })
  .meta({ id: 'Accepted' })

export const handoverStartSchema = z
  .strictObject({ outcome: z.enum(['requested', 'already-on']) })
  .meta({ id: 'HandoverStarted' })

export const handoverCloseSchema = z.strictObject({
  reason: z.string().trim().min(1).max(500).default('Closed by an administrator or a program.'),
})

/** One line of what happened in a session and on the wire, in the order of time. */
export const traceEntrySchema = z
  .strictObject({
    at: instantSchema,
    kind: z.enum(['event', 'delivery', 'attempt', 'webhook', 'call']).meta({
      description:
        'event: of the session’s log. delivery: bringing one event to one target. attempt: one of a delivery that did not succeed at once. webhook: 8x8’s request to us. call: our request to 8x8.',
    }),
    name: z.string(),
    outcome: z.string().meta({
      description: 'logged, pending, done, parked, an HTTP status, or what kind of failure it was.',
    }),
    seq: z.int().nullable().meta({ description: 'The event that it is or that caused it.' }),
    attempt: z.int().nullable(),
    milliseconds: z.int().nullable(),
    eventId: z.string().nullable().meta({ description: '8x8’s id of a webhook’s event.' }),
    detail: z.string(),
  })
  .meta({ id: 'TraceEntry' })
export type TraceEntry = z.infer<typeof traceEntrySchema>

export const traceSchema = z
  .strictObject({
    sessionKey: z.string(),
    handover: handoverOverviewSchema.nullable(),
    handovers: z.array(handoverOverviewSchema),
    entries: z.array(traceEntrySchema),
    complete: z.boolean().meta({ description: 'false: there is more than is shown.' }),
  })
  .meta({ id: 'Trace' })

const at = instantSchema.optional().meta({ description: 'When it happened; now, where not given.' })

export const ingestSchema = z.strictObject({
  userId: identifierSchema,
  sessionId: identifierSchema,
  profile: profileSchema.optional(),
  items: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('message'),
          messageId: identifierSchema.meta({ description: 'Makes a repeat count once.' }),
          from: authorSchema,
          ...said,
          agentId: z.string().max(128).optional(),
          at,
        }),
        z.strictObject({
          kind: z.literal('handover'),
          status: z.enum(['queue', 'active', 'completed', 'cancelled', 'error']),
          agentId: z.string().max(128).optional(),
          reason: z.string().max(500).optional(),
          at,
        }),
      ]),
    )
    .max(200)
    .default([])
    .meta({ description: 'What was said and how the handover stands, oldest first.' }),
})
export type Ingest = z.infer<typeof ingestSchema>

export const ingestedSchema = z
  .strictObject({
    sessionKey: z.string(),
    lastSeq: z.int(),
    copilotLink: z.string().meta({ description: 'Opens the copilot for this conversation.' }),
  })
  .meta({ id: 'Ingested' })

export const copilotLinkSchema = z
  .strictObject({
    link: z.string().meta({ description: 'Opens the customer’s chat to whoever has it: do not pass it on.' }),
  })
  .meta({ id: 'CopilotLink' })

export const panelTrialSchema = z
  .strictObject({
    URLToken: z.string(),
    auth: z.string().meta({ description: 'Stands in the place of a panel key; opens this session alone.' }),
    interactionId: z.string().meta({ description: 'Made up: 8x8 has none by this id.' }),
    interactionField: z.string().meta({ description: 'The form field in which a screen pop brings it.' }),
  })
  .meta({ id: 'PanelTrial' })
export type PanelTrial = z.infer<typeof panelTrialSchema>
