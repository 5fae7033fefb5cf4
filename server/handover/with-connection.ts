import type { Connection } from '../protocol/connections.ts'
import type { HandoverEndpoint } from './handover-parts.ts'

/** The endpoint, with its connection's channel, queue and properties where it names none of its own. */
export function withConnection<Endpoint extends HandoverEndpoint>(
  endpoint: Endpoint,
  connection: Connection | undefined,
): Endpoint {
  if (!connection) return endpoint
  const { handover } = endpoint.settings
  const channelId = handover.channelId ?? connection.channelId
  const queueId = handover.queueId ?? (handover.channelId ? undefined : connection.queueId)
  const properties = { ...connection.properties, ...handover.properties }
  return {
    ...endpoint,
    settings: { ...endpoint.settings, handover: { ...handover, channelId, queueId, properties } },
  }
}
