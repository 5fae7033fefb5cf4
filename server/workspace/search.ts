import type { z } from 'zod'
import type { Passage } from '../protocol/assists.ts'
import type { searchSchema } from '../protocol/copilot.ts'
import type { Viewer } from './viewer.ts'

export interface SearchParts {
  /** Looks up what the endpoint knows, best first. */
  lookUp: (endpointId: string, query: z.output<typeof searchSchema>) => Promise<Passage[]>
}

/** The agent's own search in the endpoint's knowledge. */
export const search =
  ({ lookUp }: SearchParts) =>
  async (query: z.output<typeof searchSchema>, { owner }: Viewer) => ({
    passages: await lookUp(owner.endpointId, query),
  })
