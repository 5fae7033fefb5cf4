import { answerKindsOffered } from './answer-kinds.ts'
import type { PassageIndex } from './passage-index.ts'
import type { ArticlePassage } from './passages.ts'
import { sentencesOf } from './sentences.ts'

const MOST_LIST_LINES = 6
const MOST_SENTENCES = 3

/** What the words above a passage count among its sentences, which all stand under them: they decide between equals. */
const OF_ABOVE = 0.01

/**
 * The sentences of a passage that answer: the one that shares most with what is looked for, by weight (of equals the
 * first), with the neighbours it cannot do without. A sentence that points back ("It takes …") needs the one before
 * it, one that introduces a list needs the list, a step needs all steps, and items that share alike go together.
 * Where a kind of answer is wanted and some sentences offer it, it is one of those. Where title and headings say all that
 * is asked, the passage answers from its beginning.
 */
export function answerSentence(
  { text, title, headings }: Pick<ArticlePassage, 'text' | 'title' | 'headings'>,
  weights: ReadonlyMap<string, number>,
  index: PassageIndex,
): string {
  const sentences = sentencesOf(text)
  const above = new Set(index.stemsOf([title, ...headings].join('\n')))
  const ownWeights = new Map([...weights].filter(([term]) => !above.has(term)))
  const said = sentences.map(sentence => readSentence(sentence, index))
  const owns = said.map(({ terms }) => sharedWeight(terms, ownWeights, index))
  const offers = said.map(({ kinds }) => kinds.some(mark => weights.has(mark)))
  const isOffered = offers.includes(true)
  if (!isOffered && ownWeights.size < weights.size && Math.max(...owns) === 0) return beginningOf(sentences)
  const shares = said.map(({ terms }, place) =>
    isOffered && !offers[place] ? 0 : owns[place]! + OF_ABOVE * sharedWeight(terms, weights, index),
  )
  const most = Math.max(...shares)
  const best = Math.max(0, shares.indexOf(most))
  const sentence = sentences[best] ?? ''
  if (isStep(sentence)) return list(sentences.filter(isStep))
  if (isItem(sentence)) return list(sentences.filter((item, place) => isItem(item) && shares[place] === most))
  if (sentence.endsWith(':')) return list(sentences.slice(best))
  return withNeighbours(sentences, best)
}

/** The stems of a sentence and the kinds of answers that it offers. */
export function readSentence(sentence: string, index: PassageIndex) {
  const kinds = answerKindsOffered(sentence).map(([mark]) => mark)
  return { kinds, terms: [...index.stemsOf(sentence), ...kinds] }
}

const sharedWeight = (
  terms: readonly string[],
  weights: ReadonlyMap<string, number>,
  index: PassageIndex,
): number => terms.reduce((sum, term) => sum + (weights.get(term) ?? 0) * index.telling(term), 0)

const beginningOf = (sentences: readonly string[]) =>
  sentences.some(sentence => isStep(sentence) || isItem(sentence))
    ? list(sentences)
    : sentences.slice(0, MOST_SENTENCES).join(' ')

function withNeighbours(sentences: readonly string[], best: number): string {
  const first = pointsBack(sentences[best] ?? '') ? Math.max(0, best - 1) : best
  const next = sentences.findIndex((other, place) => place > best && !pointsBack(other))
  const end = Math.min(next < 0 ? sentences.length : next, first + MOST_SENTENCES)
  return sentences.slice(first, end).join(' ')
}

const list = (lines: readonly string[]) => lines.slice(0, MOST_LIST_LINES).join('\n')

const isStep = (sentence: string) => /^\d{1,2}[.)] /.test(sentence)

const isItem = (sentence: string) => sentence.startsWith('• ')

const pointsBack = (sentence: string) =>
  /^(?:it|its|they|them|their|this|that|these|those|he|she|then|otherwise)\b/i.test(sentence)
