import { createHmac } from 'node:crypto'
import { type BotAnswer, type BotTurn, botAnswerSchema } from '../protocol/bot.ts'
import type { VirtualAgentSettingsOf } from '../protocol/settings/virtual-agent.ts'
import { checked } from './checked.ts'
import { postJson, withinSeconds } from './post-json.ts'
import type { Turn, TurnAnswer, VirtualAgent } from './virtual-agent.ts'
import { VirtualAgentError } from './virtual-agent-error.ts'

/**
 * The customer's own bot, asked by a signed POST of each turn (`botTurnSchema`, `botAnswerSchema`).
 * A bot that could not be reached, or whose proxy said so, is asked once more within the same time.
 * Throws a `VirtualAgentError`.
 */
export function createWebhookBot(settings: VirtualAgentSettingsOf<'webhook'>): VirtualAgent {
  return {
    async answer(turn, signal) {
      const body = JSON.stringify(toBotTurn(turn))
      const patience = withinSeconds(settings.timeoutSeconds, signal)
      const ask = () =>
        postJson({ url: settings.url, body, headers: signature(settings.secret, body), signal: patience })
      const answer = await ask().catch((error: unknown) => {
        if (isUnreachable(error)) return ask()
        throw error
      })
      return toTurnAnswer(checked(botAnswerSchema, answer))
    },
  }
}

const toBotTurn = (turn: Turn): BotTurn => ({
  turnId: turn.turnId,
  endpointId: turn.endpointId,
  userId: turn.userId,
  sessionId: turn.sessionId,
  text: turn.text,
  data: turn.data,
  attachments: turn.attachments,
  handover: turn.handover,
  postback: turn.postback,
  profile: turn.profile,
  dialogue: turn.dialogue,
})

function signature(secret: string, body: string): Record<string, string> {
  const time = Date.now()
  const code = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')
  return { 'x-copilot-signature': `t=${time},v1=${code}` }
}

const isUnreachable = (error: unknown) => error instanceof VirtualAgentError && error.kind === 'unreachable'

function toTurnAnswer({ text, data, messages = [], ...requests }: BotAnswer): TurnAnswer {
  const first = text || data ? [{ text, data }] : []
  return { messages: [...first, ...messages], ...requests }
}
