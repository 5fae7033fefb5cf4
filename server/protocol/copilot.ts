import { z } from 'zod'
import type { SocketError } from './problem.ts'
import type { SessionEvent } from './session-events.ts'
import { identifierSchema } from './values.ts'

/*
 * The copilot protocol: namespace `/copilot` on `/socket.io`.
 * The widget joins one session and is brought up to date from `after`; then it hears every event once, in order.
 */

/** What a join of any version says first. */
export const versionSchema = z.looseObject({ protocolVersion: z.int() })

/** URLToken, userId and sessionId are the values of the copilot link, spelled as the link spells them. */
export const joinSchema = z.strictObject({
  protocolVersion: z.int(),
  URLToken: identifierSchema,
  userId: identifierSchema,
  sessionId: identifierSchema,
  /** The last event that the widget already has; 0 for none. */
  after: z.int().nonnegative().default(0),
})
export type Join = z.input<typeof joinSchema>

export type Joined = { lastSeq: number; serverTime: number }

export interface CopilotClientEvents {
  join(payload: Join, acknowledge: (answer: Joined | SocketError) => void): void
}

export interface CopilotServerEvents {
  /** Events in order without gaps, following `after`. */
  events(events: SessionEvent[]): void
  typing(typing: Typing): void
  /** The session may no longer be seen; joining again is refused. */
  closed(error: SocketError): void
}

/** Who is writing; not part of the log. */
export type Typing = { from: 'customer' | 'agent'; writing: boolean }
