import type { SessionEvent, SessionEventBody } from '../../server/protocol/session-events.ts'

/** An event's body without its time. */
export type Happening = SessionEventBody extends infer Body
  ? Body extends { at: number }
    ? Omit<Body, 'at'> & { at?: number }
    : never
  : never

/** Numbers events as a log does, beginning after `lastSeq`; where no time is told, each is a second later. */
export function sequence(happenings: readonly Happening[], lastSeq = 0, startedAt = 0): SessionEvent[] {
  let at = startedAt
  return happenings.map((happening, index) => {
    at = happening.at ?? at + 1000
    return { ...happening, at, seq: lastSeq + index + 1 }
  })
}
