import type { Dialogue, Findings } from '../knowledge/knowledge.ts'
import type { Passage, Suggestion } from '../protocol/assists.ts'
import type { EndpointSettings } from '../protocol/settings/endpoint.ts'

const MOST_PASSAGES = 3
/** In characters. What is longer is for reading and not for sending. */
const LONGEST_REPLY = 600

/** What to show for a customer's message; `quiet` says why where there is nothing. */
export interface Suggested {
  suggestions: Suggestion[]
  passages: Passage[]
  quiet?: Findings['quiet']
}

/**
 * What helps the agent to answer, without a language model: at most three passages, and at most one reply made of
 * the sentences that answer in the best of them, unless the customer has been told so before. A list of steps stays
 * whole. Plain text.
 */
export function suggestReply({
  dialogue,
  findings,
  settings,
}: {
  dialogue: Dialogue['turns']
  findings: Findings
  settings: EndpointSettings['copilot']['suggestions']
}): Suggested {
  const passages = findings.passages.filter(({ score }) => score >= settings.helps).slice(0, MOST_PASSAGES)
  if (findings.quiet || passages.length === 0) {
    return { suggestions: [], passages: [], quiet: findings.quiet ?? 'no-match' }
  }
  const best = passages.find(
    passage => passage.score >= settings.canBeSent && isNews(passage.answer, dialogue),
  )
  return { suggestions: best ? [toReply(best)] : [], passages }
}

function isNews(answer: string, dialogue: Dialogue['turns']): boolean {
  const reply = oneLine(answer)
  return (
    reply.length <= LONGEST_REPLY &&
    !dialogue.some(({ from, text }) => from !== 'customer' && oneLine(text).includes(reply))
  )
}

const toReply = ({ passageId, answer, score }: Passage): Suggestion => ({
  id: `reply-${passageId}`,
  kind: 'reply',
  text: withoutLoneMark(answer),
  passageIds: [passageId],
  by: 'knowledge',
  confidence: Math.min(1, score),
  claims: [],
})

/** An item that left its list needs no mark. */
const withoutLoneMark = (text: string) => (text.includes('\n') ? text : text.replace(/^• /, ''))

const oneLine = (text: string) => withoutLoneMark(text).replaceAll(/\s+/g, ' ').trim()
