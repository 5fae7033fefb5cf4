import type { Decide, Decision } from '../sessions/decision.ts'

/** Several things to tell of a session, and to count, in one commit. */
export const together =
  (decides: readonly Decide[]): Decide =>
  (session, now): Decision => {
    const decisions = decides.map(decide => decide(session, now))
    return {
      entries: decisions.flatMap(({ entries = [] }) => entries),
      usage: decisions.flatMap(({ usage = [] }) => usage),
    }
  }
