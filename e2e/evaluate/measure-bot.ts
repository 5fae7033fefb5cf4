import type { Knowledge } from '../../server/knowledge/knowledge.ts'
import type { Passage } from '../../server/protocol/assists.ts'
import type { Conversation } from './conversations.ts'
import { type Measure, share } from './dataset.ts'
import { evaluatedEndpoint } from './measure-knowledge.ts'

/** What a customer says, and whether a passage answers it; without that, nothing of the knowledge does. */
export interface BotQuestion {
  turns: Conversation['turns']
  isAnsweredBy?: (passage: Passage) => boolean
}

/** What the virtual agent would answer by itself: how often it does, and how often that is right. */
export function measureBot(knowledge: Knowledge, questions: readonly BotQuestion[]): Measure[] {
  const asked = questions.map(({ turns, isAnsweredBy }) => {
    const { passages, sure } = knowledge.search(evaluatedEndpoint, { turns }, 1)
    const isRight = passages.some(passage => isAnsweredBy?.(passage))
    return { sure, isRight, isAnswerable: isAnsweredBy !== undefined }
  })
  return [
    {
      name: 'bot.precision',
      value: share,
      tallies: asked.map(({ sure, isRight }) => (sure ? [Number(isRight), 1] : [0, 0])),
    },
    {
      name: 'bot.recall',
      value: share,
      tallies: asked.map(({ sure, isRight, isAnswerable }) =>
        isAnswerable ? [Number(sure && isRight), 1] : [0, 0],
      ),
    },
  ]
}
