import { createAdministration } from '../admin/administration.ts'
import { ConnectionRegistrar } from '../admin/connection-registrar.ts'
import { ConnectionStore } from '../admin/connection-store.ts'
import { EndpointStore } from '../admin/endpoint-store.ts'
import { eraseFigures } from '../admin/figures/erase-figures.ts'
import { FigureKeeper } from '../admin/figures/figure-keeper.ts'
import type { HealthParts } from '../admin/health.ts'
import { HiddenSecrets } from '../admin/hidden-secrets.ts'
import { RunningHandovers } from '../admin/running-handovers.ts'
import { SessionFinder } from '../admin/session-finder.ts'
import { Traces } from '../admin/trace.ts'
import { readUsage, type UsageQuery } from '../copilot/usage.ts'
import { tenantTools } from '../eight-by-eight/tenant-tools.ts'
import { acceptMessage, type CustomerInput } from '../endpoints/accept-message.ts'
import type { RestTurnParts } from '../endpoints/rest-turn.ts'
import { copilotLink } from '../handover/copilot-link.ts'
import type { HandoverEndpoint } from '../handover/handover-parts.ts'
import { knowledgeHealth } from '../knowledge/health/knowledge-health.ts'
import type { KnowledgeRouteParts } from '../knowledge/routes/knowledge-routes.ts'
import { eraseCustomer, eraseEndpoint } from '../privacy/erasure.ts'
import { exportAsJson } from '../privacy/export.ts'
import { mask } from '../privacy/mask.ts'
import { UnknownSessionError } from '../sessions/decision.ts'
import type { SessionOwner } from '../sessions/session-key.ts'
import { countsBy } from '../telemetry/metrics.ts'
import type { Foundation } from './foundation.ts'
import type { Handovers } from './handovers.ts'
import type { Mind } from './mind.ts'
import { settles } from './settles.ts'

/** What administrators and other systems reach through `/api/v1`. */
export function createAdministered(
  foundation: Foundation,
  { handover, handovers }: Handovers,
  { knowledge, knowledgeSources, library, personRequestsOf, ledger }: Mind,
  door: RestTurnParts,
) {
  const { config, database, secrets, serverId, log, logger, metrics } = foundation
  const { endpoints, connections, exchanges, publicUrl, passes, derived, settingsOf } = foundation
  const hidden = new HiddenSecrets(derived('hidden secrets'))
  const forgetEndpoints = () => {
    endpoints.forget()
    library
      .settingsChanged()
      .catch(error => logger.error({ error }, 'knowledge does not follow the settings yet'))
  }
  const endpointStore = new EndpointStore({ database, secrets, hidden, publicUrl, changed: forgetEndpoints })
  const connectionStore = new ConnectionStore({
    database,
    secrets,
    changed: () => connections.forget(),
    usersOfConnections: () => endpointStore.usersOfConnections(),
  })
  const figures = new FigureKeeper({ database, logger })
  const customerData = {
    erase: (customer: { endpointId: string; userId: string }) => eraseCustomer({ database, log }, customer),
    exportAsJson: (customer: { endpointId: string; userId: string }) =>
      exportAsJson({ database, log }, customer),
  }
  const administered = {
    endpointStore,
    connectionStore,
    registrar: new ConnectionRegistrar({
      database,
      serverId,
      connections: connectionStore,
      tenantTools,
      publicUrl,
    }),
    tenantTools,
    runningHandovers: new RunningHandovers(database),
    publicUrl,
    isConnection: async (id: string) => (await connectionStore.find(id)) !== undefined,
    log,
    finder: new SessionFinder(database, log),
    traces: new Traces(database, log),
    figures,
    readUsage: (query: UsageQuery) => readUsage(database, query),
    flushExchanges: () => exchanges.flush(),
    findEndpoint: foundation.findEndpoint,
    linkTo: async (endpoint: HandoverEndpoint, owner: SessionOwner) =>
      copilotLink(publicUrl(), endpoint.URLToken, owner, await handover.passFor(endpoint, owner)),
    passes,
    handovers,
    inject: async (key: string, input: CustomerInput) => {
      const session = await log.find(key)
      const endpoint = session && (await endpoints.byId(session.owner.endpointId))
      if (!session) throw new UnknownSessionError()
      return acceptMessage(door, endpoint, session.owner, session.state.channel, input)
    },
    eraseEndpoint: async (endpointId: string) => {
      await knowledgeSources.removeEndpoint(endpointId)
      await eraseEndpoint({ database, log }, endpointId)
      await eraseFigures(database, endpointId)
    },
    customerData,
  }
  const knowledgeApi: KnowledgeRouteParts = {
    sources: knowledgeSources,
    endpointExists: async id => (await endpoints.byId(id)) !== undefined,
    search: async (endpointId, { text, sourceId, tag, limit }) => {
      const among = { sourceIds: sourceId, tags: tag }
      return (await knowledge.find(endpointId, { turns: [{ from: 'agent', text }] }, limit, among)).passages
    },
    health: (endpointId, question, signal) =>
      knowledgeHealth(
        {
          database,
          mask: text => mask(text).text,
          personRequests: async id => {
            const settings = await settingsOf(id)
            return settings ? personRequestsOf(settings) : () => false
          },
          sourcesOf: id => knowledgeSources.list(id),
          documentsOf: id => library.documents(id),
        },
        endpointId,
        question,
        signal,
      ),
  }
  const readiness = readinessOf(foundation)
  const health: HealthParts = {
    database,
    serverId,
    startedAt: Date.now(),
    readiness,
    settingsOf,
    modelOfServer: config.languageModel,
    tokensToday: endpointId => ledger.usedToday(endpointId),
    modelRequests: () => countsBy(metrics.modelRequests, 'outcome'),
  }
  return {
    administration: createAdministration(database, publicUrl),
    administered,
    customerData,
    figures,
    knowledgeApi,
    readiness,
    health,
  }
}

/** What the server stands on, and whether it answers now. Without Redis it goes on, a little slower. */
const readinessOf =
  ({ database, neighbours }: Foundation) =>
  async () => {
    const ready = await settles(database.ping())
    return { ready, database: ready, ...(neighbours && { redis: neighbours.areReachable }) }
  }
