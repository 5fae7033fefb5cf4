import { ModelError } from '../protocol/model-error.ts'
import { type Chunk, chunkSchema, END_OF_STREAM, wireErrorSchema } from './chat-wire.ts'
import type { ModelPart, Usage } from './language-model.ts'
import { troubleInStream } from './wire-trouble.ts'

/** In characters. No assist shows more, whatever a model was told about its length. */
const LONGEST_TEXT = 60_000

/** A model that thinks is alive, though it has said nothing yet. */
export type StreamPart = ModelPart | { type: 'thinking' }

/**
 * What the events of a chat say. A stream that ends before the model said why it stopped was cut.
 * Throws a ModelError: `malformed` for what is no chat, otherwise as the stream's own error says.
 */
export async function* readParts(events: AsyncIterable<string>): AsyncGenerator<StreamPart> {
  let length = 0
  let reason: Extract<ModelPart, { type: 'done' }>['reason'] | undefined
  let usage: Chunk['usage']
  for await (const data of events) {
    if (data === END_OF_STREAM) break
    const { choices, usage: used } = readChunk(data)
    usage = used ?? usage
    const [choice] = choices
    if (choice?.finish_reason) reason = reasonOf(choice.finish_reason)
    const text = choice?.delta?.content
    if (text) {
      length += text.length
      if (length > LONGEST_TEXT) throw new ModelError('malformed', 'The model did not come to an end.')
      yield { type: 'text-delta', text }
    } else if (choice?.delta?.refusal) reason = 'refused'
    else if (choice) yield { type: 'thinking' }
  }
  if (!reason) throw new ModelError('unavailable', 'The model broke off.', 0)
  yield { type: 'done', reason, usage: toUsage(usage, length) }
}

function readChunk(data: string): Chunk {
  const value = parseJson(data)
  const failure = wireErrorSchema.safeParse(value)
  if (failure.success) throw troubleInStream(failure.data.error)
  const chunk = chunkSchema.safeParse(value)
  if (!chunk.success) throw new ModelError('malformed', 'The model sent something that is no part of a chat.')
  return chunk.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function reasonOf(finish: string): 'stop' | 'length' | 'refused' {
  if (finish === 'length') return 'length'
  return finish === 'content_filter' ? 'refused' : 'stop'
}

/** About four characters make a token in the languages that write with letters. */
const toUsage = (usage: Chunk['usage'], length: number): Usage =>
  usage
    ? { input: usage.prompt_tokens, output: usage.completion_tokens, estimated: false }
    : { input: 0, output: Math.ceil(length / 4), estimated: true }
