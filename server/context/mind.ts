import { DraftHub } from '../copilot/draft-hub.ts'
import { HiddenData } from '../copilot/hidden-data.ts'
import { LiveReading } from '../copilot/live-reading.ts'
import type { AssistsParts } from '../copilot/occasion.ts'
import { PastReplies } from '../copilot/past-replies.ts'
import { createReading } from '../copilot/reading.ts'
import { SpareTime } from '../copilot/spare-time.ts'
import { suggestReply } from '../copilot/suggest-reply.ts'
import { TurnReading } from '../copilot/turn-reading.ts'
import { createKnowledge } from '../knowledge/create-knowledge.ts'
import { Library } from '../knowledge/library.ts'
import { sentencesOf } from '../knowledge/sentences.ts'
import { KnowledgeSources } from '../knowledge/sources/knowledge-sources.ts'
import { isPleasantry } from '../knowledge/stop-words.ts'
import { tokensOfLanguage } from '../knowledge/tokens.ts'
import { VectorSearch } from '../knowledge/vectors/vector-search.ts'
import { withoutMarkup } from '../knowledge/without-markup.ts'
import { Models } from '../language-model/models.ts'
import { TokenLedger } from '../language-model/token-ledger.ts'
import { mask } from '../privacy/mask.ts'
import { maskDialogue } from '../privacy/mask-dialogue.ts'
import { findPersonalData } from '../privacy/personal-data.ts'
import { restore } from '../privacy/restore.ts'
import type { EndpointSettings } from '../protocol/settings/endpoint.ts'
import { personRequests } from '../virtual-agent/handover-intent.ts'
import type { Foundation } from './foundation.ts'

export type Mind = ReturnType<typeof createMind>

/** What the copilot knows and how it thinks: knowledge, language models, and what is read of every conversation. */
export function createMind(foundation: Foundation) {
  const { config, database, serverId, log, endpoints, findEndpoint, settingsOf, metrics, logger } = foundation
  const ledger = new TokenLedger(database, serverId)
  const models = new Models({ ofServer: config.languageModel, findEndpoint, ledger, metrics })
  const findModel = (id: string) => models.of(id)
  const privacy = { mask, maskDialogue, restore }
  const vectors = new VectorSearch({
    database,
    serverId,
    embedderOf: id => models.embedderOf(id),
    hide: async (id, text) => {
      const settings = await settingsOf(id)
      return settings ? new HiddenData(privacy, settings.privacy, {}).hide(text) : ''
    },
    logger,
  })
  const knowledge = createKnowledge(vectors)
  const library = new Library(
    database,
    knowledge,
    async id => (await endpoints.readAnew(id))?.settings.knowledge.synonyms ?? [],
  )
  const allowedHosts = config.knowledgeHosts
  const knowledgeSources = new KnowledgeSources({ database, library, serverId, logger, allowedHosts })

  const personRequestsOf = ({ virtualAgent }: EndpointSettings) =>
    personRequests(virtualAgent.kind === 'knowledge' ? virtualAgent.handoverPhrases : [])
  const assists: AssistsParts = {
    log,
    knowledge,
    reading: createReading({ sentencesOf, tokensOf: tokensOfLanguage, isPleasantry, withoutMarkup }),
    findEndpoint: id => endpoints.byId(id),
    findPersonal: (text, before, country) => findPersonalData(text, { before, country }),
    findModel,
    privacy,
    logger,
    personRequestsOf,
  }
  const pastReplies = new PastReplies({ database, log, settingsOf, privacy, withoutMarkup, logger })
  const suggestions = { log, knowledge, suggestReply, personRequestsOf, pastReplies, settingsOf, findModel }
  return {
    ledger,
    models,
    findModel,
    privacy,
    vectors,
    knowledge,
    library,
    knowledgeSources,
    personRequestsOf,
    assists,
    pastReplies,
    suggestions,
    drafts: new DraftHub(),
    // Each in a spare time of its own: a reply does not wait until summaries have rested.
    liveReading: new LiveReading(assists, new SpareTime()),
    turnReading: new TurnReading({ ...assists, ...suggestions }, new SpareTime()),
  }
}
