import { hkdfSync, randomUUID } from 'node:crypto'
import type { Socket } from 'socket.io'
import { createAdministration } from './admin/administration.ts'
import { ConnectionRegistrar } from './admin/connection-registrar.ts'
import { ConnectionStore } from './admin/connection-store.ts'
import { EndpointStore } from './admin/endpoint-store.ts'
import type { HealthParts } from './admin/health.ts'
import { HiddenSecrets } from './admin/hidden-secrets.ts'
import { RunningHandovers } from './admin/running-handovers.ts'
import { SessionFinder } from './admin/session-finder.ts'
import { Traces } from './admin/trace.ts'
import { clientAddress } from './client-address.ts'
import type { Config } from './config.ts'
import { answerQuestion } from './copilot/answer-question.ts'
import { deliverAssists } from './copilot/deliver-assists.ts'
import { deliverDrafts } from './copilot/deliver-drafts.ts'
import { deliverSuggestions } from './copilot/deliver-suggestions.ts'
import { DraftHub } from './copilot/draft-hub.ts'
import { HiddenData } from './copilot/hidden-data.ts'
import { LiveReading } from './copilot/live-reading.ts'
import type { AssistsParts } from './copilot/occasion.ts'
import { PastReplies } from './copilot/past-replies.ts'
import { createReading } from './copilot/reading.ts'
import { rewrite, translate } from './copilot/rewrite.ts'
import { suggestReply } from './copilot/suggest-reply.ts'
import { resultOf } from './copilot/summarise.ts'
import { readUsage, type UsageQuery } from './copilot/usage.ts'
import { chooseCodeFor } from './copilot/wrap-up.ts'
import { cardsToData } from './eight-by-eight/cards.ts'
import { readChatApiEvent } from './eight-by-eight/chat-api-events.ts'
import { Gateways } from './eight-by-eight/gateways.ts'
import { tenantTools } from './eight-by-eight/tenant-tools.ts'
import { verifyWebhook, type WebhookParts } from './eight-by-eight/webhook.ts'
import { encryptionKeys } from './encryption-keys.ts'
import { acceptMessage, type CustomerInput } from './endpoints/accept-message.ts'
import { CustomerFiles } from './endpoints/customer-files.ts'
import type { CustomerSocketParts } from './endpoints/customer-socket.ts'
import { EndpointDirectory } from './endpoints/endpoint-directory.ts'
import { FailureLimit, RateLimits } from './endpoints/rate-limits.ts'
import type { RestTurnParts } from './endpoints/rest-turn.ts'
import { ConnectionDirectory } from './handover/connection-directory.ts'
import { HANDOVER_PROPERTY } from './handover/contact-centre.ts'
import { ConversationAccess } from './handover/conversation-access.ts'
import { copilotLink } from './handover/copilot-link.ts'
import { routeCustomerMessage } from './handover/customer-message.ts'
import { deliverToContactCentre } from './handover/deliver-to-contact-centre.ts'
import { deliverToCustomer } from './handover/deliver-to-customer.ts'
import { closeHandover, startHandover } from './handover/from-outside.ts'
import type { HandoverEndpoint, HandoverParts } from './handover/handover-parts.ts'
import { handoverTimerDue } from './handover/handover-timers.ts'
import { requestHandover } from './handover/request-handover.ts'
import { Intake } from './handover/take-in.ts'
import { TypingHub } from './handover/typing-hub.ts'
import { withConnection } from './handover/with-connection.ts'
import { createKnowledge } from './knowledge/create-knowledge.ts'
import { knowledgeHealth } from './knowledge/health/knowledge-health.ts'
import type { KnowledgeRouteParts } from './knowledge/knowledge-routes.ts'
import { Library } from './knowledge/library.ts'
import { sentencesOf } from './knowledge/sentences.ts'
import { KnowledgeSources } from './knowledge/sources/knowledge-sources.ts'
import { isPleasantry } from './knowledge/stop-words.ts'
import { tokensOfLanguage } from './knowledge/tokens.ts'
import { VectorSearch } from './knowledge/vectors/vector-search.ts'
import { Models } from './language-model/models.ts'
import { TokenLedger } from './language-model/token-ledger.ts'
import { createLiveAgent } from './live-agent/live-agent.ts'
import type { ReceiveParts } from './live-agent/receive-message.ts'
import { Neighbours } from './neighbours.ts'
import { eraseCustomer, eraseEndpoint } from './privacy/erasure.ts'
import { exportAsJson } from './privacy/export.ts'
import { mask } from './privacy/mask.ts'
import { maskDialogue } from './privacy/mask-dialogue.ts'
import { findPersonalData } from './privacy/personal-data.ts'
import { redactionOf } from './privacy/redaction.ts'
import { restore } from './privacy/restore.ts'
import { Retention } from './privacy/retention.ts'
import type { EndpointSettings } from './protocol/settings.ts'
import { type Target, UnknownSessionError } from './sessions/decision.ts'
import type { Deliver } from './sessions/delivery-lane.ts'
import { DeliveryLanes } from './sessions/delivery-lanes.ts'
import { DeliveryStore } from './sessions/delivery-store.ts'
import { LogWatch } from './sessions/log-watch.ts'
import { oneATurn } from './sessions/one-a-turn.ts'
import type { SessionOwner } from './sessions/session-key.ts'
import { SessionLog } from './sessions/session-log.ts'
import { Timers } from './sessions/timers.ts'
import { createSignOn } from './sign-on/create-sign-on.ts'
import type { SignOnParts } from './sign-on/sign-on.ts'
import type { SignOnRouteParts } from './sign-on/sign-on-routes.ts'
import { openDatabase } from './storage/database.ts'
import { createSecrets } from './storage/secrets.ts'
import { ExchangeLog } from './telemetry/exchange-log.ts'
import { createLogger, type Logger } from './telemetry/logger.ts'
import { countsBy, createMetrics } from './telemetry/metrics.ts'
import { createVirtualAgent } from './virtual-agent/choose.ts'
import { deliverTurn } from './virtual-agent/deliver-turn.ts'
import { personRequests } from './virtual-agent/handover-intent.ts'
import { admitByLink } from './workspace/admit-agent.ts'
import { admitPanel } from './workspace/admit-panel.ts'
import { hearAgentTyping } from './workspace/agent-typing.ts'
import type { CopilotSocketParts } from './workspace/copilot-socket.ts'
import { Interactions } from './workspace/interactions.ts'
import type { PanelParts } from './workspace/open-interaction.ts'
import { OtherPlatforms, vouchedFor } from './workspace/other-platforms.ts'
import type { PanelSettingsParts } from './workspace/page-origins.ts'
import { mayJoinFrom } from './workspace/page-origins.ts'
import { passForContactCentre } from './workspace/pass-for-contact-centre.ts'
import { copilotRequests } from './workspace/requests.ts'
import { Passes } from './workspace/tokens.ts'

