import { z } from 'zod'
import { readActivity } from './activities.ts'
import type { GatewayEvent } from './gateway-event.ts'
import {
  identifier,
  lenientBoolean,
  lenientIdentifier,
  lenientInstant,
  lenientText,
  parseJson,
} from './lenient.ts'
import {
  assignmentSchema,
  cardsSchema,
  listOfAttachments,
  participantSchema,
  stateSchema,
  textSchema,
  userSchema,
} from './resources.ts'

const envelopeSchema = z.object({
  eventType: z.string().min(1),
  conversationId: lenientIdentifier(256),
  timestamp: lenientInstant,
  data: z.record(z.string(), z.unknown()).catch({}),
})

const unknownType = lenientText(128).pipe(z.string()).catch('')

const updateSchema = z.object({
  state: stateSchema,
  assignment: assignmentSchema.optional().catch(undefined),
  user: userSchema.optional().catch(undefined),
  channel: lenientText(64),
})

const queuedSchema = z.object({ queueId: lenientIdentifier(256), queueName: lenientText(256) })

const memberSchema = z.object({
  memberType: z.enum(['user', 'agent']),
  change: z.enum(['joined', 'left']),
  id: lenientIdentifier(128),
})

const messageSchema = z.object({
  sender: participantSchema.catch({}),
  isEcho: lenientBoolean.transform(isEcho => isEcho ?? false),
  text: textSchema,
  attachments: listOfAttachments(
    z.object({ id: identifier, type: lenientText(64), fileName: lenientText(255) }),
  ),
  cards: cardsSchema,
})

interface Envelope {
  conversationId: string
  at: number | undefined
}

type Reader = (data: Record<string, unknown>, envelope: Envelope) => GatewayEvent | undefined

const READERS = new Map<string, Reader>([
  [
    'CONVERSATION_UPDATE',
    (data, envelope) => ({ kind: 'conversation-updated', ...envelope, ...updateSchema.parse(data) }),
  ],
  ['QUEUED', (data, envelope) => ({ kind: 'queued', ...envelope, ...queuedSchema.parse(data) })],
  ['MEMBERS_CHANGED', readMemberChange],
  ['TRANSFER', (_data, envelope) => ({ kind: 'transferred', ...envelope })],
  ['MESSAGE', (data, envelope) => ({ kind: 'message', ...envelope, ...messageSchema.parse(data) })],
  ['ACTIVITY', readActivity],
])

/** The event in a webhook's body (Chat Gateway v1.0, webhook events), from its raw bytes. Never throws. */
export function readGatewayEvent(rawBody: Uint8Array): GatewayEvent {
  return mapGatewayEvent(parseJson(new TextDecoder().decode(rawBody)))
}

/** As {@link readGatewayEvent}, from the parsed body. */
export function mapGatewayEvent(body: unknown): GatewayEvent {
  const parsed = envelopeSchema.safeParse(body)
  if (!parsed.success) return { kind: 'malformed', reason: 'the body is no object with an eventType' }
  const { eventType, conversationId, timestamp, data } = parsed.data
  if (eventType === 'WEB_HOOK_VERIFY') return { kind: 'webhook-verify' }

  const reader = READERS.get(eventType)
  if (reader && !conversationId) return { kind: 'malformed', reason: `${eventType} without a conversationId` }
  const event = conversationId && reader?.(data, { conversationId, at: timestamp })
  return event || { kind: 'unknown', eventType: unknownType.parse(eventType), conversationId }
}

function readMemberChange(data: Record<string, unknown>, envelope: Envelope): GatewayEvent | undefined {
  const member = memberSchema.safeParse(data)
  return member.success ? { kind: 'member-changed', ...envelope, ...member.data } : undefined
}
