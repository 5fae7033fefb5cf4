import { z } from 'zod'
import { botRequestsSchema } from '../protocol/bot.ts'
import { MAX_TEXT_LENGTH } from '../protocol/limits.ts'
import type { VirtualAgentSettingsOf } from '../protocol/settings/virtual-agent.ts'
import { dataSchema } from '../protocol/values.ts'
import { checked } from './checked.ts'
import { postJson, withinSeconds } from './post-json.ts'
import type { Turn, TurnAnswer, VirtualAgent } from './virtual-agent.ts'

/*
 * Cognigy's REST endpoint, `POST <base>/<URLToken>`: {userId, sessionId, text?, data?} is answered by
 * {text, data, outputStack: [{text, data, source}], …}. It is read leniently where Cognigy adds fields or nulls.
 *
 * What a flow wants from us travels in the `data` of any of its outputs and is not shown to the customer:
 *   data._copilot.handover   an object asks for a person; `properties` in it join the request to 8x8
 *   data._copilot.profile    what is known of the customer
 *   data._copilot.tiles      [{tileId, tile}] for the agent's workspace
 *   data._copilot.tileData   [{tileId, data}] for pages in tiles
 *   data._copilot.grid       where the tiles stand
 * An agent's postback in a tile reaches the flow as `input.data._cognigy._agentAssist {type: 'submit', payload}`.
 * News of a handover reaches the flow as `input.data.handover`, in the words of Cognigy's `input.handover`.
 */
const outputSchema = z.object({
  text: z.string().max(MAX_TEXT_LENGTH).nullish(),
  data: dataSchema.nullish(),
  source: z.string().nullish(),
})
type Output = z.infer<typeof outputSchema>

const answerSchema = outputSchema.extend({ outputStack: z.array(outputSchema).max(50).nullish() })

/**
 * A Cognigy flow behind its REST endpoint. A turn is asked once: the endpoint knows no repeats, and a flow that runs
 * twice says everything twice. Throws a `VirtualAgentError`.
 */
export function createCognigyBot(settings: VirtualAgentSettingsOf<'cognigy'>): VirtualAgent {
  return {
    async answer(turn, signal) {
      const body = JSON.stringify(toRestTurn(turn))
      const answer = await postJson({
        url: settings.url,
        body,
        signal: withinSeconds(settings.timeoutSeconds, signal),
      })
      return toTurnAnswer(outputsOf(answer))
    },
  }
}

function toRestTurn({ userId, sessionId, text, data, attachments, handover, postback }: Turn) {
  const news = handover ? { handover } : {}
  if (postback)
    return { userId, sessionId, text: '', data: { _cognigy: { _agentAssist: toSubmit(postback) } } }
  const files = attachments?.length ? { attachments } : {}
  return { userId, sessionId, text: text ?? '', data: { ...data, ...files, ...news } }
}

/** As Cognigy's own workspace injects a postback into a flow; the tile's name is in the payload, where flows look for it. */
const toSubmit = ({ tileId, data }: NonNullable<Turn['postback']>) => ({
  type: 'submit',
  payload: { ...data, tileId },
})

/** What the flow itself said; an answer without a stack is one output. */
function outputsOf(answer: unknown): Output[] {
  const { outputStack, ...whole } = checked(answerSchema, answer)
  const outputs = outputStack?.length ? outputStack : [whole]
  return outputs.filter(({ source }) => !source || source === 'bot')
}

function toTurnAnswer(outputs: Output[]): TurnAnswer {
  const answer: TurnAnswer = { messages: [] }
  for (const { text, data } of outputs) {
    const { _copilot: requests, ...shown } = data ?? {}
    if (requests !== undefined) take(answer, checked(botRequestsSchema, requests))
    const message = { ...(text && { text }), ...(Object.keys(shown).length > 0 && { data: shown }) }
    if (Object.keys(message).length > 0) answer.messages.push(message)
  }
  return answer
}

/** Later outputs add to a profile and to the tiles, and decide about the grid and the handover. */
function take(
  answer: TurnAnswer,
  { profile, tiles, grid, tileData, handover }: z.infer<typeof botRequestsSchema>,
) {
  if (profile) answer.profile = { ...answer.profile, ...profile }
  if (tiles) answer.tiles = [...(answer.tiles ?? []), ...tiles]
  if (tileData) answer.tileData = [...(answer.tileData ?? []), ...tileData]
  if (grid) answer.grid = grid
  if (handover) answer.handover = handover
}
