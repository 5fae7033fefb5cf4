import { setImmediate } from 'node:timers/promises'

const LONGEST_STRETCH_MILLISECONDS = 10

/** Lets everything else have its turn during long work: `await pause()` now and then. Throws the reason of the signal. */
export function createPause(signal: AbortSignal): () => Promise<void> {
  let began = performance.now()
  return async () => {
    if (performance.now() - began < LONGEST_STRETCH_MILLISECONDS) return
    await setImmediate()
    signal.throwIfAborted()
    began = performance.now()
  }
}
