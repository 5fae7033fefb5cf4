import { z } from 'zod'
import { occurrenceShape } from './rules.ts'

const selectorShape = {
  ...occurrenceShape,
  /** Only events of this type. */
  eventType: z.string().optional(),
  conversationId: z.string().optional(),
}

/** Faults of one attempt: by default only the first one is spoilt and the retry is honest. */
const attemptShape = { ...selectorShape, attempts: z.enum(['first', 'all']).default('first') }

const bodyVariants = ['spaces', 'indented', 'unicodeEscapes', 'keyOrder', 'emoji'] as const

/** A fault of webhook events; the README of the simulator says what each does. */
export const eventFaultSchema = z.discriminatedUnion('kind', [
  // Whether and when it is sent
  z.strictObject({ ...selectorShape, kind: z.literal('drop') }),
  z.strictObject({
    ...selectorShape,
    kind: z.literal('duplicate'),
    copies: z.int().min(1).max(100).default(1),
  }),
  z.strictObject({ ...selectorShape, kind: z.literal('delay'), delayMs: z.int().min(0) }),
  z.strictObject({
    ...selectorShape,
    kind: z.literal('reorder'),
    /** How many later events of the conversation overtake it. */
    overtakenBy: z.int().min(1).default(1),
    /** It is sent after this at the latest. */
    holdMs: z.int().min(0).default(500),
  }),
  z.strictObject({
    ...selectorShape,
    kind: z.literal('burst'),
    /** Events are held until there are this many, then sent at once. */
    size: z.int().min(1).default(10),
    holdMs: z.int().min(0).default(500),
  }),
  // What is said
  z.strictObject({
    ...selectorShape,
    kind: z.literal('nonCanonicalJson'),
    variant: z.enum(bodyVariants).default('spaces'),
  }),
  z.strictObject({ ...selectorShape, kind: z.literal('bigBody'), bytes: z.int().min(1).default(1_000_000) }),
  z.strictObject({ ...selectorShape, kind: z.literal('extraFields') }),
  z.strictObject({
    ...selectorShape,
    kind: z.literal('charset'),
    contentType: z.string().default('application/json;charset=UTF-8'),
  }),
  // How it is signed
  z.strictObject({
    ...attemptShape,
    kind: z.enum(['wrongSignature', 'wrongTenant', 'wrongCustomer', 'unknownKey', 'rotatedKey']),
  }),
  z.strictObject({
    ...attemptShape,
    kind: z.literal('malformedKeyId'),
    keyId: z.string().default('../../../control/settings'),
  }),
  z.strictObject({
    ...attemptShape,
    kind: z.literal('staleTransmissionTime'),
    ageMs: z.int().default(900_000),
  }),
  z.strictObject({
    ...attemptShape,
    kind: z.literal('missingHeaders'),
    /** Those to leave out; all x-8x8-* headers when absent. */
    headers: z.array(z.string()).optional(),
  }),
  z.strictObject({
    ...attemptShape,
    kind: z.literal('tamperedBody'),
    /** `after` replays the honest attempt with another body of the same CRC-32, `instead` sends only the forgery. */
    when: z.enum(['after', 'instead']).default('after'),
  }),
])

export type EventFault = z.infer<typeof eventFaultSchema>
export type BodyVariant = (typeof bodyVariants)[number]

/** Whether an event is one that the fault is meant for. */
export const matchesEvent = (
  fault: EventFault,
  event: { eventType: string; conversationId?: string },
): boolean =>
  (!fault.eventType || fault.eventType === event.eventType) &&
  (!fault.conversationId || fault.conversationId === event.conversationId)
