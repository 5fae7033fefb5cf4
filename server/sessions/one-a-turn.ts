import { setImmediate } from 'node:timers/promises'
import type { Deliver } from './delivery-lane.ts'

/**
 * Starts one delivery in each turn of the event loop, so that work that may wait leaves a busy server to what may
 * not: the longer its turns, the more of what waits has been overtaken when its own turn comes.
 */
export function oneATurn(deliver: Deliver): Deliver {
  let turn: Promise<unknown> = Promise.resolve()
  return async (work, signal) => {
    turn = turn.then(() => setImmediate())
    await turn
    return deliver(work, signal)
  }
}
