import type { z } from 'zod'
import type { AnswerQuestion } from '../copilot/answer-question.ts'
import type { askSchema } from '../protocol/copilot.ts'
import { streamAnswer } from './stream-answer.ts'
import type { Viewer } from './viewer.ts'

export interface AskParts {
  answerQuestion: AnswerQuestion
}

/** Answers the agent's own question. */
export const ask =
  ({ answerQuestion }: AskParts) =>
  ({ requestId, question }: z.output<typeof askSchema>, viewer: Viewer, signal: AbortSignal) => {
    const { key, owner } = viewer
    return streamAnswer(viewer, requestId, onText => answerQuestion({ key, owner, question }, onText, signal))
  }
