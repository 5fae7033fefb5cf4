import type { z } from 'zod'
import type { snoozeSchema } from '../protocol/copilot.ts'
import { Refusal } from '../protocol/refusal.ts'
import type { SessionLog } from '../sessions/session-log.ts'
import type { Viewer } from './viewer.ts'

export interface SnoozeParts {
  log: SessionLog
}

const LONGEST_MILLISECONDS = 24 * 60 * 60 * 1_000

/** Keeps suggestions away from one chat for a while, for everybody who sees it. */
export const snooze =
  ({ log }: SnoozeParts) =>
  async ({ until }: z.output<typeof snoozeSchema>, { key }: Viewer) => {
    if (until !== null && until > Date.now() + LONGEST_MILLISECONDS)
      throw new Refusal('invalid', 'until: at most a day from now')
    await log.append({
      key,
      decide: (_session, at) => ({ entries: [{ event: { type: 'suggestions-snoozed', at, until } }] }),
    })
    return {}
  }
