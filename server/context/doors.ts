import { clientAddress } from '../client-address.ts'
import { readChatApiEvent } from '../eight-by-eight/chat-api-events.ts'
import { verifyWebhook, type WebhookParts } from '../eight-by-eight/webhook.ts'
import { CustomerFiles } from '../endpoints/customer-files.ts'
import type { CustomerSocketParts } from '../endpoints/customer-socket.ts'
import { FailureLimit, RateLimits } from '../endpoints/rate-limits.ts'
import type { RestTurnParts } from '../endpoints/rest-turn.ts'
import { routeCustomerMessage } from '../handover/customer-message.ts'
import { createLiveAgent } from '../live-agent/live-agent.ts'
import type { ReceiveParts } from '../live-agent/receive-message.ts'
import type { Foundation } from './foundation.ts'
import type { Handovers } from './handovers.ts'

/** Where customers and 8x8 come in. */
export function createDoors(foundation: Foundation, { intake, typing }: Handovers) {
  const { config, database, log, endpoints, connections, publicUrl, findContactCentre } = foundation
  const { gateways, exchanges, derived, logger } = foundation
  const limits = new RateLimits()
  const files = new CustomerFiles(database)
  const door: RestTurnParts = {
    log,
    files,
    limits,
    failures: new FailureLimit(),
    routeMessage: (session, message, { settings }, now) =>
      routeCustomerMessage(session, message, settings.handover, now),
    endpoints,
    publicUrl,
    findMessages: (key, seqs) => log.readMessages(key, seqs),
  }
  const customerSocket: CustomerSocketParts = {
    ...door,
    addressOf: socket => clientAddress(socket.request, config.trustProxy),
    customerTyping: (key, who) => typing.customerTyping(key, who),
    logger,
  }
  const webhook: WebhookParts = {
    connections: () => connections.all(),
    keysOf: connection => gateways.of(connection).keys,
    takeIn: genuine => intake.takeIn(genuine),
    record: exchanges.record,
    logger,
  }
  const liveAgent: ReceiveParts = {
    ...createLiveAgent(database),
    readEvent: readChatApiEvent,
    isSigned: async (connectionId, headers, rawBody) => {
      const connection = await connections.byId(connectionId)
      const verdict = connection && (await verifyWebhook(webhook, connection, headers, rawBody))
      return verdict && !verdict.ok && verdict.reason === 'key-unavailable' ? 'later' : verdict?.ok === true
    },
    takeIn: genuine => intake.takeIn(genuine),
    logger,
  }
  return {
    door,
    customerSocket,
    webhook,
    liveAgent,
    uploads: { endpoints, files, limits, publicUrl, signingKey: derived('upload tokens') },
    downloads: { files, findContactCentre },
  }
}
