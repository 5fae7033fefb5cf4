import type { KnowledgeHealth, KnowledgeSource } from '../../protocol/knowledge.ts'
import type { KnowledgeDocument } from '../knowledge.ts'
import { findOverlaps } from './overlaps.ts'
import { findUnanswered, type UnansweredParts } from './unanswered.ts'

export interface HealthParts extends UnansweredParts {
  sourcesOf: (endpointId: string) => Promise<KnowledgeSource[]>
  documentsOf: (endpointId: string) => Promise<KnowledgeDocument[]>
}

/** How far back questions are looked for, after how long a source is old, and how much is shown of each. */
export interface HealthQuestion {
  days: number
  staleAfterDays: number
  limit: number
}

const DAY = 24 * 60 * 60 * 1_000

/** What an endpoint's knowledge lacks: said twice, asked in vain, or out of date. */
export async function knowledgeHealth(
  parts: HealthParts,
  endpointId: string,
  { days, staleAfterDays, limit }: HealthQuestion,
  signal: AbortSignal,
): Promise<KnowledgeHealth> {
  const now = Date.now()
  const sources = await parts.sourcesOf(endpointId)
  return {
    overlaps: await findOverlaps(await parts.documentsOf(endpointId), limit, signal),
    unanswered: await findUnanswered(parts, endpointId, now - days * DAY, limit, signal),
    stale: sources.flatMap(source => {
      const why = whyStale(source, now - staleAfterDays * DAY)
      return why ? [{ sourceId: source.id, name: source.name, why, importedAt: source.importedAt }] : []
    }),
  }
}

function whyStale(
  { documents, importedAt, lastImport }: KnowledgeSource,
  oldest: number,
): KnowledgeHealth['stale'][number]['why'] | undefined {
  if (lastImport?.status === 'failed' || lastImport?.status === 'interrupted') return 'import-failed'
  if (lastImport && !lastImport.endedAt) return undefined
  if (documents === 0) return 'empty'
  return (importedAt ?? 0) < oldest ? 'old' : undefined
}
