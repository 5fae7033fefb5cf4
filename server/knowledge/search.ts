import type { Passage } from '../protocol/assists.ts'
import { answerSentence } from './answer-sentence.ts'
import { isSure, speaksOf } from './confidence.ts'
import { dialogueQuery } from './dialogue-query.ts'
import { quietReason } from './gate.ts'
import type { Among, Dialogue } from './knowledge.ts'
import type { PassageIndex, Ranked } from './passage-index.ts'
import type { ArticlePassage } from './passages.ts'
import { clausesOf } from './speech-act.ts'

/** A passage that shares this much of its words with a better one of its article adds nothing to it. */
const REDUNDANT = 0.8

/** What one index has for a dialogue, best first. */
export interface Found {
  passages: Passage[]
  /** How strong the best passage is for its question; compares across indexes. */
  strength: number
  sure: boolean
  quiet?: ReturnType<typeof quietReason>
}

/** Searches one index; undefined where the dialogue says too little to look for anything. */
export function searchIndex(
  index: PassageIndex,
  dialogue: Dialogue,
  limit: number,
  among: Among = {},
): Found | undefined {
  const query = dialogueQuery(dialogue, index)
  if (!query) return undefined
  const ranked = index.rank(query, 2 * limit + 8, accepting(among))
  const weights = new Map(query.wanted.map(({ term, weight }) => [term, weight]))
  const answerOf = ({ text }: ArticlePassage) => answerSentence(text, weights, index)
  const text = dialogue.turns.at(-1)?.text ?? ''
  const clauses = clausesOf(text).map(({ words }) => index.stemsMeant(words))
  const passages = withoutRedundant(ranked, limit, index).map(({ passage }): Passage => {
    const { documentId: _, ...shown } = passage
    return {
      ...shown,
      answer: answerOf(passage),
      score: speaksOf(query, clauses, passage, index),
    }
  })
  const asked = query.asked.reduce((sum, stem) => sum + index.telling(stem), 0)
  const quiet = quietReason(text, query, ranked, index)
  return {
    passages,
    quiet,
    strength: (ranked[0]?.sum ?? 0) / (asked || 1),
    sure: quiet === undefined && isSure(query, ranked, answerOf, index),
  }
}

function accepting({ sourceIds, tags }: Among): ((passage: ArticlePassage) => boolean) | undefined {
  if (!sourceIds?.length && !tags?.length) return undefined
  return passage =>
    (!sourceIds?.length || sourceIds.includes(passage.sourceId ?? '')) &&
    (!tags?.length || tags.some(tag => passage.tags.includes(tag)))
}

function withoutRedundant(ranked: Ranked[], limit: number, index: PassageIndex): Ranked[] {
  const chosen: { ranked: Ranked; stems: Set<string> }[] = []
  for (const candidate of ranked) {
    if (chosen.length === limit) break
    const { documentId, text } = candidate.passage
    const stems = new Set(index.stemsOf(text))
    const redundant = chosen.some(
      other => other.ranked.passage.documentId === documentId && share(stems, other.stems) >= REDUNDANT,
    )
    if (!redundant) chosen.push({ ranked: candidate, stems })
  }
  return chosen.map(({ ranked }) => ranked)
}

const share = (stems: Set<string>, others: Set<string>) =>
  [...stems].filter(stem => others.has(stem)).length / (stems.size || 1)
