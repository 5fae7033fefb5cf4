import type { Summary, SummaryItem } from '../protocol/assists.ts'
import type { Conversation } from './conversation.ts'
import { ground } from './grounding.ts'

const MOST_CITED = 6
const MOST_OTHERS = 50

/** A summary with the claims of its items, and where each was said. */
export function groundSummary({ topic, ...lists }: Summary, conversation: Conversation): Summary {
  const groundAll = (items: readonly SummaryItem[]) => items.map(item => groundItem(item, conversation))
  return {
    topic: groundItem(topic, conversation),
    asked: groundAll(lists.asked),
    done: groundAll(lists.done),
    promised: groundAll(lists.promised),
    open: groundAll(lists.open),
  }
}

/**
 * The item with its claims: looked up in the messages that it cites, then in the others, because a true number under a wrong
 * reference is worth linking to the right one.
 */
function groundItem(item: SummaryItem, conversation: Conversation): SummaryItem {
  const sources = conversation.map(({ seq, text }) => ({ evidence: { seq }, text }))
  const cited = sources.filter(({ evidence }) => item.seqs.includes(evidence.seq)).slice(-MOST_CITED)
  const claims = ground(item.text, cited)
  if (claims.every(({ evidence }) => evidence.length > 0)) return { ...item, claims }
  const others = sources.filter(source => !cited.includes(source)).slice(-MOST_OTHERS)
  const elsewhere = ground(item.text, others)
  return {
    ...item,
    claims: claims.map(claim => {
      const found = elsewhere.find(
        ({ start, end, kind }) => start === claim.start && end === claim.end && kind === claim.kind,
      )
      return claim.evidence.length === 0 && found?.evidence.length ? found : claim
    }),
  }
}
