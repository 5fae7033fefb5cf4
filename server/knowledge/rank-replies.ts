import { type DialogueQuery, dialogueQuery } from './dialogue-query.ts'
import type { Dialogue, SuitingReply } from './knowledge.ts'
import type { PassageIndex, Ranked } from './passage-index.ts'

/*
 * A reply suits when it speaks of what was asked, of what the knowledge says about it, and of the same thing. Words
 * and meaning count as much as each other; a reply that names another thing than the one spoken of is beside it.
 */
const PASSAGES = 5
/** Words of a passage weigh so much beside the words asked, the best passage's most. */
const OF_PASSAGE = 0.6
const OF_MEANING = 0.5
const SAME_THING = 0.25
const OTHER_THING = 0.3

/** Ranks replies by how well they suit as the next turn of a dialogue, best first; empty where nothing was asked. */
export function rankReplies(
  index: PassageIndex,
  dialogue: Dialogue,
  replies: readonly string[],
): SuitingReply[] {
  const query = dialogueQuery(dialogue, index)
  if (!query) return []
  const wanted = wantedWords(query, index.rank(query, PASSAGES), index)
  const length = Math.hypot(...wanted.values()) || 1
  const direction = index.directionOf(wanted)
  return replies
    .map((reply, place) => {
      const { weights, named } = index.readReply(reply)
      let shared = 0
      for (const [stem, weight] of weights) shared += weight * (wanted.get(stem) ?? 0)
      const meaning = index.directionOf(weights)
      const near = direction && meaning ? Math.max(0, dot(direction, meaning)) : 0
      const score = ((1 - OF_MEANING) * shared) / length + OF_MEANING * near
      return { place, score: Math.max(0, Math.min(1, score + agreement(named, query.subjects))) }
    })
    .sort((one, other) => other.score - one.score)
}

/** Words of the question and of what was found, by weight. */
function wantedWords(
  query: DialogueQuery,
  found: readonly Ranked[],
  index: PassageIndex,
): Map<string, number> {
  const wanted = new Map<string, number>()
  const raise = (stem: string, weight: number) => wanted.set(stem, (wanted.get(stem) ?? 0) + weight)
  for (const { term, weight } of query.wanted) if (query.asked.includes(term)) raise(term, weight)
  const most = found[0]?.sum ?? 1
  for (const { passage, sum } of found) {
    const stems = index.stemsOf(passage.text)
    for (const stem of stems) {
      raise(stem, ((OF_PASSAGE * sum) / most) * (index.telling(stem) / Math.sqrt(stems.size)))
    }
  }
  return wanted
}

/** What a reply gains or loses by what it names. */
function agreement(named: ReadonlyMap<number, number>, spokenOf: ReadonlyMap<number, number>): number {
  if (named.size === 0) return 0
  const same = Math.max(...[...named].map(([subject, strength]) => strength * (spokenOf.get(subject) ?? 0)))
  return same > 0 ? SAME_THING * same : -OTHER_THING * Math.max(...named.values())
}

const dot = (one: Float32Array, other: Float32Array) =>
  one.reduce((sum, value, axis) => sum + value * other[axis]!, 0)
