import type { RequestHandler } from 'express'
import { type CustomerOutput, restTurnSchema } from '../protocol/customer.ts'
import type { EventOf, SessionEvent } from '../protocol/session-events.ts'
import type { Appended } from '../sessions/commit-batch.ts'
import { sessionKey } from '../sessions/session-key.ts'
import { acceptMessage, type DoorParts } from './accept-message.ts'
import { type OutputContext, toOutputs } from './customer-outputs.ts'
import type { EndpointDirectory } from './endpoint-directory.ts'
import { Refusal } from './refusal.ts'

export interface RestTurnParts extends DoorParts {
  endpoints: EndpointDirectory
  publicUrl: () => string
  findMessages: (key: string, seqs: readonly number[]) => Promise<EventOf<'message'>[]>
}

const TURN_MILLISECONDS = 30_000
const EVENTS_LOOKED_BACK = 500

/**
 * `POST /:URLToken` (Cognigy's REST endpoint): one message in, the virtual agent's outputs of that turn out.
 * A repeat of the same messageId answers with the same outputs. Nothing can be pushed, so no handover comes of it.
 */
export function restTurn(parts: RestTurnParts): RequestHandler<{ URLToken: string }> {
  return async (request, response) => {
    const endpoint = await parts.endpoints.byToken(request.params.URLToken)
    if (!endpoint) throw new Refusal('refused', 'There is no such endpoint.')
    const turn = restTurnSchema.parse(request.body)
    const { userId, sessionId } = turn
    const owner = { endpointId: endpoint.id, userId, sessionId }
    const appended = await acceptMessage(parts, endpoint, owner, 'rest', turn)
    const key = sessionKey(endpoint.id, sessionId)
    const context = {
      key,
      publicUrl: parts.publicUrl(),
      findMessages: (seqs: readonly number[]) => parts.findMessages(key, seqs),
    }
    const seq = await placeOf(parts, appended, turn.messageId)
    const outputStack = seq === undefined ? [] : await outputsOfTurn(parts, context, seq)
    await acknowledge(parts, key)
    response.json({ ...concatenate(outputStack), outputStack, userId, sessionId })
  }
}

/** Where the message stands that a virtual agent answers; undefined where a person does. */
async function placeOf({ log }: RestTurnParts, appended: Appended, messageId: string | undefined) {
  const known = appended.deliveries.find(({ target }) => target === 'virtual-agent')?.event.seq
  if (known !== undefined || !appended.repeated) return known
  const events = await log.readBack(appended.key, appended.state.seq, EVENTS_LOOKED_BACK)
  return events.find(event => event.type === 'message' && event.messageId === messageId)?.seq
}

/** The outputs from the message on to the end of its turn, or what there is when the time is over. */
function outputsOfTurn({ log }: RestTurnParts, context: OutputContext, seq: number): Promise<CustomerOutput[]> {
  return new Promise(resolve => {
    const seen: SessionEvent[] = []
    const finish = () => {
      stop()
      clearTimeout(timer)
      resolve(Promise.all(seen.map(event => toOutputs(event, context))).then(outputs => outputs.flat()))
    }
    const timer = setTimeout(finish, TURN_MILLISECONDS)
    const stop = log.subscribe(context.key, seq, events => {
      for (const event of events) {
        seen.push(event)
        if (event.type === 'turn-ended' && event.of === seq) return finish()
      }
    })
  })
}

/** The answer carries every output; a later socket of the session need not repeat them. */
async function acknowledge({ log }: RestTurnParts, key: string): Promise<void> {
  await log.append({ key, decide: ({ seq }) => ({ acknowledged: seq }) })
}

function concatenate(outputs: CustomerOutput[]) {
  return {
    text: outputs.map(({ text }) => text).join(' ').trim(),
    data: Object.assign({}, ...outputs.map(({ data }) => data)) as Record<string, unknown>,
  }
}
