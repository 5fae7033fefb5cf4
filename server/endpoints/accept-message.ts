import { createHash, randomUUID } from 'node:crypto'
import { Refusal } from '../protocol/refusal.ts'
import type { EventBodyOf } from '../protocol/session-events.ts'
import type { Data } from '../protocol/values.ts'
import type { Appended } from '../sessions/command.ts'
import { type Decision, ReceiptConflictError, UnknownSessionError } from '../sessions/decision.ts'
import { OverloadedError } from '../sessions/group-commit.ts'
import { type SessionOwner, sessionKey } from '../sessions/session-key.ts'
import type { SessionLog } from '../sessions/session-log.ts'
import type { SessionState } from '../sessions/session-state.ts'
import type { CustomerFiles } from './customer-files.ts'
import type { Endpoint } from './endpoint-directory.ts'
import type { RateLimits } from './rate-limits.ts'

export interface CustomerInput {
  messageId?: string
  text?: string | null
  data?: Data | null
}

type Message = EventBodyOf<'message'>

/** Who gets the message; the handover decides. */
export type RouteMessage = (
  session: SessionState,
  message: Message,
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
  endpoint: Endpoint | undefined,
  owner: SessionOwner,
  channel: SessionState['channel'],
  input: CustomerInput,
): Promise<Appended> {
  if (!endpoint?.settings.active) throw new Refusal('refused', 'This chat is not available.')
  const key = sessionKey(owner.endpointId, owner.sessionId)
  await checkLimits(parts, endpoint, owner, input)
  const message = await compose(parts.files, endpoint, key, input)
  const { messageId } = input
  try {
    return await parts.log.append({
      key,
      owner,
      ...(messageId && { receipt: { scope: `message:${key}`, id: messageId, digest: digestOf(input) } }),
      decide: (session, now) => {
        const said = { ...message, at: now }
        return {
          ...withStart(session, channel, now, parts.routeMessage(session, said, endpoint, now)),
          uploads: said.attachments?.map(({ id }) => id),
        }
      },
    })
  } catch (error) {
    throw toRefusal(error)
  }
}

async function checkLimits(
  { limits }: DoorParts,
  { settings }: Endpoint,
  owner: SessionOwner,
  { text }: CustomerInput,
) {
  const { textLimit, messagesPerMinute } = settings.customer
  if ((text?.length ?? 0) > textLimit) {
    throw new Refusal('too-large', `A message may have ${textLimit} characters.`)
  }
  if (!(await limits.mayWrite(JSON.stringify(owner), messagesPerMinute))) {
    throw new Refusal('too-many', 'That was a lot at once. Please wait a moment.')
  }
}

async function compose(
  files: CustomerFiles,
  endpoint: Endpoint,
  key: string,
  { messageId, text, data }: CustomerInput,
): Promise<Omit<Message, 'at'>> {
  const said = { text: text || undefined, ...(await files.take(endpoint.id, key, data ?? undefined)) }
  if (!said.text && !said.data && !said.attachments) throw new Refusal('invalid', 'The message is empty.')
  return { type: 'message', messageId: messageId ?? randomUUID(), from: 'customer', ...said }
}

function withStart(
  session: SessionState,
  channel: SessionState['channel'],
  at: number,
  decision: Decision,
): Decision {
  if (session.seq > 0) return decision
  return {
    ...decision,
    entries: [{ event: { type: 'session-started', at, channel } }, ...(decision.entries ?? [])],
  }
}

const digestOf = ({ text, data }: CustomerInput) =>
  createHash('sha256')
    .update(JSON.stringify([text ?? null, data ?? null]))
    .digest('base64url')

/** An unknown session is one that belongs to another user: which of the ids is wrong is not told. */
function toRefusal(error: unknown): unknown {
  if (error instanceof UnknownSessionError) return new Refusal('refused', 'This chat is not available.')
  if (error instanceof ReceiptConflictError)
    return new Refusal('invalid', 'This messageId came before with another message.')
  if (error instanceof OverloadedError)
    return new Refusal('not-ready', 'The service is busy. Please try again.')
  return error
}
