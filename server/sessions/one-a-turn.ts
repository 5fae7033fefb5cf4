import { performance } from 'node:perf_hooks'
import { setImmediate, setTimeout } from 'node:timers/promises'
import type { Deliver } from './delivery-lane.ts'

/** A server that is busier than this, as a share of its time, leaves its time to what may not wait. */
const BUSY = 0.5
const LOOK_MILLISECONDS = 5
const LONGEST_WAIT_MILLISECONDS = 50

/**
 * Starts one delivery in each turn of the event loop, and in a busy server only every so often, so that work that may
 * wait leaves the time to what may not: the busier the server, the more of what waits has been overtaken when its
 * own turn comes.
 */
export function oneATurn(deliver: Deliver): Deliver {
  let turn: Promise<unknown> = Promise.resolve()
  let since = performance.eventLoopUtilization()
  const untilFree = async () => {
    await setImmediate()
    for (let waited = 0; waited < LONGEST_WAIT_MILLISECONDS; waited += LOOK_MILLISECONDS) {
      const { utilization } = performance.eventLoopUtilization(since)
      since = performance.eventLoopUtilization()
      if (utilization <= BUSY) return
      await setTimeout(LOOK_MILLISECONDS)
    }
  }
  return async (work, signal) => {
    turn = turn.then(untilFree)
    await turn
    return deliver(work, signal)
  }
}
