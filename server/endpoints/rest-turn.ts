import type { RequestHandler, Response } from 'express'
import { type CustomerOutput, restTurnSchema } from '../protocol/customer.ts'
import { Refusal } from '../protocol/refusal.ts'
import type { EventOf } from '../protocol/session-events.ts'
import type { Appended } from '../sessions/command.ts'
import { acceptMessage, type DoorParts } from './accept-message.ts'
import { toOutputs } from './customer-outputs.ts'
import type { EndpointDirectory } from './endpoint-directory.ts'
import type { FailureLimit } from './rate-limits.ts'
import { eventsOfTurn } from './turn-events.ts'

export interface RestTurnParts extends DoorParts {
  endpoints: EndpointDirectory
  failures: FailureLimit
  publicUrl: () => string
  findMessages: (key: string, seqs: readonly number[]) => Promise<EventOf<'message'>[]>
}

const SECOND_IN_MILLISECONDS = 1_000
const EVENTS_READ_AT_ONCE = 500

/**
 * `POST /:URLToken` (Cognigy's REST endpoint): one message in, the virtual agent's outputs of that turn out.
 * A repeat of the same messageId answers with the same outputs. Nothing can be pushed, so no handover comes of it.
 */
export function restTurn(parts: RestTurnParts): RequestHandler<{ URLToken: string }> {
  return async (request, response) => {
    const endpoint = await parts.endpoints.byToken(request.params.URLToken)
    if (!endpoint?.settings.active) throw new Refusal('refused', 'This chat is not available.')
    const { userId, sessionId, ...input } = restTurnSchema.parse(request.body)
    const owner = { endpointId: endpoint.id, userId, sessionId }
    const appended = await parts.failures.guard(request.ip ?? '', () =>
      acceptMessage(parts, endpoint, owner, 'rest', input),
    )
    const seq = await placeOf(parts, appended, input.messageId)
    const patience = endpoint.settings.customer.restTurnSeconds * SECOND_IN_MILLISECONDS
    const outputStack =
      seq === undefined ? [] : await outputsOfTurn(parts, appended, seq, untilGone(response, patience))
    response.json({ ...concatenate(outputStack), outputStack, userId, sessionId })
  }
}

/** Where the message stands that a virtual agent answers; undefined where a person does. */
async function placeOf({ log }: RestTurnParts, appended: Appended, messageId: string | undefined) {
  const known = appended.deliveries.find(({ target }) => target === 'virtual-agent')?.event.seq
  if (known !== undefined || !appended.repeated) return known
  for (let through = appended.state.seq; through > 0; through -= EVENTS_READ_AT_ONCE) {
    const events = await log.readBack(appended.key, through, EVENTS_READ_AT_ONCE)
    const repeated = events.find(event => event.type === 'message' && event.messageId === messageId)
    if (repeated) return repeated.seq
  }
  return undefined
}

/** Aborts when the client has gone or has waited long enough. */
function untilGone(response: Response, patience: number): AbortSignal {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  return AbortSignal.any([gone.signal, AbortSignal.timeout(patience)])
}

async function outputsOfTurn(
  { log, publicUrl, findMessages }: RestTurnParts,
  { key, state }: Appended,
  seq: number,
  signal: AbortSignal,
): Promise<CustomerOutput[]> {
  const events = await eventsOfTurn(log, key, seq, signal).catch(() => {
    throw new Refusal(
      'not-ready',
      'The answer takes longer than usual. Ask again with the same messageId to get it.',
    )
  })
  const context = {
    key,
    publicUrl: publicUrl(),
    findMessages: (seqs: readonly number[]) => findMessages(key, seqs),
  }
  const outputs = await Promise.all(events.map(event => toOutputs(event, context)))
  // The answer carries them all: a socket that joins this session later need not repeat them.
  if (state.channel === 'rest')
    await log.append({ key, decide: () => ({ acknowledged: events.at(-1)?.seq ?? 0 }) })
  return outputs.flat()
}

function concatenate(outputs: CustomerOutput[]) {
  return {
    text: outputs
      .map(({ text }) => text)
      .join(' ')
      .trim(),
    data: Object.assign({}, ...outputs.map(({ data }) => data)) as Record<string, unknown>,
  }
}
