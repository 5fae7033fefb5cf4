import { performance } from 'node:perf_hooks'

const WINDOW_MILLISECONDS = 200

/** Tells how busy this server is. */
export class EventLoop {
  #measuredAt = performance.now()
  #measured = performance.eventLoopUtilization()
  #busyShare = 0

  /** The share of the last fifth of a second, or of a longer while where nobody asked, in which the event loop had no pause: 0 to 1. */
  busyShare(): number {
    const now = performance.now()
    if (now - this.#measuredAt < WINDOW_MILLISECONDS) return this.#busyShare
    const measured = performance.eventLoopUtilization()
    this.#busyShare = performance.eventLoopUtilization(measured, this.#measured).utilization
    this.#measuredAt = now
    this.#measured = measured
    return this.#busyShare
  }
}
