import type { DialogueQuery } from './dialogue-query.ts'
import type { PassageIndex, Ranked } from './passage-index.ts'
import type { ArticlePassage } from './passages.ts'

/*
 * Both figures say what they mean and are not fitted to any set of questions.
 * COVERED: at most a third of what was asked, by how telling the words are, may be missing from the answer. A word
 * that no article has is the most telling of all, so "a student discount" is not answered by an article on discounts.
 * CONTENDER: another article that comes within a tenth answers as well, and which of the two was meant is a guess.
 */
const COVERED = 2 / 3
const CONTENDER = 9 / 10

/**
 * Whether the best of the ranked passages can be sent as an answer. Never where the customer's message did not itself
 * say what it is about; a single matching word counts only when the article is named after it.
 */
export function isSure(query: DialogueQuery, answer: string, ranked: Ranked[], index: PassageIndex): boolean {
  const [best, ...others] = ranked
  if (!best || !query.spelledOut) return false
  const { documentId, title, headings, tags, text } = best.passage
  const said = [title, ...headings, ...tags, answer].join('\n')
  const shared = index.stemsOf(said).filter(stem => query.asked.includes(stem))
  const titled = index.stemsOf(title).some(stem => query.asked.includes(stem))
  const contender = others.find(({ passage }) => passage.documentId !== documentId && passage.text !== text)
  return (
    (shared.length > 1 || titled) &&
    coverage(query.asked, said, index) >= COVERED &&
    (contender === undefined || contender.sum <= CONTENDER * best.sum)
  )
}

/**
 * Share of what was asked that a passage speaks of, 0 to 1, in the same words or in words like them; words count by
 * what they weigh in the question.
 */
export function speaksOf(
  { asked, wanted }: DialogueQuery,
  passage: ArticlePassage,
  index: PassageIndex,
): number {
  const { title, headings, tags, text } = passage
  const said = new Set(index.stemsOf([title, ...headings, ...tags, text].join('\n')))
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
  const said = new Set(index.stemsOf(text))
  const mass = (stems: string[]) => stems.reduce((sum, stem) => sum + index.telling(stem), 0)
  return mass(asked.filter(stem => said.has(stem))) / (mass(asked) || 1)
}
