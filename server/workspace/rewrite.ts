import type { z } from 'zod'
import type { rewrite, translate } from '../copilot/rewrite.ts'
import type { rewriteSchema, translateSchema } from '../protocol/copilot.ts'
import { streamAnswer } from './stream-answer.ts'
import type { Viewer } from './viewer.ts'

export interface RewriteParts {
  rewrite: ReturnType<typeof rewrite>
  translate: ReturnType<typeof translate>
}

/** The agent's text in another style. */
export const rewriteText =
  ({ rewrite }: Pick<RewriteParts, 'rewrite'>) =>
  ({ requestId, text, style }: z.output<typeof rewriteSchema>, viewer: Viewer, signal: AbortSignal) => {
    const { key, owner } = viewer
    return streamAnswer(viewer, requestId, onText => rewrite({ key, owner, text, style }, onText, signal))
  }

/** A text of the chat in another language. */
export const translateText =
  ({ translate }: Pick<RewriteParts, 'translate'>) =>
  ({ requestId, text, to }: z.output<typeof translateSchema>, viewer: Viewer, signal: AbortSignal) => {
    const { key, owner } = viewer
    return streamAnswer(viewer, requestId, onText => translate({ key, owner, text, to }, onText, signal))
  }
