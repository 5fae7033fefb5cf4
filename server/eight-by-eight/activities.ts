import { z } from 'zod'
import { boundedJson } from './bounded-json.ts'
import type { GatewayEvent } from './gateway-event.ts'
import { lenientInstant, lenientList, lenientText } from './lenient.ts'
import { participantSchema } from './resources.ts'

interface Envelope {
  conversationId: string
  at: number | undefined
}

const MAX_PARTICIPANTS = 20

const nameSchema = z.object({ name: lenientText(128).pipe(z.string()) })

const users = lenientList(participantSchema, MAX_PARTICIPANTS)

const typingSchema = z.object({ users }).catch({ users: [] })

/** What is sent to 8x8 as `postback` comes back as `payload`. */
const quickReplySchema = z
  .object({
    data: z.object({ title: lenientText(1000), payload: lenientText(4000), postback: lenientText(4000) }),
  })
  .transform(({ data }) => ({ title: data.title, payload: data.payload ?? data.postback }))
  .catch({ title: undefined, payload: undefined })

const receiptsSchema = lenientList(
  z
    .object({ timestamp: lenientInstant, users })
    .transform(({ timestamp, users }) => ({ at: timestamp, users })),
  MAX_PARTICIPANTS,
)

/** An ACTIVITY of Chat Gateway v1.0; undefined when it does not even say its name. */
export function readActivity(data: Record<string, unknown>, envelope: Envelope): GatewayEvent | undefined {
  const named = nameSchema.safeParse(data)
  if (!named.success) return undefined
  const { name } = named.data
  const { value } = data
  switch (name) {
    case 'typing':
      return { kind: 'typing', ...envelope, ...typingSchema.parse(value) }
    case 'adaptiveCard/action':
      return { kind: 'card-action', ...envelope, value: boundedJson(value) }
    case 'quickReply/action':
      return { kind: 'quick-reply', ...envelope, ...quickReplySchema.parse(value) }
    case 'read-receipts':
      return { kind: 'read-receipts', ...envelope, receipts: receiptsSchema.parse(value) }
    default:
      return { kind: 'other-activity', ...envelope, name, value: boundedJson(value) }
  }
}
