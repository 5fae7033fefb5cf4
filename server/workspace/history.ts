import type { z } from 'zod'
import type { History, historySchema } from '../protocol/copilot.ts'
import type { EventOf } from '../protocol/session-events.ts'
import type { SessionLog } from '../sessions/session-log.ts'
import type { Viewer } from './viewer.ts'

export interface HistoryParts {
  log: SessionLog
}

/** What a transcript is made of. */
const TOLD = [
  'message',
  'agent-messages-released',
  'handover-requested',
  'handover-refused',
  'handover-queued',
  'handover-agent-joined',
  'handover-agent-left',
  'handover-transferred',
  'handover-inactive',
  'handover-ended',
  'delivery-parked',
] as const

type Told = EventOf<(typeof TOLD)[number]>

const STRETCH = 200

/** What was asked just before decides what is personal in an answer. */
const HEARD_BEFORE = 8

/** An agent's message is released soon after it came; a delivery may be given up much later. */
const LATER_RELEASES = 50
const LATER_FAILURES = 500

/** A stretch of the transcript before a place, for a widget that holds only its end. */
export const history =
  ({ log }: HistoryParts) =>
  async ({ before }: z.output<typeof historySchema>, { key, redactEvents }: Viewer): Promise<History> => {
    const events = await log.readTypesBack(key, TOLD, before - 1, STRETCH + HEARD_BEFORE)
    const isBeginning = events.length < STRETCH + HEARD_BEFORE
    const from = isBeginning ? 0 : settledFrom(events.slice(HEARD_BEFORE))
    const later = await readLater(log, key, before, events)
    const told = [...events, ...later]
    const shown = redactEvents?.(told) ?? told
    return { from, events: shown.filter(({ seq }) => seq >= from) }
  }

/**
 * Where a stretch may begin: agents' messages change places until they are released, so none that came before may
 * still be waiting there.
 */
function settledFrom(events: readonly Told[]): number {
  const [first] = events
  let from = first?.seq ?? 0
  for (const event of events)
    if (event.type === 'agent-messages-released' && event.messages.some(seq => seq < from))
      from = event.seq + 1
  // Webhooks that overtake each other without end: rather a message out of its place than none.
  return events.some(({ seq }) => seq >= from) ? from : (first?.seq ?? 0)
}

/** What was said of these messages after the stretch. */
async function readLater(log: SessionLog, key: string, before: number, events: readonly Told[]) {
  const messages = new Set(events.flatMap(({ type, seq }) => (type === 'message' ? seq : [])))
  const [releases, failures] = await Promise.all([
    log.readTypes(key, ['agent-messages-released'], before - 1, LATER_RELEASES),
    log.readTypes(key, ['delivery-parked'], before - 1, LATER_FAILURES),
  ])
  return [
    ...releases.filter(release => release.messages.some(seq => messages.has(seq))),
    ...failures.filter(failure => messages.has(failure.of)),
  ].sort((a, b) => a.seq - b.seq)
}
