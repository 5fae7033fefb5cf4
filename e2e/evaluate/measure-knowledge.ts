import type { Findings, Knowledge } from '../../server/knowledge/knowledge.ts'
import { percentile, round } from '../bench/statistics.ts'
import { type Conversation, groupByDialogue } from './conversations.ts'
import { decision, type Evaluation, f1, type Measure, share, type Tally } from './dataset.ts'

const ENDPOINT = 'evaluated'
const PLACES = 5

/** Goals of the figures measured here, where the dataset has any. */
export type Goals = Readonly<Record<string, Measure['goal']>>

/**
 * Asks the product's own search for every turn that has labels: does it find what answers, does it keep quiet where
 * nothing is needed, and how long does it take.
 */
export function measureKnowledge(
  knowledge: Knowledge,
  conversations: readonly Conversation[],
  goals: Goals = {},
): Evaluation {
  const milliseconds: number[] = []
  const asked = groupByDialogue(conversations).map(dialogue =>
    dialogue.map(conversation => {
      const began = performance.now()
      const findings = knowledge.search(ENDPOINT, { turns: conversation.turns }, PLACES)
      milliseconds.push(performance.now() - began)
      return { conversation, findings, place: placeOf(conversation, findings) }
    }),
  )
  const overDialogues = (tally: (answer: Asked) => Tally) => asked.map(dialogue => added(dialogue.map(tally)))
  const hitAt = (limit: number) =>
    overDialogues(({ conversation, place }) =>
      conversation.answeredBy ? [Number(place < limit), 1] : [0, 0],
    )
  const quiet = (says: (answer: Asked) => boolean) =>
    overDialogues(answer => {
      const needed = answer.conversation.needsKnowledge
      return needed === undefined ? [0, 0, 0] : decision(says(answer), needed)
    })
  const measures: Measure[] = [
    { name: 'knowledge.hitAt1', tallies: hitAt(1), value: share },
    { name: 'knowledge.hitAt5', tallies: hitAt(PLACES), value: share },
    {
      name: 'knowledge.mrrAt5',
      value: share,
      tallies: overDialogues(({ conversation, place }) =>
        conversation.answeredBy ? [place < PLACES ? 1 / (place + 1) : 0, 1] : [0, 0],
      ),
    },
    {
      name: 'quiet.f1',
      tallies: quiet(({ findings }) => findings.quiet === undefined),
      value: f1,
      floors: { 'always yes': quiet(() => true), 'a question mark': quiet(asksByMark) },
    },
  ]
  return {
    measures: measures
      .filter(({ tallies }) => tallies.some(tally => tally.some(count => count > 0)))
      .map(measure => ({ ...measure, goal: goals[measure.name] })),
    figures: {
      'queryMs.p50': round(percentile(milliseconds, 0.5)),
      'queryMs.p99': round(percentile(milliseconds, 0.99)),
    },
  }
}

/** The endpoint that `measureKnowledge` asks for. */
export const evaluatedEndpoint = ENDPOINT

interface Asked {
  conversation: Conversation
  findings: Findings
  place: number
}

/** Where the first passage of a right document stands, from 0; beyond every limit where none does. */
function placeOf({ answeredBy }: Conversation, { passages }: Findings): number {
  const place = passages.findIndex(({ passageId }) => answeredBy?.includes(documentOf(passageId)))
  return place < 0 ? Number.POSITIVE_INFINITY : place
}

const documentOf = (passageId: string) => passageId.slice(0, passageId.lastIndexOf('#'))

const asksByMark = ({ conversation }: Asked) => conversation.turns.at(-1)?.text.includes('?') ?? false

const added = (tallies: Tally[]): number[] =>
  (tallies[0] ?? []).map((_, place) => tallies.reduce((sum, tally) => sum + tally[place]!, 0))
