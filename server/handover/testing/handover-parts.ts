import { EventLoop } from '../../event-loop.ts'
import { endpointSettingsSchema } from '../../protocol/settings/endpoint.ts'
import { SessionLog } from '../../sessions/session-log.ts'
import type { Database } from '../../storage/database.ts'
import { ConversationAccess } from '../conversation-access.ts'
import type { HandoverParts } from '../handover-parts.ts'

const connected = endpointSettingsSchema.parse({ handover: { connectionId: 'acme', channelId: 'chat' } })
const alone = endpointSettingsSchema.parse({})

/**
 * What handovers work with on a database: the endpoint `shop` hands over, `gone` is not there, any other has no
 * connection. Nobody answers at 8x8.
 */
export function handoverParts(database: Database, more: Partial<HandoverParts> = {}): HandoverParts {
  return {
    database,
    log: new SessionLog(database, 'server-1'),
    findEndpoint: async id =>
      id === 'gone' ? undefined : { id, URLToken: 'token', settings: id === 'shop' ? connected : alone },
    findContactCentre: async () => undefined,
    access: new ConversationAccess(),
    eventLoop: new EventLoop(),
    publicUrl: () => '',
    passFor: async () => undefined,
    ...more,
  }
}
