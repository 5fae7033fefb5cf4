import { clientAddress } from '../client-address.ts'
import { answerQuestion } from '../copilot/answer-question.ts'
import { rewrite, translate } from '../copilot/rewrite.ts'
import { chooseCodeFor } from '../copilot/wrap-up.ts'
import { FailureLimit } from '../endpoints/rate-limits.ts'
import { redactionOf } from '../privacy/redaction.ts'
import type { EndpointSettings } from '../protocol/settings/endpoint.ts'
import { createSignOn } from '../sign-on/create-sign-on.ts'
import type { Logger } from '../telemetry/logger.ts'
import { admitByLink } from '../workspace/admit-agent.ts'
import { admitPanel } from '../workspace/admit-panel.ts'
import { hearAgentTyping } from '../workspace/agent-typing.ts'
import type { CopilotSocketParts } from '../workspace/copilot-socket.ts'
import { Interactions } from '../workspace/interactions.ts'
import type { PanelParts } from '../workspace/open-interaction.ts'
import { OtherPlatforms, vouchedFor } from '../workspace/other-platforms.ts'
import { mayJoinFrom, type PanelSettingsParts } from '../workspace/page-origins.ts'
import { copilotRequests } from '../workspace/requests.ts'
import type { Foundation } from './foundation.ts'
import type { Handovers } from './handovers.ts'
import type { Mind } from './mind.ts'

/** Where agents come in: the copilot's socket, the 8x8 panel and the screen pop, with their single sign-on. */
export function createWorkspace(foundation: Foundation, mind: Mind, { typing }: Handovers) {
  const { config, database, secrets, log, endpoints, settingsOf, findContactCentre } = foundation
  const { publicUrl, passes, derived, logger } = foundation
  const { knowledge, findModel, privacy, assists, liveReading, turnReading, drafts } = mind
  const findEndpoint = (URLToken: string) => endpoints.byToken(URLToken)
  const signOn = createSignOn(database, secrets, derived('badges'))
  const admitOurs = admitByLink({
    log,
    passes,
    readBadge: (badge, endpointId) => signOn.readBadge(badge, endpointId),
    findEndpoint,
  })
  const admit = vouchedFor(admitOurs, new OtherPlatforms())
  const rewriting = { log, findModel, settingsOf, privacy }
  const copilotSocket: CopilotSocketParts = {
    log,
    admit,
    redactionOf,
    failures: new FailureLimit(),
    addressOf: socket => clientAddress(socket.request, config.trustProxy),
    publicUrl,
    opened: key => turnReading.catchUp(key),
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
    admitPanel: admitPanel(findEndpoint, passes),
    admit,
    interactions,
    passes,
    failures: new FailureLimit(),
    addressOf: request => clientAddress(request, config.trustProxy),
    findEndpoint,
    frameAncestors: config.frameAncestors,
    logger,
  }
  const signOnDoor = {
    ...signOn,
    publicUrl,
    findEndpoint,
    mayShow: (origin: string, settings: EndpointSettings) =>
      mayJoinFrom(origin, [URL.parse(publicUrl())?.host], settings),
    logger,
  }
  return { copilotSocket, interactions, panel, signOnDoor }
}
