import type { Knowledge } from '../knowledge/knowledge.ts'
import type { Help } from './look-up-help.ts'
import type { PastReplies } from './past-replies.ts'
import type { Similar } from './past-reply-index.ts'

export interface PastReplyParts {
  knowledge: Pick<Knowledge, 'rankReplies'>
  pastReplies: Pick<PastReplies, 'find'>
}

const CANDIDATES = 30
const MOST = 3

/**
 * What agents answered in turns like the last one of a dialogue, best first: how alike the turns are, and among those how well a
 * reply suits what is spoken of now.
 */
export async function findPastReplies(
  { knowledge, pastReplies }: PastReplyParts,
  endpointId: string,
  turns: Help['dialogue'],
): Promise<Similar[]> {
  const similar = await pastReplies.find(endpointId, turns.at(-1)?.text ?? '', CANDIDATES)
  const replies = similar.map(({ reply }) => reply)
  const suiting = similar.length > 1 ? knowledge.rankReplies(endpointId, { turns }, replies) : []
  const scores = new Map(suiting.map(({ place, score }) => [place, score]))
  const worth = new Map(
    similar.map((past, place) => [past, past.similarity * (1 + (scores.get(place) ?? 0))]),
  )
  return similar.toSorted((one, other) => (worth.get(other) ?? 0) - (worth.get(one) ?? 0)).slice(0, MOST)
}
