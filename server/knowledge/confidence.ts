import { offersAll, wordsOfKinds } from './answer-kinds.ts'
import type { DialogueQuery } from './dialogue-query.ts'
import type { PassageIndex, Ranked } from './passage-index.ts'
import type { ArticlePassage } from './passages.ts'

/*
 * Sure is what speaks of what was asked, in the kind of answer that was wanted, where no other article does as well.
 * SURE: coverage times margin. What the answer leaves out of the question has to be made up by how far the best passage of
 * any other article falls behind. A word that no article has is the most telling of all, so "a student discount" is not
 * answered by an article on discounts.
 * COVERED: so much must be covered however far behind the others are; so a margin counts up to 1.5.
 * CONTENDER: another article that comes within a tenth and speaks of as much answers as well, and which of the two
 * was meant is a guess; above it may stand NEARLY as much of the question.
 */
const SURE = 0.9
const COVERED = 0.6
const CONTENDER = 0.9
const NEARLY = 0.1
/** What a word of asking ("find", "mean") counts beside one of the subject. */
const OF_ASKING = 0.1
/** Who shares no word with title, headings or tags shares at least so many with the answer. */
const FEWEST_SHARED = 2

/** The sentences of a passage that answer. */
export type AnswerOf = (passage: ArticlePassage) => string

/**
 * Whether the first of the ranked passages can be sent as an answer. Never where the customer's message did not itself
 * say what it is about; a single matching word counts only when it stands above the answer.
 */
export function isSure(
  query: DialogueQuery,
  ranked: readonly Ranked[],
  answerOf: AnswerOf,
  index: PassageIndex,
): boolean {
  const first = ranked[0]?.passage
  if (!first || !query.spelledOut) return false
  const answer = answerOf(first)
  if (!offersAll(answer, query.kinds)) return false
  const coverage = coverageOf(query, index)
  const covered = coverage(above(first), answer)
  if (covered < COVERED || !isShared(first, answer, query, index)) return false
  const isOwn = ({ passage }: Ranked) => passage.documentId === first.documentId
  const others = ranked.filter(other => !isOwn(other) && other.passage.text !== first.text)
  const best = Math.max(...ranked.filter(isOwn).map(({ sum }) => sum))
  const margin = best / (others[0]?.sum ?? 0)
  if (covered * margin < SURE) return false
  const [bySelf, aboveSelf] = [coverage(above(first), first.text), coverage(above(first))]
  return others.every(({ passage, sum }) => {
    const byOther = coverage(above(passage), passage.text)
    const isContender = sum > CONTENDER * best && coverage(above(passage)) >= aboveSelf - NEARLY
    return byOther < bySelf || (byOther === bySelf && !isContender)
  })
}

const above = ({ title, headings, tags }: ArticlePassage) => [title, ...headings, ...tags].join('\n')

function isShared(
  passage: ArticlePassage,
  answer: string,
  { asked, kinds }: DialogueQuery,
  index: PassageIndex,
): boolean {
  const shared = (text: string) => {
    const said = index.stemsOf(text)
    return asked.filter(stem => said.has(stem) && !index.tokens.isOfAsking(stem)).length
  }
  return shared(above(passage)) > 0 || shared([answer, wordsOfKinds(kinds)].join('\n')) >= FEWEST_SHARED
}

/**
 * Tells the share of what was asked that texts speak of, 0 to 1, each word counting by how telling it is. Words of asking
 * say little, and so do those for the kind of answer, which is there or not.
 */
function coverageOf({ asked, kinds }: DialogueQuery, index: PassageIndex): (...texts: string[]) => number {
  const ofKind = index.stemsOf(wordsOfKinds(kinds))
  const weights = asked.map(stem => {
    const isOfAsking = index.tokens.isOfAsking(stem) || ofKind.has(stem)
    return index.tellingInSpeech(stem) * (isOfAsking ? OF_ASKING : 1)
  })
  const all = weights.reduce((sum, weight) => sum + weight, 0) || 1
  return (...texts) => {
    const said = texts.map(text => index.stemsOf(text))
    return (
      asked.reduce((sum, stem, at) => sum + (said.some(one => one.has(stem)) ? weights[at]! : 0), 0) / all
    )
  }
}

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
