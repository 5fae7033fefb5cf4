import { z } from 'zod'
import type { GatewayEvent } from './gateway-event.ts'
import { isRecord, lenientIdentifier, lenientInstant, lenientText, parseJson } from './lenient.ts'
import { mapGatewayEvent } from './payloads.ts'
import { textSchema } from './resources.ts'

const flatSchema = z.object({
  eventType: z.string().min(1),
  conversationId: lenientIdentifier(256),
  timestamp: lenientInstant,
  queueId: lenientIdentifier(256),
  queueName: lenientText(256),
  agentId: lenientIdentifier(128),
  agentName: lenientText(255),
  message: textSchema,
})
type Flat = z.infer<typeof flatSchema>

type InConversation = { conversationId: string; at: number | undefined }

const READERS = new Map<string, (flat: Flat, where: InConversation) => GatewayEvent>([
  ['QUEUED', ({ queueId, queueName }, where) => ({ kind: 'queued', ...where, queueId, queueName })],
  ['AGENT_JOINED', (flat, where) => memberChanged('joined', flat, where)],
  ['AGENT_LEFT', (flat, where) => memberChanged('left', flat, where)],
  ['TRANSFER', (_flat, where) => ({ kind: 'transferred', ...where })],
  [
    'TEXT',
    ({ agentId, message }, where) => ({
      kind: 'message',
      ...where,
      sender: { type: 'agent', id: agentId },
      isEcho: false,
      text: message,
      attachments: [],
      cards: [],
    }),
  ],
])

/**
 * The event in a webhook's body, whether of Chat Gateway v1.0 or flat as Chat API v2 sent it (QUEUED, AGENT_JOINED,
 * AGENT_LEFT, TRANSFER, TEXT, with their fields beside `eventType`), from its raw bytes. Never throws.
 */
export function readChatApiEvent(rawBody: Uint8Array): GatewayEvent {
  const body = parseJson(new TextDecoder().decode(rawBody))
  return readFlat(body) ?? mapGatewayEvent(body)
}

function readFlat(body: unknown): GatewayEvent | undefined {
  if (!isRecord(body) || 'data' in body) return undefined
  const { success, data } = flatSchema.safeParse(body)
  const reader = success && READERS.get(data.eventType)
  if (!reader || !data.conversationId) return undefined
  return reader(data, { conversationId: data.conversationId, at: data.timestamp })
}

const memberChanged = (
  change: 'joined' | 'left',
  { agentId, agentName }: Flat,
  where: InConversation,
): GatewayEvent => ({
  kind: 'member-changed',
  ...where,
  memberType: 'agent',
  change,
  id: agentId,
  name: agentName,
})
