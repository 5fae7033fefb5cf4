import { setImmediate } from 'node:timers/promises'
import type { Among, Dialogue, Findings, Knowledge, KnowledgeDocument } from './knowledge.ts'
import { PassageIndex } from './passage-index.ts'
import { type ArticlePassage, passagesOf } from './passages.ts'
import { rankReplies } from './rank-replies.ts'
import { accepting, candidatesFor, type Found, searchIndex } from './search.ts'
import type { SynonymGroups } from './synonyms.ts'
import { baseLanguage } from './tokens.ts'
import type { Near } from './vectors/passage-vectors.ts'
import type { VectorSearch } from './vectors/vector-search.ts'
import { withoutMarkup } from './without-markup.ts'

/** How long reading documents may keep the process from everything else, in milliseconds. */
const LONGEST_STRETCH = 10

/** Knowledge that can be filled. */
export interface LoadableKnowledge extends Knowledge {
  /**
   * Replaces everything the endpoint knows, in one step once all is read; the process stays responsive meanwhile.
   * Of several loads at once the last one called counts. `synonyms` are groups of words and phrases that mean the same.
   */
  load(endpointId: string, documents: readonly KnowledgeDocument[], synonyms?: SynonymGroups): Promise<void>
  remove(endpointId: string): void
}

/** What an endpoint knows. */
interface Known {
  /** By language. */
  indexes: ReadonlyMap<string, PassageIndex>
  passages: readonly ArticlePassage[]
}

const NOTHING: Known = { indexes: new Map(), passages: [] }

/**
 * Knowledge of all endpoints, held in memory: one index for each endpoint and language. With `vectors`, what was loaded is
 * learnt by meaning as well, behind the load.
 */
export function createKnowledge(
  vectors?: Pick<VectorSearch, 'learn' | 'forget' | 'near'>,
): LoadableKnowledge {
  const endpoints = new Map<string, Known>()
  const loads = new Map<string, symbol>()
  const knownOf = (endpointId: string) => endpoints.get(endpointId) ?? NOTHING
  return {
    async load(endpointId, documents, synonyms = []) {
      const load = Symbol(endpointId)
      const isOutdated = () => loads.get(endpointId) !== load
      loads.set(endpointId, load)
      const read = await readDocuments(documents, synonyms, isOutdated)
      if (isOutdated()) return
      loads.delete(endpointId)
      endpoints.set(endpointId, read)
      vectors?.learn(endpointId, read.passages)
    },
    remove(endpointId) {
      loads.delete(endpointId)
      endpoints.delete(endpointId)
      vectors?.forget(endpointId)
    },
    isEmpty: endpointId => knownOf(endpointId).indexes.size === 0,
    rankReplies(endpointId, said, replies) {
      const { indexes } = knownOf(endpointId)
      const dialogue = asRead(said)
      const ranked = [...indexes.values()].map(index => rankReplies(index, dialogue, replies))
      return ranked.toSorted((one, other) => (other[0]?.score ?? 0) - (one[0]?.score ?? 0))[0] ?? []
    },
    search: (endpointId, said, limit, among) => searchIn(knownOf(endpointId), asRead(said), limit, among),
    async find(endpointId, said, limit, among) {
      const known = knownOf(endpointId)
      const dialogue = asRead(said)
      const byWords = searchIn(known, dialogue, limit, among)
      if (!vectors || byWords.quiet === 'too-little-said' || byWords.quiet === 'no-knowledge') return byWords
      const accepts = accepting(among ?? {})
      const near = await vectors.near(endpointId, known.passages, dialogue, candidatesFor(limit), accepts)
      return near ? searchIn(known, dialogue, limit, among, near) : byWords
    },
  }
}

/** What is asked stands beside the markup that a page or a stranger put around it. */
const asRead = ({ turns }: Dialogue): Dialogue => ({
  turns: turns.map(({ from, text }) => ({ from, text: withoutMarkup(text) })),
})

/** Reads documents in short stretches; stops early when it has become pointless. */
async function readDocuments(
  documents: readonly KnowledgeDocument[],
  synonyms: SynonymGroups,
  isOutdated: () => boolean,
): Promise<Known> {
  const all: ArticlePassage[] = []
  const byLanguage = new Map<string, PassageIndex>()
  let stretchBegan = performance.now()
  const rested = async () => {
    if (performance.now() - stretchBegan <= LONGEST_STRETCH) return true
    await setImmediate()
    stretchBegan = performance.now()
    return !isOutdated()
  }
  const indexFor = (language: string) => {
    const index = byLanguage.get(language) ?? new PassageIndex(language, synonyms)
    byLanguage.set(language, index)
    return index
  }
  for (const { title, tags, language } of documents) {
    if (!(await rested())) return NOTHING
    indexFor(languageOf(language)).subjects.add(title, tags)
  }
  for (const document of documents) {
    if (!(await rested())) return NOTHING
    const passages = passagesOf(document)
    if (passages.length === 0) continue
    for (const passage of passages) all.push(passage)
    indexFor(languageOf(document.language)).add(passages)
  }
  for (const index of byLanguage.values()) {
    for (const _pause of index.finish()) if (!(await rested())) return NOTHING
  }
  return { indexes: byLanguage, passages: all }
}

const languageOf = (tag = 'en') => baseLanguage(tag)

function searchIn(
  { indexes }: Known,
  dialogue: Dialogue,
  limit: number,
  among: Among | undefined,
  near: readonly Near[] = [],
): Findings {
  if (indexes.size === 0) return { passages: [], sure: false, quiet: 'no-knowledge' }
  const found = [...indexes]
    .map(([language, index]) => {
      const own = near.filter(({ passage }) => languageOf(passage.language) === language)
      return searchIndex(index, dialogue, limit, among, own)
    })
    .filter(result => result !== undefined)
  const best = strongest(found)
  if (!best) return { passages: [], sure: false, quiet: 'too-little-said' }
  return { passages: best.passages, sure: best.sure, ...(best.quiet && { quiet: best.quiet }) }
}

/** A dialogue is held in one language, so the index that knows most of it answers alone. */
const strongest = (found: Found[]): Found | undefined =>
  found.toSorted((one, other) => other.strength - one.strength)[0]
