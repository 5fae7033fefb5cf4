import { Refusal } from '../protocol/refusal.ts'
import type { Viewer } from './viewer.ts'

export interface SummariseParts {
  /** Writes a summary of the chat so far; resolves with whether there was anything to sum up. */
  summarise: (key: string, signal: AbortSignal) => Promise<boolean>
}

/** Makes a summary of the chat so far for everybody who sees it. */
export const summarise =
  (parts: SummariseParts) =>
  async (_payload: Record<string, never>, { key }: Viewer, signal: AbortSignal) => {
    if (!(await parts.summarise(key, signal)))
      throw new Refusal('not-ready', 'Too little has been said for a summary.')
    return {}
  }
