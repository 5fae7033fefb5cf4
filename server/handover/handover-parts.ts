import type { EventLoop } from '../event-loop.ts'
import type { EndpointSettings } from '../protocol/settings/endpoint.ts'
import type { SessionOwner } from '../sessions/session-key.ts'
import type { SessionLog } from '../sessions/session-log.ts'
import type { Database } from '../storage/database.ts'
import type { FindContactCentre } from './contact-centre.ts'
import type { ConversationAccess } from './conversation-access.ts'

/** An endpoint, as far as a handover looks at it. */
export interface HandoverEndpoint {
  id: string
  URLToken: string
  settings: EndpointSettings
}

/** What the deliveries and timers of handovers work with. */
export interface HandoverParts {
  database: Database
  log: SessionLog
  findEndpoint: (endpointId: string) => Promise<HandoverEndpoint | undefined>
  findContactCentre: FindContactCentre
  access: ConversationAccess
  eventLoop: EventLoop
  /** Where agents open the copilot; its link goes to 8x8 with every handover. */
  publicUrl: () => string
  /** What makes that link open the session where three values are not enough; undefined where they are. */
  passFor: (endpoint: HandoverEndpoint, owner: SessionOwner) => Promise<string | undefined>
}
