import { setImmediate } from 'node:timers/promises'
import { Best } from '../best.ts'
import type { ArticlePassage } from '../passages.ts'

/** How long a search may keep the process from everything else, in milliseconds, and after how many passages it looks. */
const LONGEST_STRETCH = 10
const LOOKED_AT_ONCE = 1_000

/**
 * A passage and how near it is to what was asked: 0 for what has as little to do with it as most passages, 1 for the same.
 * Cosines themselves say little: what one model calls near is far for another.
 */
export interface Near {
  passage: ArticlePassage
  nearness: number
}

/** Passages with what they mean; all vectors are of one length. */
export class PassageVectors {
  readonly #passages: readonly ArticlePassage[]
  readonly #length: number
  readonly #numbers: Float32Array

  constructor(passages: readonly ArticlePassage[], vectors: readonly Float32Array[]) {
    this.#passages = passages
    this.#length = vectors[0]?.length ?? 0
    this.#numbers = new Float32Array(passages.length * this.#length)
    for (const [place, vector] of vectors.entries()) {
      this.#numbers.set(ofLengthOne(vector), place * this.#length)
    }
  }

  /** The nearest of those that `accepts` says yes to, nearest first; none for a vector of another length. */
  async nearest(
    question: Float32Array,
    limit: number,
    accepts: (passage: ArticlePassage) => boolean = () => true,
  ): Promise<Near[]> {
    if (question.length !== this.#length) return []
    const cosines = await this.#cosines(ofLengthOne(question))
    const floor = usual(cosines)
    const best = new Best(limit)
    for (const [place, cosine] of cosines.entries()) {
      if (cosine > floor && accepts(this.#passages[place]!)) best.add(place, cosine)
    }
    return best.all.map(({ number, sum }) => ({
      passage: this.#passages[number]!,
      nearness: Math.min(1, (sum - floor) / (1 - floor)),
    }))
  }

  async #cosines(question: Float32Array): Promise<Float32Array> {
    const cosines = new Float32Array(this.#passages.length)
    let stretchBegan = performance.now()
    for (let place = 0; place < cosines.length; place++) {
      if (place % LOOKED_AT_ONCE === 0 && performance.now() - stretchBegan > LONGEST_STRETCH) {
        await setImmediate()
        stretchBegan = performance.now()
      }
      cosines[place] = this.#cosine(question, place * this.#length)
    }
    return cosines
  }

  #cosine(question: Float32Array, from: number): number {
    let sum = 0
    for (let at = 0; at < question.length; at++) sum += question[at]! * this.#numbers[from + at]!
    return sum
  }
}

/** How near those are that have nothing to do with it: the mean of the lower ones. */
function usual(cosines: Float32Array): number {
  const mean = meanOf(cosines)
  return meanOf(cosines.filter(cosine => cosine <= mean + Number.EPSILON)) || 0
}

const meanOf = (numbers: Float32Array) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length

function ofLengthOne(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector) || 1
  return vector.map(number => number / length)
}
