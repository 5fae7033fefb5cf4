import { createHash, randomUUID } from 'node:crypto'
import type { EventBodyOf } from '../protocol/session-events.ts'
import type { Attachment, Data } from '../protocol/values.ts'
import type { Appended } from '../sessions/commit-batch.ts'
import { type Decision, ReceiptConflictError, UnknownSessionError } from '../sessions/decision.ts'
import { OverloadedError } from '../sessions/group-commit.ts'
import { type SessionOwner, sessionKey } from '../sessions/session-key.ts'
import type { SessionLog } from '../sessions/session-log.ts'
import type { SessionState } from '../sessions/session-state.ts'
import type { CustomerFiles } from './customer-files.ts'
import type { Endpoint } from './endpoint-directory.ts'
import type { RateLimits } from './rate-limits.ts'
import { Refusal } from './refusal.ts'

export interface CustomerInput {
  messageId?: string
  text?: string | null
  data?: Data | null
}

/** Who gets the message; the handover decides. */
export type RouteMessage = (
  session: SessionState,
  message: EventBodyOf<'message'>,
  endpoint: Endpoint,
  now: number,
) => Decision

export interface DoorParts {
  log: SessionLog
  files: CustomerFiles
  limits: RateLimits
  routeMessage: RouteMessage
}

/**
 * Takes one message of the customer into the session, creating it with the first. Throws Refusal; then nothing was
 * written. The same messageId with the same content counts once.
 */
export async function acceptMessage(
  parts: DoorParts,
  endpoint: Endpoint,
  owner: SessionOwner,
  channel: SessionState['channel'],
  input: CustomerInput,
): Promise<Appended> {
  const key = sessionKey(owner.endpointId, owner.sessionId)
  await check(parts, endpoint, key, input)
  const { attachments, data } = await parts.files.claim(endpoint.id, key, input.data ?? undefined)
  const said = { text: input.text || undefined, data, attachments }
  if (!said.text && !said.data && !said.attachments) throw new Refusal('invalid', 'The message is empty.')
  const messageId = input.messageId ?? randomUUID()
  try {
    return await parts.log.append({
      key,
      owner,
      ...(input.messageId && { receipt: { scope: `message:${key}`, id: messageId, digest: digestOf(input) } }),
      decide: (session, now) => {
        const message = { type: 'message' as const, at: now, messageId, from: 'customer' as const, ...said }
        return withStart(session, channel, now, parts.routeMessage(session, message, endpoint, now))
      },
    })
  } catch (error) {
    throw toRefusal(error)
  }
}

async function check({ limits }: DoorParts, endpoint: Endpoint, key: string, input: CustomerInput): Promise<void> {
  const { customer, active } = endpoint.settings
  if (!active) throw new Refusal('refused', 'This chat is not available.')
  if ((input.text?.length ?? 0) > customer.textLimit) {
    throw new Refusal('too-large', `A message may have ${customer.textLimit} characters.`)
  }
  if (!(await limits.mayWrite(key, customer.messagesPerMinute))) {
    throw new Refusal('too-many', 'That was a lot at once. Please wait a moment.')
  }
}

function withStart(
  session: SessionState,
  channel: SessionState['channel'],
  now: number,
  decision: Decision,
): Decision {
  if (session.seq > 0) return decision
  return { ...decision, entries: [{ event: { type: 'session-started', at: now, channel } }, ...(decision.entries ?? [])] }
}

const digestOf = ({ text, data }: CustomerInput) =>
  createHash('sha256')
    .update(JSON.stringify([text ?? null, data ?? null]))
    .digest('base64url')

/** An unknown session is one that belongs to another user: which of the ids is wrong is not told. */
function toRefusal(error: unknown): unknown {
  if (error instanceof UnknownSessionError) return new Refusal('refused', 'These ids do not belong together.')
  if (error instanceof ReceiptConflictError) return new Refusal('invalid', 'This messageId came before with another message.')
  if (error instanceof OverloadedError) return new Refusal('not-ready', 'The service is busy. Please try again.')
  return error
}

/** The attachment as the customer's client is told of it. */
export interface OutgoingFile {
  name: string
  url: string
  mimeType: string
}

export const toOutgoingFile = (publicUrl: string, { id, name, mediaType }: Attachment): OutgoingFile => ({
  name,
  url: `${publicUrl}/attachments/${id}`,
  mimeType: mediaType,
})
