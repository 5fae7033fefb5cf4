import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { sendReplySchema } from '../protocol/copilot.ts'
import { Refusal } from '../protocol/refusal.ts'
import type { EndpointSettings } from '../protocol/settings/endpoint.ts'
import { type Decide, ReceiptConflictError } from '../sessions/decision.ts'
import { OverloadedError } from '../sessions/group-commit.ts'
import type { SessionLog } from '../sessions/session-log.ts'
import type { Viewer } from './viewer.ts'

/** The name of an agent whose link names nobody. */
const NAMELESS = 'Agent'

/** How far back a reply that comes again is looked for. */
const MESSAGES_LOOKED_AT = 200

export interface SendReplyParts {
  log: SessionLog
  settingsOf: (endpointId: string) => Promise<EndpointSettings | undefined>
}

/**
 * The agent's message to the customer, and under the agent's name into the conversation at 8x8: once, however often it
 * comes with the same `requestId`. Answers with its place in the session.
 */
export const sendReply =
  ({ log, settingsOf }: SendReplyParts) =>
  async (
    { requestId, text }: z.output<typeof sendReplySchema>,
    { key, owner, agent = NAMELESS }: Viewer,
  ): Promise<{ seq: number }> => {
    if (!(await settingsOf(owner.endpointId))?.copilot.agentMayReply)
      throw new Refusal(
        'refused',
        'This chat is answered in 8x8. An administrator can allow replies from here.',
      )
    if (text.trim() === '') throw new Refusal('invalid', 'text: the reply is empty')
    const digest = createHash('sha256').update(text).digest('base64url')
    const receipt = { scope: `reply:${key}`, id: requestId, digest }
    try {
      const { events, state } = await log.append({ key, receipt, decide: said(requestId, text, agent) })
      return { seq: events[0]?.seq ?? (await placeOf(log, key, state.seq, requestId)) }
    } catch (error) {
      throw toRefusal(error)
    }
  }

/** Nobody else orders it: it goes to the customer at once, and to 8x8 behind what waits to go there. */
const said =
  (messageId: string, text: string, agentName: string): Decide =>
  ({ handover, seq }, at) => {
    if (handover?.status !== 'active')
      throw new Refusal('refused', 'No agent is in this chat now, so nothing was sent.')
    const { id: handoverId, agentIds } = handover
    const agentId = agentIds.at(-1) || undefined
    return {
      entries: [
        {
          event: { type: 'message', at, messageId, from: 'agent', text, agentName, agentId, handoverId },
          deliverTo: ['contact-centre'],
        },
        { event: { type: 'agent-messages-released', at, handoverId, messages: [seq + 1], verified: true } },
      ],
    }
  }

async function placeOf(log: SessionLog, key: string, through: number, requestId: string): Promise<number> {
  const messages = await log.readMessagesBack(key, through, MESSAGES_LOOKED_AT)
  return messages.findLast(({ messageId }) => messageId === requestId)?.seq ?? 0
}

function toRefusal(error: unknown): unknown {
  if (error instanceof ReceiptConflictError)
    return new Refusal('invalid', 'This requestId came before with another text.')
  if (error instanceof OverloadedError)
    return new Refusal('not-ready', 'The service is busy. Please try again.')
  return error
}
