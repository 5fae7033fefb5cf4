import { setTimeout } from 'node:timers/promises'
import { ModelError } from '../protocol/model-error.ts'
import type { ModelPart, ModelRequest, StreamOf } from './language-model.ts'
import type { ModelServer } from './model-server.ts'
import { Patience } from './patience.ts'
import { readEvents } from './read-events.ts'
import { readParts } from './read-parts.ts'

/** How long each step may take, in seconds. */
export interface ModelTimes {
  connectSeconds: number
  firstTokenSeconds: number
  idleSeconds: number
}

const ATTEMPTS = 2

/** The streams of a server that speaks OpenAI's wire: tried once more where one failed before its first token. */
export const compatibleStream =
  (server: ModelServer, times: ModelTimes): StreamOf =>
  (request, signal, shape) =>
    again(() => attempt(server, times, request, signal, shape), signal)

/** What was begun is never begun anew: the agent has read it. */
async function* again(begin: () => AsyncIterable<ModelPart>, signal: AbortSignal): AsyncGenerator<ModelPart> {
  for (let attempts = 1; ; attempts += 1) {
    let hasBegun = false
    try {
      for await (const part of begin()) {
        hasBegun = true
        yield part
      }
      return
    } catch (error) {
      const after = error instanceof ModelError ? error.againAfterMilliseconds : undefined
      if (hasBegun || after === undefined || attempts === ATTEMPTS) throw error
      await setTimeout(after, undefined, { signal }).catch(() => signal.throwIfAborted())
    }
  }
}

async function* attempt(
  server: ModelServer,
  times: ModelTimes,
  request: ModelRequest,
  signal: AbortSignal,
  shape?: object,
): AsyncGenerator<ModelPart> {
  const patience = new Patience(signal)
  try {
    patience.wait(times.connectSeconds, 'answer')
    const response = await server.post('/chat/completions', toBody(request, shape), patience.signal)
    patience.wait(times.firstTokenSeconds, 'begin')
    for await (const part of readParts(readEvents(eventsOf(response)))) {
      patience.rest()
      if (part.type !== 'thinking') yield part
      patience.wait(times.idleSeconds, 'go on')
    }
  } catch (error) {
    throw toModelError(patience.explain(error), signal)
  } finally {
    patience.end()
  }
}

const toBody = ({ messages, maxTokens, temperature }: ModelRequest, shape?: object) => ({
  messages,
  stream: true,
  stream_options: { include_usage: true },
  max_completion_tokens: maxTokens,
  ...(temperature !== undefined && { temperature }),
  ...(shape && {
    response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema: shape } },
  }),
})

function eventsOf(response: Response): AsyncIterable<Uint8Array> {
  const type = response.headers.get('content-type') ?? ''
  if (!type.startsWith('text/event-stream') || !response.body)
    throw new ModelError('malformed', 'The model answered with something that is no stream of events.')
  return response.body
}

/** A connection that was lost in the middle is no bug of ours. */
function toModelError(error: unknown, signal: AbortSignal): unknown {
  if (error instanceof ModelError || signal.aborted) return error
  return error instanceof TypeError
    ? new ModelError('unavailable', 'The connection to the model broke.', 0)
    : error
}
