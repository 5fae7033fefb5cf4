import type { DialogueQuery } from './dialogue-query.ts'
import type { PassageIndex, Ranked } from './passage-index.ts'
import type { ArticlePassage } from './passages.ts'

/*
 * Both figures say what they mean and are not fitted to any set of questions.
 * COVERED: at most a third of what was asked, by how telling the words are, may be missing from the answer. A word
 * that no article has is the most telling of all, so "a student discount" is not answered by an article on discounts.
 * CONTENDER: another article that comes within a tenth, and whose answer has as much of what was asked, answers as
 * well, and which of the two was meant is a guess.
 */
const COVERED = 2 / 3
const CONTENDER = 9 / 10

/** The sentence of a passage that answers. */
export type AnswerOf = (passage: ArticlePassage) => string

/**
 * Whether the best of the ranked passages can be sent as an answer. Never where the customer's message did not itself
 * say what it is about; a single matching word counts only when the article is named after it.
 */
export function isSure(
  query: DialogueQuery,
  ranked: Ranked[],
  answerOf: AnswerOf,
  index: PassageIndex,
): boolean {
  const [best, ...others] = ranked
  if (!best || !query.spelledOut) return false
  const { documentId, title, text } = best.passage
  const said = saidBy(best.passage, answerOf)
  const [saidWith, titledWith] = [index.stemsOf(said), index.stemsOf(title)]
  const shared = query.asked.filter(stem => saidWith.has(stem))
  const titled = query.asked.some(stem => titledWith.has(stem))
  const covered = coverage(query.asked, said, index)
  if ((shared.length < 2 && !titled) || covered < COVERED) return false
  return !others.some(
    ({ passage, sum }) =>
      sum > CONTENDER * best.sum &&
      passage.documentId !== documentId &&
      passage.text !== text &&
      coverage(query.asked, saidBy(passage, answerOf), index) >= covered,
  )
}

/** All that a passage's answer says, with what stands above it. */
const saidBy = (passage: ArticlePassage, answerOf: AnswerOf) =>
  [passage.title, ...passage.headings, ...passage.tags, answerOf(passage)].join('\n')

/** A clause of one word is not enough to go by. */
const FEWEST_STEMS = 2

/**
 * Share of what was asked that a passage speaks of, 0 to 1, in the same words or in words like them; words count by
 * what they weigh in the question. Who tells a story and asks in one sentence of it is answered by that sentence's share.
 */
export function speaksOf(
  query: DialogueQuery,
  clauses: readonly (readonly string[])[],
  passage: ArticlePassage,
  index: PassageIndex,
): number {
  const said = index.stemsOfPassage(passage)
  const parts = clauses
    .map(stems => query.asked.filter(stem => stems.includes(stem)))
    .filter(stems => stems.length >= FEWEST_STEMS)
  return Math.max(...[query.asked, ...parts].map(asked => shareOf(asked, query, said)))
}

function shareOf(asked: readonly string[], { wanted }: DialogueQuery, said: ReadonlySet<string>): number {
  let spokenOf = 0
  let all = 0
  for (const { term, weight, likes = [] } of wanted) {
    if (!asked.includes(term)) continue
    all += weight
    spokenOf += weight * (said.has(term) ? 1 : (likes.find(([like]) => said.has(like))?.[1] ?? 0))
  }
  return spokenOf / (all || 1)
}

/** Share of what was asked that a text speaks of, 0 to 1, each word counting by how telling it is. */
function coverage(asked: string[], text: string, index: PassageIndex): number {
  const said = index.stemsOf(text)
  const mass = (stems: string[]) => stems.reduce((sum, stem) => sum + index.telling(stem), 0)
  return mass(asked.filter(stem => said.has(stem))) / (mass(asked) || 1)
}
