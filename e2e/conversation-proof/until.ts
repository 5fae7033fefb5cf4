import { setTimeout } from 'node:timers/promises'

const LOOK_MILLISECONDS = 100

/** Resolves once `holds` does; rejects naming `what` when it does not within the time. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  milliseconds = 120_000,
): Promise<void> {
  const deadline = performance.now() + milliseconds
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Waited ${milliseconds} ms in vain: ${what}.`)
    await setTimeout(LOOK_MILLISECONDS, undefined, { ref: false })
  }
}
