import type { KnowledgeHealth } from '../../protocol/knowledge.ts'
import type { KnowledgeDocument } from '../knowledge.ts'
import { type ArticlePassage, passagesOf } from '../passages.ts'
import { createPause } from './pauses.ts'

type Overlap = KnowledgeHealth['overlaps'][number]

/** Passages are alike from this share of their runs of words on. */
const ALIKE = 0.6

/** So many words in a row make a run: short enough to outlive a changed name or number, long enough to tell. */
const RUN_LENGTH = 3

/** Shorter passages are alike by chance. */
const FEWEST_RUNS = 8

/** The runs with the lowest hashes stand for a passage: alike ones share some of them. */
const SKETCH_LENGTH = 12

/** What so many passages share is a phrase of the house, not a repetition. */
const COMMON = 30

interface Sketched {
  passage: ArticlePassage
  sourceId: string | undefined
  runs: Set<number>
}

/** Passages of different documents that say nearly the same, the most alike first, at most `limit` pairs. */
export async function findOverlaps(
  documents: readonly KnowledgeDocument[],
  limit: number,
  signal: AbortSignal,
): Promise<Overlap[]> {
  const pause = createPause(signal)
  const bySketch = new Map<number, Sketched[]>()
  const overlaps: Overlap[] = []
  for (const document of documents) {
    await pause()
    for (const passage of passagesOf(document)) {
      const one = { passage, sourceId: document.sourceId, runs: runsOf(passage.text) }
      if (one.runs.size < FEWEST_RUNS) continue
      const near = new Set(sketchOf(one.runs).flatMap(run => remember(bySketch, run, one)))
      for (const other of near) {
        const alike = other.passage.documentId === document.id ? 0 : likeness(one.runs, other.runs)
        if (alike >= ALIKE) overlaps.push({ alike, passages: [toAnswer(other), toAnswer(one)] })
      }
    }
  }
  return overlaps.toSorted((one, other) => other.alike - one.alike).slice(0, limit)
}

/** Those that were there before. */
function remember(bySketch: Map<number, Sketched[]>, run: number, one: Sketched): Sketched[] {
  const known = bySketch.get(run) ?? []
  if (known.length < COMMON) bySketch.set(run, [...known, one])
  return known.length < COMMON ? known : []
}

function runsOf(text: string): Set<number> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const runs = new Set<number>()
  for (let at = 0; at + RUN_LENGTH <= words.length; at++)
    runs.add(hashOf(words.slice(at, at + RUN_LENGTH).join(' ')))
  return runs
}

const sketchOf = (runs: Set<number>) =>
  [...runs].toSorted((one, other) => one - other).slice(0, SKETCH_LENGTH)

/** The share of the shorter one's runs that the longer one has too: what is repeated within something longer counts. */
function likeness(one: Set<number>, other: Set<number>): number {
  return one.intersection(other).size / Math.min(one.size, other.size)
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

const toAnswer = ({ passage, sourceId }: Sketched) => ({
  documentId: passage.documentId,
  sourceId,
  title: passage.title,
  text: passage.text,
})
