import { z } from 'zod'
import { seededRandom } from './random.ts'

/** How often a fault strikes: the next `times` matches, each match with `probability`, or both; the next one without either. */
export const occurrenceShape = {
  times: z.int().min(1).optional(),
  probability: z.number().min(0).max(1).optional(),
  /** Seed of the numbers that `probability` is compared with. */
  seed: z.int().min(0).default(1),
}

interface Occurrence {
  times?: number
  probability?: number
  seed: number
}

interface ArmedRule<Rule> {
  id: number
  rule: Rule
  remaining: number
  random: () => number
}

/** Faults that are armed, in the order they were added. */
export class FaultRules<Rule extends Occurrence> {
  #armed: ArmedRule<Rule>[] = []
  #count = 0

  /** Arms a fault and returns its number. */
  add(rule: Rule): number {
    this.#count += 1
    const remaining = rule.times ?? (rule.probability === undefined ? 1 : Number.POSITIVE_INFINITY)
    this.#armed.push({ id: this.#count, rule, remaining, random: seededRandom(rule.seed) })
    return this.#count
  }

  /** The faults that strike now among those that match, at most `limit`; each that does is used up by one. */
  strike(matches: (rule: Rule) => boolean, limit = Number.POSITIVE_INFINITY): Rule[] {
    const struck: Rule[] = []
    for (const armed of this.#armed) {
      if (struck.length === limit) break
      if (!matches(armed.rule) || armed.random() >= (armed.rule.probability ?? 1)) continue
      armed.remaining -= 1
      struck.push(armed.rule)
    }
    if (struck.length > 0) this.#armed = this.#armed.filter(armed => armed.remaining > 0)
    return struck
  }

  list(): { id: number; rule: Rule }[] {
    return this.#armed.map(({ id, rule, remaining }) => ({
      id,
      rule: Number.isFinite(remaining) ? { ...rule, times: remaining } : rule,
    }))
  }

  clear() {
    this.#armed = []
  }
}
