import { randomInt } from 'node:crypto'
import { Numbers } from './numbers.ts'

/** A power of two; half of them are used at most. */
const FIRST_SLOTS = 1_024
/** Another in each process, so that nobody can think up words that all seek the same slot. */
const SEED = randomInt(2 ** 31)
/** What a slot holds, side by side: a search mostly waits for memory. */
const SLOT = 4
const PLACE = 0
const HASH = 1
const START = 2
const LENGTH = 3

/**
 * What is known of runs of letters and digits, found by the units that a run is made of: to cut it out of its text only to
 * look it up takes longer than all the rest of reading it.
 */
export class KnownRuns<Known> {
  private readonly known: Known[] = []
  /** The units of all runs in a row. */
  private readonly units = new Numbers()
  /** By hash, at the next free one: the place of a run from 1 on, or 0; its hash; where its units begin, how many they are. */
  private slots = new Int32Array(SLOT * FIRST_SLOTS)

  get size(): number {
    return this.known.length
  }

  find(units: Uint16Array, start: number, end: number): Known | undefined {
    const { slots } = this
    const hash = hashOf(units, start, end)
    for (let slot = this.slotOf(hash); slots[slot + PLACE] !== 0; slot = this.nextSlot(slot)) {
      if (slots[slot + HASH] === hash && this.isAt(slot, units, start, end)) {
        return this.known[slots[slot + PLACE]! - 1]
      }
    }
    return undefined
  }

  private isAt(slot: number, units: Uint16Array, start: number, end: number): boolean {
    if (this.slots[slot + LENGTH] !== end - start) return false
    const offset = this.slots[slot + START]! - start
    for (let at = start; at < end; at++) if (this.units.at(offset + at) !== units[at]) return false
    return true
  }

  /** Adds a run that is not there yet. */
  add(units: Uint16Array, start: number, end: number, known: Known) {
    this.known.push(known)
    if (2 * SLOT * this.size > this.slots.length) this.spread()
    this.enter(this.size, hashOf(units, start, end), this.units.length, end - start)
    for (let at = start; at < end; at++) this.units.push(units[at]!)
  }

  private spread() {
    const { slots } = this
    this.slots = new Int32Array(2 * slots.length)
    for (let slot = 0; slot < slots.length; slot += SLOT) {
      const [place = 0, hash = 0, start = 0, length = 0] = slots.subarray(slot, slot + SLOT)
      if (place !== 0) this.enter(place, hash, start, length)
    }
  }

  private enter(place: number, hash: number, start: number, length: number) {
    let slot = this.slotOf(hash)
    while (this.slots[slot + PLACE] !== 0) slot = this.nextSlot(slot)
    this.slots.set([place, hash, start, length], slot)
  }

  private slotOf(hash: number): number {
    return Math.imul(SLOT, hash) & (this.slots.length - 1)
  }

  private nextSlot(slot: number): number {
    return (slot + SLOT) & (this.slots.length - 1)
  }
}

/** FNV-1a from a seed of our own, its upper half folded into the lower, by which slots are chosen. */
function hashOf(units: Uint16Array, start: number, end: number): number {
  let hash = SEED
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ units[at]!, 0x01000193)
  return hash ^ (hash >>> 16)
}
