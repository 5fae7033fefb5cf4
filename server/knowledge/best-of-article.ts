import { readSentence } from './answer-sentence.ts'
import type { DialogueQuery } from './dialogue-query.ts'
import type { PassageIndex, Ranked } from './passage-index.ts'
import { sentencesOf } from './sentences.ts'

/** Passages of the best article that come this near to its best one are told apart by what stands above them and what they say at once. */
const NEAR = 0.7
/** How much more a passage counts that stands under the customer's own words. */
const ECHO = 0.3
/** How much more one counts of which a single sentence says all that was asked, with the kind of answer that was wanted. */
const AT_ONCE = 0.15

/** Customers and articles call each other differently: "what do I get" is "What you get". */
const pronouns = new Set(['i', 'you', 'we', 'us', 'it', 'me', 'my', 'your', 'our'])

/**
 * The same passages, with the one first that answers best within the best article: all passages of an article share its
 * subject, so that the words of asking in a heading ("How long it takes") tell more than they do elsewhere.
 */
export function withBestOfArticle(
  ranked: Ranked[],
  question: string,
  query: DialogueQuery,
  index: PassageIndex,
): Ranked[] {
  const [best] = ranked
  if (!best) return ranked
  const words = new Set(wordsOf(question, index))
  const value = ({ sum, passage: { headings, text } }: Ranked) =>
    sum * (1 + ECHO * echo(headings.at(-1) ?? '', words, index) + AT_ONCE * saidAtOnce(text, query, index))
  const [first] = ranked
    .filter(({ passage, sum }) => passage.documentId === best.passage.documentId && sum >= NEAR * best.sum)
    .map(one => ({ one, value: value(one) }))
    .sort((one, other) => other.value - one.value)
  return !first || first.one === best ? ranked : [first.one, ...ranked.filter(other => other !== first.one)]
}

/** How much more than half of a heading's words, those without meaning too, a question has; 0 to 1. */
function echo(heading: string, question: ReadonlySet<string>, index: PassageIndex): number {
  const words = wordsOf(heading, index)
  const share = words.filter(word => question.has(word)).length / (words.length || 1)
  return beyondHalf(share)
}

/**
 * How much more than half of what was asked, by weight, a single sentence says; 0 to 1. Only where an amount, a time or steps are
 * wanted: else a sentence with the words of the question mostly introduces what answers it.
 */
function saidAtOnce(text: string, { wanted, asked, kinds }: DialogueQuery, index: PassageIndex): number {
  if (kinds.length === 0) return 0
  const own = wanted.filter(({ term }) => asked.includes(term) || kinds.includes(term))
  const weightOf = (terms: readonly string[]) =>
    own.reduce((sum, { term, weight }) => sum + (terms.includes(term) ? weight : 0), 0)
  const most = Math.max(
    0,
    ...sentencesOf(text).map(sentence => weightOf(readSentence(sentence, index).terms)),
  )
  return beyondHalf(most / (own.reduce((sum, { weight }) => sum + weight, 0) || 1))
}

const beyondHalf = (share: number) => Math.max(0, 2 * share - 1)

const wordsOf = (text: string, index: PassageIndex): string[] =>
  index.tokens.wordsOfName(text).filter(word => !pronouns.has(word))
