import type { Database } from '../storage/database.ts'
import { Attempts } from './attempts.ts'
import { Grants } from './grants.ts'
import { Integrations } from './integrations.ts'
import type { TokenParts } from './issue-token.ts'

/** What every part of the live-agent door stands on. */
export const createLiveAgent = (database: Database): TokenParts => ({
  integrations: new Integrations(database),
  grants: new Grants(database),
  attempts: new Attempts(),
})