export type Context = Awaited<ReturnType<typeof createContext>>

/** What tests may replace. */
export interface ContextOverrides {
  logger?: Logger
}

/** Builds every collaborator once. Nothing runs until `start`; `close` ends everything in order. */
export async function createContext(config: Config, overrides: ContextOverrides = {}) {
  const serverId = randomUUID()
  const logger = overrides.logger ?? createLogger(config.logLevel)
  const metrics = createMetrics()
  const database = await openDatabase(
    config.databaseUrl
      ? { url: config.databaseUrl, schema: config.databaseSchema }
      : { folder: config.dataFolder },
  )
  const [encryptionKey, ...earlierKeys] = encryptionKeys(config)
  const secrets = createSecrets(encryptionKey, earlierKeys)
  const derived = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', Buffer.from(encryptionKey, 'base64'), '', purpose, 32))
  const neighbours = config.redisUrl
    ? new Neighbours(config.redisUrl, derived('neighbours').toString('hex'), serverId, logger)
    : undefined

  const endpoints = new EndpointDirectory(database, secrets)
  const connections = new ConnectionDirectory(database, secrets)
  const findEndpoint = async (id: string) => {
    const endpoint = await endpoints.byId(id)
    const { connectionId } = endpoint?.settings.handover ?? {}
    return (
      endpoint && withConnection(endpoint, connectionId ? await connections.byId(connectionId) : undefined)
    )
  }
  const log = new SessionLog(database, serverId)
  const ledger = new TokenLedger(database, serverId)
  const models = new Models({
    ofServer: config.languageModel,
    findEndpoint,
    ledger,
    metrics,
  })
  const privacy = { mask, maskDialogue, restore }
  const vectors = new VectorSearch({
    database,
    serverId,
    embedderOf: id => models.embedderOf(id),
    hide: async (id, text) => {
      const endpoint = await endpoints.byId(id)
      return endpoint ? new HiddenData(privacy, endpoint.settings.privacy, {}).hide(text) : ''
    },
    logger,
  })
  const knowledge = createKnowledge(vectors)
  const library = new Library(database, knowledge)
  const knowledgeSources = new KnowledgeSources({
    database,
    library,
    serverId,
    logger,
    allowedHosts: config.knowledgeHosts,
  })
  const exchanges = new ExchangeLog(database, logger)
  const gateways = new Gateways(HANDOVER_PROPERTY, exchanges.record)
  const passes = new Passes(derived('copilot passes'))
  const address = { publicUrl: config.publicUrl ?? '' }
  const publicUrl = () => address.publicUrl

  const findContactCentre = async (connectionId: string) => {
    const connection = await connections.byId(connectionId)
    return connection && gateways.of(connection).gateway
  }
  const handover: HandoverParts = {
    database,
    log,
    findEndpoint,
    findContactCentre,
    access: new ConversationAccess(),
    publicUrl,
    passFor: passForContactCentre(passes),
  }
  const typing = new TypingHub(handover)
  const intake = new Intake({
    ...handover,
    readEvent: readChatApiEvent,
    cardsToData,
    tellTyping: (key, who) => typing.tell(key, who),
    logger,
  })

  const settingsOf = async (id: string) => (await endpoints.byId(id))?.settings
  const findModel = (id: string) => models.of(id)
  const drafts = new DraftHub()
  const personRequestsOf = ({ virtualAgent }: EndpointSettings) =>
    personRequests(virtualAgent.kind === 'knowledge' ? virtualAgent.handoverPhrases : [])
  const assists: AssistsParts = {
    log,
    knowledge,
    reading: createReading({ sentencesOf, tokensOf: tokensOfLanguage, isPleasantry }),
    findEndpoint: id => endpoints.byId(id),
    findPersonal: (text, before, country) => findPersonalData(text, { before, country }),
    findModel,
    privacy,
    logger,
    personRequestsOf,
  }
  const liveReading = new LiveReading(assists)
  const pastReplies = new PastReplies({ database, log, settingsOf, privacy, logger })
  const rewriting = { log, findModel, settingsOf, privacy }
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
    assists: oneATurn(deliverAssists(assists)),
    copilot: oneATurn(
      deliverSuggestions({
        log,
        knowledge,
        suggestReply,
        personRequestsOf,
        pastReplies,
        settingsOf,
        findModel,
      }),
    ),
    drafts: deliverDrafts({
      log,
      knowledge,
      suggestReply,
      personRequestsOf,
      settingsOf,
      findModel,
      hub: drafts,
      privacy,
      pastReplies,
      logger,
    }),
  }
  const lanes = new DeliveryLanes({ log, store: new DeliveryStore(database, serverId), serverId, deliverers })
  const retention = new Retention({ database, log, serverId, logger })
  const timers = new Timers(database, handoverTimerDue(handover))
  const watch = new LogWatch(database, log)

  const limits = new RateLimits()
  const files = new CustomerFiles(database)
  const findMessages: CustomerSocketParts['findMessages'] = (key, seqs) => log.readMessages(key, seqs)
  const addressOf = (socket: Pick<Socket, 'request'>) => clientAddress(socket.request, config.trustProxy)
  const door: RestTurnParts = {
    log,
    files,
    limits,
    failures: new FailureLimit(),
    routeMessage: (session, message, { settings }, now) =>
      routeCustomerMessage(session, message, settings.handover, now),
    endpoints,
    publicUrl,
    findMessages,
  }
  const customerSocket: CustomerSocketParts = {
    ...door,
    addressOf,
    customerTyping: (key, who) => typing.customerTyping(key, who),
    logger,
  }
  const findAgentEndpoint = (URLToken: string) => endpoints.byToken(URLToken)
  const signOn = createSignOn(database, secrets, derived('badges'))
  const admitOurs = admitByLink({
    log,
    passes,
    readBadge: (badge, endpointId) => signOn.readBadge(badge, endpointId),
    findEndpoint: findAgentEndpoint,
  })
  const admit = vouchedFor(admitOurs, new OtherPlatforms())
  const copilotSocket: CopilotSocketParts = {
    log,
    admit,
    redactionOf,
    failures: new FailureLimit(),
    addressOf,
    publicUrl,
    agentTyping: hearAgentTyping({ log, settingsOf, tellTyping: (key, who) => typing.tell(key, who) }),
    requests: copilotRequests({
      log,
      settingsOf,
      findModel,
      answerQuestion: answerQuestion({ ...rewriting, knowledge }),
      rewrite: rewrite(rewriting),
      translate: translate(rewriting),
      lookUp: async (endpointId, { text, limit, ...among }) =>
        (await knowledge.find(endpointId, { turns: [{ from: 'agent', text }] }, limit, among)).passages,
      summarise: (key, signal) => liveReading.summarise(key, signal),
      chooseCode: (key, codes) => chooseCodeFor(assists, key, codes),
    }),
    drafts,
    findModel,
    logger,
  }
  const interactions = new Interactions({ database, log, findContactCentre, logger })
  const panel: PanelParts & PanelSettingsParts & { logger: Logger } = {
    log,
    admitPanel: admitPanel(findAgentEndpoint),
    admit,
    interactions,
    passes,
    failures: new FailureLimit(),
    addressOf: request => clientAddress(request, config.trustProxy),
    findEndpoint: findAgentEndpoint,
    frameAncestors: config.frameAncestors,
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
  const uploads = { endpoints, files, limits, publicUrl, signingKey: derived('upload tokens') }

  const administration = createAdministration(database, publicUrl)
  const hidden = new HiddenSecrets(derived('hidden secrets'))
  const forgetEndpoints = () => endpoints.forget()
  const endpointStore = new EndpointStore({ database, secrets, hidden, publicUrl, changed: forgetEndpoints })
  const connectionStore = new ConnectionStore({
    database,
    secrets,
    changed: () => connections.forget(),
    usersOf: id => endpointStore.usersOf(id),
  })
  const customerData = {
    erase: (customer: { endpointId: string; userId: string }) => eraseCustomer({ database, log }, customer),
    exportAsJson: (customer: { endpointId: string; userId: string }) =>
      exportAsJson({ database, log }, customer),
  }
  const handovers = {
    start: (key: string) => startHandover(handover, key),
    close: (key: string, reason: string) => closeHandover(handover, key, reason),
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
    database,
    readUsage: (query: UsageQuery) => readUsage(database, query),
    flushExchanges: () => exchanges.flush(),
    findEndpoint,
    linkTo: async (endpoint: HandoverEndpoint, owner: SessionOwner) =>
      copilotLink(publicUrl(), endpoint.URLToken, owner, await handover.passFor(endpoint, owner)),
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
    },
    customerData,
  }
  const signOnDoor: SignOnParts & SignOnRouteParts = {
    ...signOn,
    publicUrl,
    findEndpoint: findAgentEndpoint,
    mayShow: (origin, settings) => mayJoinFrom(origin, [URL.parse(publicUrl())?.host], settings),
    signInAdministrator: person => administration.openSession(person),
    logger,
  }

  log.onCommitted(appended => liveReading.hear(appended))
  log.onCommitted(pastReplies.onCommitted)
  log.onCommitted(({ events }) => {
    for (const { type } of events) metrics.events.inc({ type })
  })
  log.onCommitted(({ key, events }) => {
    if (events.some(({ type }) => type === 'handover-agent-joined')) void interactions.learn(key)
  })

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

  /** What the server stands on, and whether it answers now. Without Redis it goes on, a little slower. */
  const readiness = async () => {
    const ready = await settles(database.ping())
    return { ready, database: ready, ...(neighbours && { redis: neighbours.areReachable }) }
  }
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
    config,
    serverId,
    logger,
    metrics,
    neighbours,
    log,
    lanes,
    endpoints,
    connections,
    library,
    knowledgeSources,
    knowledgeApi,
    administration,
    administered,
    signOn: signOnDoor,
    models,
    drafts,
    pastReplies,
    typing,
    handovers,
    door,
    customerSocket,
    /** A customer's data, wherever they are kept: `{endpointId, userId}`. */
    customerData,
    copilotSocket,
    panel,
    webhook,
    liveAgent,
    uploads,
    downloads: { files, findContactCentre },

    readiness,
    health,

    /** Takes up what waits. `listeningAt` is the address where no PUBLIC_URL is set. */
    async start(listeningAt: string) {
      address.publicUrl ||= listeningAt
      await knowledgeSources.start()
      await library.load()
      await lanes.start()
      timers.start()
      retention.start()
      ledger.start()
      if (database.dialect === 'postgres') {
        watch.start()
        library.watch()
      }
    },

    async close() {
      await Promise.allSettled([
        timers.stop(),
        retention.stop(),
        watch.stop(),
        lanes.stop(),
        liveReading.stop(),
        knowledgeSources.stop(),
        library.stop(),
      ])
      await vectors.stop()
      await log.drained()
      await settles(pastReplies.drained())
      await settles(ledger.stop())
      await gateways.close()
      await exchanges.flush()
      neighbours?.close()
      await database.close()
    },
  }
}

const settles = (work: Promise<unknown>) =>
  work.then(
    () => true,
    () => false,
  )
