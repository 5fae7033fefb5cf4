import type { Scope } from '../../server/protocol/administration.ts'
import { askAll } from './api.ts'

/** What pages about other things need of an endpoint. */
export interface NamedEndpoint {
  id: string
  name: string
  connectionId: string | null
  channelId: string | null
}

/** Every endpoint, so that people read its name instead of its id; none where they may not. */
export async function namedEndpoints(can: (scope: Scope) => boolean): Promise<readonly NamedEndpoint[]> {
  return can('endpoints:read') ? askAll<NamedEndpoint>('/endpoints') : []
}

/** The id where the name is not known. */
export const nameOf = (things: readonly { id: string; name: string }[], id: string): string =>
  things.find(thing => thing.id === id)?.name ?? id
