import { answerKindsOffered } from './answer-kinds.ts'
import type { PassageIndex } from './passage-index.ts'
import { sentencesOf } from './sentences.ts'

const MOST_LIST_LINES = 5

/**
 * The sentence of a passage that answers best: the one that shares most with what is looked for, by weight; of equals
 * the first. One that points back ("It takes …") brings the sentence before, one that introduces a list brings the
 * list, and a step brings all steps.
 */
export function answerSentence(
  text: string,
  weights: ReadonlyMap<string, number>,
  index: PassageIndex,
): string {
  const sentences = sentencesOf(text)
  const shares = sentences.map(sentence => sharedWeight(sentence, weights, index))
  return withNeighbours(sentences, Math.max(0, shares.indexOf(Math.max(...shares))))
}

function sharedWeight(sentence: string, weights: ReadonlyMap<string, number>, index: PassageIndex): number {
  const terms = [...index.stemsOf(sentence), ...answerKindsOffered(sentence)]
  return terms.reduce((sum, term) => sum + (weights.get(term) ?? 0) * index.telling(term), 0)
}

function withNeighbours(sentences: string[], best: number): string {
  const sentence = sentences[best] ?? ''
  if (isStep(sentence)) return sentences.filter(isStep).slice(0, MOST_LIST_LINES).join('\n')
  if (sentence.endsWith(':')) return sentences.slice(best, best + 1 + MOST_LIST_LINES).join('\n')
  return sentences.slice(pointsBack(sentence) ? Math.max(0, best - 1) : best, best + 1).join(' ')
}

const isStep = (sentence: string) => /^\d{1,2}[.)] /.test(sentence)

const pointsBack = (sentence: string) =>
  /^(?:it|its|they|them|their|this|that|these|those|he|she|then|otherwise)\b/i.test(sentence)
