import { z } from 'zod'
import { readConversation } from '../../server/copilot/conversation.ts'
import { createReading } from '../../server/copilot/reading.ts'
import { readSentiment } from '../../server/copilot/sentiment.ts'
import { sentencesOf } from '../../server/knowledge/sentences.ts'
import { isPleasantry } from '../../server/knowledge/stop-words.ts'
import { tokensOfLanguage } from '../../server/knowledge/tokens.ts'
import { withoutMarkup } from '../../server/knowledge/without-markup.ts'
import { type Dataset, type Evaluation, share } from './dataset.ts'
import { readJsonLines } from './read-json.ts'

/** A customer's message and the mood that a person reads in it; `none` where nobody could tell. */
const messageSchema = z.strictObject({
  text: z.string().min(1),
  mood: z.enum(['positive', 'negative', 'none']),
})
type Message = z.infer<typeof messageSchema>

/** Single messages: how often a mood is told where there is one, and how often it is right. */
export const moods: Dataset = {
  holds: 'a file of JSON lines {text, mood: "positive" | "negative" | "none"}',
  data: 'e2e/evaluate/moods.jsonl',
  evaluate: async data => measureMoods(await readMoods(data)),
}

export const readMoods = (file: string): Promise<Message[]> => readJsonLines(file, messageSchema)

const reading = createReading({ sentencesOf, tokensOf: tokensOfLanguage, isPleasantry, withoutMarkup })

/** The mood that is told without a language model. */
function moodOf({ text }: Message): string {
  const message = { type: 'message' as const, seq: 1, at: 0, messageId: '1', from: 'customer' as const, text }
  return readSentiment(readConversation([message], reading), 'last', 'en')?.mood ?? 'none'
}

function measureMoods(messages: readonly Message[]): Evaluation {
  const began = performance.now()
  const read = messages.map(message => ({ mood: message.mood, told: moodOf(message) }))
  const milliseconds = (performance.now() - began) / messages.length
  const isRight = ({ mood, told }: (typeof read)[number]) => Number(mood === told)
  const always = read.map(({ mood }) => [Number(mood === 'negative'), 1])
  return {
    measures: [
      {
        name: 'mood.precision',
        tallies: read.map(one => (one.told === 'none' ? [0, 0] : [isRight(one), 1])),
        value: share,
        floors: { 'always negative': always },
        goal: { atLeast: 0.9 },
      },
      {
        name: 'mood.recall',
        tallies: read.map(one => (one.mood === 'none' ? [0, 0] : [isRight(one), 1])),
        value: share,
        floors: {
          'always negative': read.map(({ mood }) => [Number(mood === 'negative'), Number(mood !== 'none')]),
        },
      },
    ],
    figures: { 'mood.millisecondsPerMessage': milliseconds },
  }
}
