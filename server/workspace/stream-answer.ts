import type { ModelTrouble } from '../protocol/assists.ts'
import { ModelError } from '../protocol/model-error.ts'
import { Refusal } from '../protocol/refusal.ts'
import type { Viewer } from './viewer.ts'

const SENTENCES: Record<ModelTrouble, string> = {
  unavailable: 'The language model cannot be reached just now. Your text is unchanged.',
  slow: 'The language model took too long. Your text is unchanged; try again in a moment.',
  malformed: 'The language model gave no usable answer. Your text is unchanged.',
  'over-budget': 'The language model’s budget for today is used up. Your text is unchanged.',
  busy: 'The language model is busy. Your text is unchanged; try again in a moment.',
}

/** Tells the widget that asked what is written for it while it is written; a model's trouble becomes a sentence. */
export async function streamAnswer<Answer>(
  viewer: Viewer,
  requestId: string,
  write: (onText: (text: string) => void) => Promise<Answer>,
): Promise<Answer> {
  let isWriting = false
  const onText = (text: string) => {
    if (!isWriting) viewer.tell('draft-start', { draftId: requestId, requestId })
    isWriting = true
    viewer.tell('draft-delta', { draftId: requestId, text })
  }
  const end = (complete: boolean) => {
    if (isWriting) viewer.tell('draft-end', { draftId: requestId, complete })
  }
  try {
    const answer = await write(onText)
    end(true)
    return answer
  } catch (error) {
    end(false)
    throw error instanceof ModelError ? new Refusal('not-ready', SENTENCES[error.trouble]) : error
  }
}
