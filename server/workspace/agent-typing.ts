import { RateLimiterMemory } from 'rate-limiter-flexible'
import { type Typing, typingSchema } from '../protocol/copilot.ts'
import { parseOrRefuse } from '../protocol/refusal.ts'
import type { EndpointSettings } from '../protocol/settings/endpoint.ts'
import type { SessionLog } from '../sessions/session-log.ts'

export interface AgentTypingParts {
  log: SessionLog
  settingsOf: (endpointId: string) => Promise<EndpointSettings | undefined>
  /** Tells the customer and the other widgets. */
  tellTyping: (key: string, typing: Typing) => void
}

const SIGNS_PER_MINUTE = 120

/** Hears from widgets that an agent writes a reply there; only who may send it is heard. */
export function hearAgentTyping({ log, settingsOf, tellTyping }: AgentTypingParts) {
  const limiter = new RateLimiterMemory({ points: SIGNS_PER_MINUTE, duration: 60 })
  return async (key: string, payload: unknown): Promise<void> => {
    const { writing } = parseOrRefuse(typingSchema, payload)
    const session = await log.find(key)
    if (session?.state.handover?.status !== 'active') return
    if (!(await settingsOf(session.owner.endpointId))?.copilot.agentMayReply) return
    await limiter.consume(key)
    tellTyping(key, { from: 'agent', writing })
  }
}
