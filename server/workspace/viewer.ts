import type { CopilotServerEvents } from '../protocol/copilot.ts'
import type { SessionEvent } from '../protocol/session-events.ts'
import type { SessionOwner } from '../sessions/session-key.ts'

/** An agent's widget that shows one session, as those see it who answer its requests. */
export interface Viewer {
  /** The session's key. */
  key: string
  owner: SessionOwner
  /** The agent's name, where the link says it. */
  agent?: string | undefined
  /** Hides what this viewer may not see from the answer to a request. */
  redact?: (<Answer>(answer: Answer) => Answer) | undefined
  /** Hides the same from events in their order, beginning anew with each call. */
  redactEvents?: ((events: readonly SessionEvent[]) => SessionEvent[]) | undefined
  /** Tells this widget alone. */
  tell<Name extends keyof CopilotServerEvents>(
    name: Name,
    ...words: Parameters<CopilotServerEvents[Name]>
  ): void
}
