import type { Passage } from '../protocol/assists.ts'
import { answerSentence } from './answer-sentence.ts'
import { withBestOfArticle } from './best-of-article.ts'
import { isSure, speaksOf } from './confidence.ts'
import { dialogueQuery } from './dialogue-query.ts'
import { quietReason } from './gate.ts'
import type { Among, Dialogue } from './knowledge.ts'
import type { PassageIndex } from './passage-index.ts'
import type { ArticlePassage } from './passages.ts'
import { clausesOf } from './speech-act.ts'
import type { Near } from './vectors/passage-vectors.ts'

/** A passage that shares this much of its words with a better one of its article adds nothing to it. */
const REDUNDANT = 0.8
/** What is nearer than this in meaning takes part; what is as near as NEAR_ENOUGH answers a question in other words. */
const NEAR_AT_ALL = 0.2
const NEAR_ENOUGH = 0.4
/** Reciprocal rank fusion: the higher, the less the first places count (Cormack, Clarke and Büttcher, 2009). */
const RANK_OFFSET = 60

/** What one index has for a dialogue, best first. */
export interface Found {
  passages: Passage[]
  /** How strong the best passage is for its question; compares across indexes. */
  strength: number
  sure: boolean
  quiet?: ReturnType<typeof quietReason>
}

/** How many candidates are ranked for so many passages: some of them say nothing new. */
export const candidatesFor = (limit: number) => 2 * limit + 8

/**
 * Searches one index; undefined where the dialogue says too little to look for anything. `near` are passages of the index
 * that come near in meaning, nearest first, for endpoints with a model for it. They bring in what has other words, and
 * say too that there is something on a question; whether an answer is sure is for words to say.
 */
export function searchIndex(
  index: PassageIndex,
  dialogue: Dialogue,
  limit: number,
  among: Among = {},
  near: readonly Near[] = [],
): Found | undefined {
  const query = dialogueQuery(dialogue, index)
  if (!query) return undefined
  const text = dialogue.turns.at(-1)?.text ?? ''
  const found = index.rank(query, candidatesFor(limit), accepting(among))
  const ranked = withBestOfArticle(found, text, query, index)
  const weights = new Map(query.wanted.map(({ term, weight }) => [term, weight]))
  const answerOf = (passage: ArticlePassage) => answerSentence(passage, weights, index)
  const clauses = clausesOf(text).map(({ words }) => index.stemsMeant(words))
  const nearness = new Map(near.map(({ passage, nearness }) => [passage.passageId, nearness]))
  const scoreOf = (passage: ArticlePassage) =>
    Math.max(speaksOf(query, clauses, passage, index), nearness.get(passage.passageId) ?? 0)
  const byWords = ranked.map(({ passage }) => passage)
  const ordered = near.length > 0 ? fuse(byWords, near, scoreOf) : byWords
  const passages = withoutRedundant(ordered, limit, index).map((passage): Passage => {
    const { documentId: _, ...shown } = passage
    return { ...shown, answer: answerOf(passage), score: scoreOf(passage) }
  })
  const asked = query.asked.reduce((sum, stem) => sum + index.telling(stem), 0)
  const quiet = quietReason(dialogue, query, ranked, index)
  const nearest = near[0]?.nearness ?? 0
  return {
    passages,
    quiet: quiet === 'no-match' && nearest >= NEAR_ENOUGH ? undefined : quiet,
    strength: (ranked[0]?.sum ?? 0) / (asked || 1) + nearest,
    sure: quiet === undefined && ordered[0] === byWords[0] && isSure(query, ranked, answerOf, index),
  }
}

/** Both orders in one, by places: sums of the one and cosines of the other do not compare. Of equals the higher score. */
function fuse(
  byWords: readonly ArticlePassage[],
  near: readonly Near[],
  scoreOf: (passage: ArticlePassage) => number,
): ArticlePassage[] {
  const byMeaning = near.flatMap(({ passage, nearness }) => (nearness >= NEAR_AT_ALL ? [passage] : []))
  const fused = new Map<ArticlePassage, number>()
  for (const order of [byWords, byMeaning]) {
    for (const [place, passage] of order.entries()) {
      fused.set(passage, (fused.get(passage) ?? 0) + 1 / (RANK_OFFSET + place + 1))
    }
  }
  return [...fused]
    .map(([passage, sum]) => ({ passage, sum, score: scoreOf(passage) }))
    .sort((one, other) => other.sum - one.sum || other.score - one.score)
    .map(({ passage }) => passage)
}

/** What may be found at all; undefined where all of it may. */
export function accepting({ sourceIds, tags }: Among): ((passage: ArticlePassage) => boolean) | undefined {
  if (!sourceIds?.length && !tags?.length) return undefined
  return passage =>
    (!sourceIds?.length || sourceIds.includes(passage.sourceId ?? '')) &&
    (!tags?.length || tags.some(tag => passage.tags.includes(tag)))
}

function withoutRedundant(ordered: ArticlePassage[], limit: number, index: PassageIndex): ArticlePassage[] {
  const chosen: { passage: ArticlePassage; stems: () => ReadonlySet<string> }[] = []
  for (const passage of ordered) {
    if (chosen.length === limit) break
    const stems = once(() => index.stemsOf(passage.text))
    const isRedundant = chosen.some(
      other => other.passage.documentId === passage.documentId && share(stems(), other.stems()) >= REDUNDANT,
    )
    if (!isRedundant) chosen.push({ passage, stems })
  }
  return chosen.map(({ passage }) => passage)
}

/** Reads when it is asked first; few passages have a neighbour to be compared with. */
function once<Result>(read: () => Result): () => Result {
  let known: Result | undefined
  return () => (known ??= read())
}

const share = (stems: ReadonlySet<string>, others: ReadonlySet<string>) =>
  stems.intersection(others).size / (stems.size || 1)
