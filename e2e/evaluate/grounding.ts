import { z } from 'zod'
import { ground } from '../../server/copilot/grounding.ts'
import { type Dataset, type Evaluation, share } from './dataset.ts'
import { readJsonLines } from './read-json.ts'

/** A draft and the texts that it may rest on; a draft that is not supported has one thing that none of them says. */
const pairSchema = z.strictObject({
  draft: z.string().min(1),
  sources: z.array(z.string()).min(1),
  supported: z.boolean(),
})
export type Pair = z.infer<typeof pairSchema>

/** Drafts with their sources: how many altered ones are found out, and how many good ones are marked. */
export const grounding: Dataset = {
  holds: 'a file of JSON lines {draft, sources: [text], supported: boolean}',
  data: 'e2e/evaluate/grounding-pairs.jsonl',
  evaluate: async data => measureGrounding(await readPairs(data)),
}

export const readPairs = (file: string): Promise<Pair[]> => readJsonLines(file, pairSchema)

/** Whether grounding marks anything in a draft. */
export const isMarked = ({ draft, sources }: Pair): boolean =>
  ground(
    draft,
    sources.map((text, index) => ({ evidence: { seq: index + 1 }, text })),
  ).some(({ evidence }) => evidence.length === 0)

function measureGrounding(pairs: readonly Pair[]): Evaluation {
  const began = performance.now()
  const marked = new Map(pairs.map(pair => [pair, isMarked(pair)]))
  const milliseconds = (performance.now() - began) / pairs.length
  // Drafts on the same sources are variants of each other and stay together when figures are drawn again.
  const groups = groupBySources(pairs)
  const tally = (supported: boolean) =>
    groups.map(group => {
      const counted = group.filter(pair => pair.supported === supported)
      return [counted.filter(pair => marked.get(pair)).length, counted.length]
    })
  return {
    measures: [
      {
        name: 'grounding.alteredFound',
        tallies: tally(false),
        value: share,
        floors: { 'mark everything': 1, 'mark nothing': 0 },
        goal: { atLeast: 0.98 },
      },
      {
        name: 'grounding.falseMarks',
        tallies: tally(true),
        value: share,
        floors: { 'mark everything': 1, 'mark nothing': 0 },
        goal: { atMost: 0.03 },
      },
    ],
    figures: { 'grounding.millisecondsPerDraft': milliseconds },
  }
}

/** Pairs that rest on the same sources. */
export const groupBySources = (pairs: readonly Pair[]): Pair[][] => [
  ...Map.groupBy(pairs, ({ sources }) => sources.join('\n')).values(),
]
