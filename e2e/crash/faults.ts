import type { Random } from '../conversation-proof/random.ts'
import type { SimulatorSettings } from '../simulator/settings.ts'
import type { Simulator } from '../simulator/simulator.ts'

/** A contact centre that answers chats by itself and tells its news in any order, again and again until it is heard. */
export const UNRELIABLE: Partial<SimulatorSettings> = {
  agentScript: { accept: 'automatic', acceptDelayMs: 100, replyDelayMs: 0, typing: false },
  deliveryOrder: 'concurrent',
  deliveryRetries: 2_000,
  deliveryRetryDelayMs: 250,
  eventLogSize: 200_000,
}

const MESSAGES = { path: '/conversations/:id/messages' }
const CONVERSATIONS = { path: '/conversations' }

/** Arms what goes wrong at 8x8. */
export function armFaults(simulator: Simulator, random: Random): void {
  const seed = () => ({ seed: random.below(2 ** 31) })
  simulator.addEventFault({ kind: 'duplicate', copies: 2, probability: 0.15, ...seed() })
  simulator.addEventFault({ kind: 'reorder', overtakenBy: 2, holdMs: 800, probability: 0.12, ...seed() })
  for (const delayMs of [60, 400, 1_500]) {
    simulator.addEventFault({ kind: 'delay', delayMs, probability: 0.08, ...seed() })
  }

  const post = { method: 'POST', ...MESSAGES } as const
  simulator.addApiFault({ ...post, kind: 'lost', probability: 0.1, ...seed() })
  simulator.addApiFault({ ...post, kind: 'status', status: 503, probability: 0.05, ...seed() })
  simulator.addApiFault({
    ...post,
    kind: 'status',
    status: 429,
    retryAfterSeconds: 0.3,
    probability: 0.03,
    ...seed(),
  })
  simulator.addApiFault({ ...post, kind: 'resetBefore', probability: 0.03, ...seed() })
  simulator.addApiFault({ ...post, kind: 'timeoutAfter', probability: 0.01, ...seed() })
  simulator.addApiFault({ ...post, kind: 'timeoutBefore', probability: 0.01, ...seed() })
  // Done at once and answered later: a server that is killed meanwhile cannot know.
  simulator.addApiFault({ ...post, kind: 'slow', delayMs: 700, probability: 0.03, ...seed() })
  simulator.addApiFault({ ...post, kind: 'slow', delayMs: 80, probability: 0.5, ...seed() })

  const create = { method: 'POST', ...CONVERSATIONS } as const
  simulator.addApiFault({ ...create, kind: 'lost', probability: 0.35, ...seed() })
  simulator.addApiFault({ ...create, kind: 'status', status: 500, probability: 0.15, ...seed() })
  simulator.addApiFault({ ...create, kind: 'timeoutAfter', probability: 0.1, ...seed() })
  simulator.addApiFault({ ...create, kind: 'slow', delayMs: 900, probability: 0.2, ...seed() })

  // Seldom enough that five readings in a row do not fail by chance: then the server may rightly trust timestamps.
  for (const where of [MESSAGES, CONVERSATIONS]) {
    const read = { method: 'GET', ...where } as const
    simulator.addApiFault({ ...read, kind: 'status', status: 502, probability: 0.05, ...seed() })
    simulator.addApiFault({ ...read, kind: 'lost', probability: 0.03, ...seed() })
    simulator.addApiFault({ ...read, kind: 'timeoutBefore', probability: 0.01, ...seed() })
    simulator.addApiFault({ ...read, kind: 'slow', delayMs: 300, probability: 0.04, ...seed() })
  }
}
