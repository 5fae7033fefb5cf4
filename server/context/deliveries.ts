import { deliverAssists } from '../copilot/deliver-assists.ts'
import { deliverDrafts } from '../copilot/deliver-drafts.ts'
import { deliverSuggestions } from '../copilot/deliver-suggestions.ts'
import { resultOf } from '../copilot/summarise.ts'
import { deliverToContactCentre } from '../handover/deliver-to-contact-centre.ts'
import { deliverToCustomer } from '../handover/deliver-to-customer.ts'
import { requestHandover } from '../handover/request-handover.ts'
import type { Target } from '../sessions/decision.ts'
import type { Deliver } from '../sessions/delivery-lane.ts'
import { DeliveryLanes } from '../sessions/delivery-lanes.ts'
import { DeliveryStore } from '../sessions/delivery-store.ts'
import { createVirtualAgent } from '../virtual-agent/choose.ts'
import { deliverTurn } from '../virtual-agent/deliver-turn.ts'
import type { Foundation } from './foundation.ts'
import type { Handovers } from './handovers.ts'
import type { Mind } from './mind.ts'

/** Who brings events to whom, see `Target`. */
export function createDeliveries(
  { database, serverId, log, findEndpoint, logger }: Foundation,
  { handover, intake }: Handovers,
  { assists, suggestions, drafts, privacy, knowledge }: Mind,
): DeliveryLanes {
  const deliverers: Record<Target, Deliver> = {
    'contact-centre': deliverToContactCentre(handover),
    customer: deliverToCustomer(handover),
    intake: intake.deliverWaiting(),
    'virtual-agent': deliverTurn({
      log,
      findEndpoint,
      virtualAgentOf: (_endpointId, settings) => createVirtualAgent(settings, { knowledge }),
      requestHandover: (key, session, settings, properties, now) =>
        requestHandover(key, session, settings, { by: 'virtual-agent', properties }, now),
      resultOf: (key, ended) => resultOf(assists, key, ended),
      logger,
    }),
    assists: deliverAssists(assists),
    copilot: deliverSuggestions(suggestions),
    drafts: deliverDrafts({ ...suggestions, hub: drafts, privacy, logger }),
  }
  return new DeliveryLanes({ log, store: new DeliveryStore(database, serverId), serverId, deliverers })
}
