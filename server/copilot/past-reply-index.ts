/** What an agent answered in an earlier chat, and what the customer had said. Both without personal data. */
export interface PastReply {
  sessionId: string
  seq: number
  asked: string
  reply: string
  saidAt: number
}

/** A past reply and how like its turn is to the one asked about, 0 to 1. */
export interface Similar extends PastReply {
  similarity: number
}

interface Known {
  reply: PastReply
  words: Set<string>
}

/** Stems would be better; the first letters of a word are as good for telling turns apart and know every language. */
const LETTERS = 6
const SHORTEST_WORD = 3

/** Past replies of one endpoint, found by what the customer said: words in common, the rarer the more. */
export class PastReplyIndex {
  readonly #replies: Known[] = []
  readonly #known = new Set<string>()
  readonly #byWord = new Map<string, number[]>()

  constructor(replies: PastReply[]) {
    for (const reply of replies) this.add(reply)
  }

  /** Adds a reply that it does not have yet. */
  add(reply: PastReply): void {
    const id = `${reply.sessionId}.${reply.seq}`
    if (this.#known.has(id)) return
    this.#known.add(id)
    const words = wordsOf(reply.asked)
    const place = this.#replies.push({ reply, words }) - 1
    for (const word of words) {
      const places = this.#byWord.get(word)
      if (places) places.push(place)
      else this.#byWord.set(word, [place])
    }
  }

  /** Those of the most similar turns, best first; each text once. */
  find(asked: string, limit: number): Similar[] {
    const words = wordsOf(asked)
    const shared = new Map<number, number>()
    for (const word of words) {
      for (const place of this.#byWord.get(word) ?? [])
        shared.set(place, (shared.get(place) ?? 0) + this.#telling(word))
    }
    const length = this.#lengthOf(words)
    const found = [...shared].map(([place, sum]) => {
      const known = this.#replies[place] as Known
      return { ...known.reply, similarity: sum / Math.sqrt(length * this.#lengthOf(known.words) || 1) }
    })
    found.sort((one, other) => other.similarity - one.similarity || other.saidAt - one.saidAt)
    return [...new Map(found.reverse().map(similar => [similar.reply, similar])).values()]
      .reverse()
      .slice(0, limit)
  }

  #lengthOf(words: Set<string>): number {
    return [...words].reduce((sum, word) => sum + this.#telling(word), 0)
  }

  /** A word that no turn has tells nothing here but that this turn is another one. */
  #telling(word: string): number {
    return Math.log(1 + (this.#replies.length + 1) / (1 + (this.#byWord.get(word)?.length ?? 0)))
  }
}

const wordsOf = (text: string) =>
  new Set(
    (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
      .filter(word => word.length >= SHORTEST_WORD || /[^\p{Script=Latin}\p{N}]/u.test(word))
      .map(word => word.slice(0, LETTERS)),
  )
