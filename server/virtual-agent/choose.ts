import type { Knowledge } from '../knowledge/knowledge.ts'
import type { VirtualAgentSettings } from '../protocol/settings/virtual-agent.ts'
import { createCognigyBot } from './cognigy-bot.ts'
import { createKnowledgeBot } from './knowledge-bot.ts'
import type { VirtualAgent } from './virtual-agent.ts'
import { createWebhookBot } from './webhook-bot.ts'

/** The virtual agent that an endpoint's settings ask for. It holds nothing open; make one whenever settings change. */
export function createVirtualAgent(
  settings: VirtualAgentSettings,
  { knowledge }: { knowledge: Knowledge },
): VirtualAgent {
  if (settings.kind === 'webhook') return createWebhookBot(settings)
  if (settings.kind === 'cognigy') return createCognigyBot(settings)
  return createKnowledgeBot(settings, knowledge)
}
