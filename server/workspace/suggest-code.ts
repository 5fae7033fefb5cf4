import type { z } from 'zod'
import type { Quote } from '../protocol/assists.ts'
import type { suggestCodeSchema } from '../protocol/copilot.ts'
import type { Viewer } from './viewer.ts'

export interface SuggestCodeParts {
  /** The one of these codes that the chat clearly speaks of. */
  chooseCode: (
    key: string,
    codes: z.output<typeof suggestCodeSchema>['codes'],
  ) => Promise<{ code: string; because: Quote } | undefined>
}

/** Suggests one of the codes that 8x8 offers in the agent's desktop. */
export const suggestCode =
  ({ chooseCode }: SuggestCodeParts) =>
  async (
    { codes }: z.output<typeof suggestCodeSchema>,
    { key }: Viewer,
  ): Promise<{ code?: string; because?: Quote }> =>
    (await chooseCode(key, codes)) ?? {}
