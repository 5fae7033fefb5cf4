import type { SessionEvent } from '../protocol/session-events.ts'
import type { SessionLog } from '../sessions/session-log.ts'

const EVENTS_LOOKED_BACK = 500

/**
 * What happened from the end of the turn before to the end of the turn of the message at `seq`: the same however
 * often it is asked, and nothing of another turn that runs at the same time. Rejects when `signal` aborts.
 */
export async function eventsOfTurn(
  log: SessionLog,
  key: string,
  seq: number,
  signal: AbortSignal,
): Promise<SessionEvent[]> {
  const before = await log.readBack(key, seq, EVENTS_LOOKED_BACK)
  let events = before.slice(before.findLastIndex(({ type }) => type === 'turn-ended') + 1)
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      stop()
      signal.removeEventListener('abort', giveUp)
      settle()
    }
    const giveUp = () => finish(() => reject(signal.reason))
    const stop = log.subscribe(key, seq, more => {
      for (const event of more) {
        events.push(event)
        if (event.type !== 'turn-ended') continue
        if (event.of === seq) return finish(() => resolve(events))
        events = []
      }
    })
    signal.addEventListener('abort', giveUp)
    if (signal.aborted) giveUp()
  })
}
