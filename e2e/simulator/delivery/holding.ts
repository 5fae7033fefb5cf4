import type { Timers } from '../timers.ts'

interface Held {
  conversationId: string | undefined
  /** Events of the conversation still to overtake it. */
  toPass: number
  release: () => void
}

/** Events kept back by the faults `reorder` and `burst`. */
export class Holding {
  readonly #overtaken = new Set<Held>()
  readonly #bursts = new Map<object, { releases: (() => void)[]; timer: NodeJS.Timeout }>()
  readonly #timers: Timers

  constructor(timers: Timers) {
    this.#timers = timers
  }

  /** Calls `release` when `count` later events of the conversation have passed, or after `holdMs`. */
  untilOvertaken(conversationId: string | undefined, count: number, holdMs: number, release: () => void) {
    const timer = this.#timers.later(holdMs, () => held.release())
    const held: Held = {
      conversationId,
      toPass: count,
      release: () => {
        this.#timers.cancel(timer)
        if (this.#overtaken.delete(held)) release()
      },
    }
    this.#overtaken.add(held)
  }

  /** Says that an event of the conversation was sent. */
  passed(conversationId: string | undefined) {
    for (const held of this.#overtaken) {
      if (held.conversationId !== conversationId) continue
      held.toPass -= 1
      if (held.toPass <= 0) held.release()
    }
  }

  /** Calls every `release` of one `fault` together, when there are `size` of them or after `holdMs`. */
  untilBurst(fault: object, size: number, holdMs: number, release: () => void) {
    const burst = this.#bursts.get(fault) ?? {
      releases: [],
      timer: this.#timers.later(holdMs, () => this.#burst(fault)),
    }
    this.#bursts.set(fault, burst)
    burst.releases.push(release)
    if (burst.releases.length >= size) this.#burst(fault)
  }

  #burst(fault: object) {
    const burst = this.#bursts.get(fault)
    this.#bursts.delete(fault)
    this.#timers.cancel(burst?.timer)
    for (const release of burst?.releases ?? []) release()
  }
}
