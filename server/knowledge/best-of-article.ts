import type { PassageIndex, Ranked } from './passage-index.ts'

/** Passages of the best article that come this near to its best one are told apart by what stands above them. */
const NEAR = 0.7
/** How much more a passage counts that stands under the customer's own words. */
const ECHO = 0.3

/** Customers and articles call each other differently: "what do I get" is "What you get". */
const pronouns = new Set(['i', 'you', 'we', 'us', 'it', 'me', 'my', 'your', 'our'])

/**
 * The same passages, with the one first that answers best within the best article: all passages of an article share its
 * subject, so that the words of asking in a heading ("How long it takes") tell more than they do elsewhere.
 */
export function withBestOfArticle(ranked: Ranked[], question: string, index: PassageIndex): Ranked[] {
  const [best, ...others] = ranked
  if (!best) return ranked
  const words = new Set(wordsOf(question, index))
  const value = ({ sum, passage: { headings } }: Ranked) =>
    sum * (1 + ECHO * echo(headings.at(-1) ?? '', words, index))
  let first = best
  for (const other of others) {
    const isNear = other.passage.documentId === best.passage.documentId && other.sum >= NEAR * best.sum
    if (isNear && value(other) > value(first)) first = other
  }
  return first === best ? ranked : [first, ...ranked.filter(other => other !== first)]
}

/** How much more than half of a heading's words, those without meaning too, a question has; 0 to 1. */
function echo(heading: string, question: ReadonlySet<string>, index: PassageIndex): number {
  const words = wordsOf(heading, index)
  const share = words.filter(word => question.has(word)).length / (words.length || 1)
  return Math.max(0, 2 * share - 1)
}

const wordsOf = (text: string, index: PassageIndex): string[] =>
  index.tokens.wordsOfName(text).filter(word => !pronouns.has(word))
