import type { ModelTrouble } from './assists.ts'

/** The language model did not help. `trouble` is for people; the message is for the log and quotes nothing of what was said. */
export class ModelError extends Error {
  override readonly name = 'ModelError'
  readonly trouble: ModelTrouble
  /** Set where the same request may succeed after so long. */
  readonly againAfterMilliseconds: number | undefined

  constructor(trouble: ModelTrouble, message: string, againAfterMilliseconds?: number) {
    super(message)
    this.trouble = trouble
    this.againAfterMilliseconds = againAfterMilliseconds
  }
}
