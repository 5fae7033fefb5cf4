import { setImmediate } from 'node:timers/promises'
import type { Among, Dialogue, Findings, Knowledge, KnowledgeDocument } from './knowledge.ts'
import { PassageIndex } from './passage-index.ts'
import { passagesOf } from './passages.ts'
import { rankReplies } from './rank-replies.ts'
import { type Found, searchIndex } from './search.ts'
import { baseLanguage } from './tokens.ts'

/** How long reading documents may keep the process from everything else, in milliseconds. */
const LONGEST_STRETCH = 10

/** Knowledge that can be filled. */
export interface LoadableKnowledge extends Knowledge {
  /**
   * Replaces everything the endpoint knows, in one step once all is read; the process stays responsive meanwhile.
   * Of several loads at once the last one called counts.
   */
  load(endpointId: string, documents: readonly KnowledgeDocument[]): Promise<void>
  remove(endpointId: string): void
}

/** Knowledge of all endpoints, held in memory: one index for each endpoint and language. */
export function createKnowledge(): LoadableKnowledge {
  const indexes = new Map<string, PassageIndex[]>()
  const loads = new Map<string, symbol>()
  return {
    async load(endpointId, documents) {
      const load = Symbol(endpointId)
      const isOutdated = () => loads.get(endpointId) !== load
      loads.set(endpointId, load)
      const read = await indexesOf(documents, isOutdated)
      if (isOutdated()) return
      loads.delete(endpointId)
      indexes.set(endpointId, read)
    },
    remove(endpointId) {
      loads.delete(endpointId)
      indexes.delete(endpointId)
    },
    isEmpty: endpointId => (indexes.get(endpointId)?.length ?? 0) === 0,
    rankReplies(endpointId, dialogue, replies) {
      const ranked = (indexes.get(endpointId) ?? []).map(index => rankReplies(index, dialogue, replies))
      return ranked.toSorted((one, other) => (other[0]?.score ?? 0) - (one[0]?.score ?? 0))[0] ?? []
    },
    search: (endpointId, dialogue, limit, among) =>
      searchIndexes(indexes.get(endpointId) ?? [], dialogue, limit, among),
  }
}

/** Reads documents in short stretches; stops early when it has become pointless. */
async function indexesOf(
  documents: readonly KnowledgeDocument[],
  isOutdated: () => boolean,
): Promise<PassageIndex[]> {
  const byLanguage = new Map<string, PassageIndex>()
  let stretchBegan = performance.now()
  const indexFor = (language: string) => {
    const index = byLanguage.get(language) ?? new PassageIndex(language)
    byLanguage.set(language, index)
    return index
  }
  for (const { title, tags, language } of documents) indexFor(languageOf(language)).subjects.add(title, tags)
  for (const document of documents) {
    if (performance.now() - stretchBegan > LONGEST_STRETCH) {
      await setImmediate()
      if (isOutdated()) return []
      stretchBegan = performance.now()
    }
    const passages = passagesOf(document)
    if (passages.length === 0) continue
    indexFor(languageOf(document.language)).add(passages)
  }
  for (const index of byLanguage.values()) {
    for (const _pause of index.finish()) {
      if (performance.now() - stretchBegan <= LONGEST_STRETCH) continue
      await setImmediate()
      if (isOutdated()) return []
      stretchBegan = performance.now()
    }
  }
  return [...byLanguage.values()]
}

const languageOf = (tag = 'en') => baseLanguage(tag)

function searchIndexes(
  indexes: PassageIndex[],
  dialogue: Dialogue,
  limit: number,
  among: Among | undefined,
): Findings {
  if (indexes.length === 0) return { passages: [], sure: false, quiet: 'no-knowledge' }
  const found = indexes
    .map(index => searchIndex(index, dialogue, limit, among))
    .filter(result => result !== undefined)
  const best = strongest(found)
  if (!best) return { passages: [], sure: false, quiet: 'too-little-said' }
  return { passages: best.passages, sure: best.sure, ...(best.quiet && { quiet: best.quiet }) }
}

/** A dialogue is held in one language, so the index that knows most of it answers alone. */
const strongest = (found: Found[]): Found | undefined =>
  found.toSorted((one, other) => other.strength - one.strength)[0]
