import { type EventLoopUtilization, performance } from 'node:perf_hooks'
import { setImmediate, setTimeout } from 'node:timers/promises'

/** So many times as long as a turn took, nothing is begun where the event loop had no pause: three quarters stay the bridge's. */
const REST = 3
const LONGEST_REST_MILLISECONDS = 100

/**
 * Turns for work that may wait, one after the other. On an idle server the next turn comes at once; the busier the event
 * loop has been, with this work or with other, the longer the rest after a turn.
 */
export class SpareTime {
  #free: Promise<void> = Promise.resolve()
  #given = performance.eventLoopUtilization()

  /** Resolves when work may begin: at its next pause for the database or the network, others go on. */
  async turn(): Promise<void> {
    const before = this.#free
    let giveOn = () => {}
    this.#free = new Promise(resolve => {
      giveOn = resolve
    })
    await before
    // A message on its way to 8x8 leaves first: undici looks at an idle connection for a turn before it writes.
    await setImmediate()
    await setImmediate()
    const lastGiven = this.#given
    this.#given = performance.eventLoopUtilization()
    void rest(lastGiven, this.#given).then(giveOn)
  }
}

/** After a turn: as long as it took, times how busy the loop has been since the turn before it. */
async function rest(lastGiven: EventLoopUtilization, given: EventLoopUtilization): Promise<void> {
  await setImmediate()
  const { active } = performance.eventLoopUtilization(given)
  const { utilization } = performance.eventLoopUtilization(lastGiven)
  const milliseconds = active * REST * utilization ** 2
  await setTimeout(Math.min(LONGEST_REST_MILLISECONDS, milliseconds), undefined, { ref: false })
}
