import { z } from 'zod'
import { ModelError } from '../protocol/model-error.ts'
import type { ModelTimes } from './compatible-stream.ts'
import type { Embed } from './language-model.ts'
import type { ModelServer } from './model-server.ts'
import { Patience } from './patience.ts'

/** Texts in one request; servers take from 64 on. */
const TEXTS_PER_REQUEST = 64
/** In characters; models cut what is longer or refuse it. */
const LONGEST_TEXT = 8_000

const answerSchema = z.object({
  data: z.array(z.object({ index: z.int().nonnegative(), embedding: z.array(z.number()).min(1).max(8_192) })),
})

/** Vectors from `POST <base>/embeddings`, a request for each few dozen texts, one after the other. */
export const createEmbed =
  (server: ModelServer, { connectSeconds, firstTokenSeconds }: ModelTimes): Embed =>
  async (texts, signal) => {
    const vectors: Float32Array[] = []
    for (let from = 0; from < texts.length; from += TEXTS_PER_REQUEST) {
      const some = texts.slice(from, from + TEXTS_PER_REQUEST)
      vectors.push(...(await embedSome(server, some, connectSeconds + firstTokenSeconds, signal)))
    }
    if (vectors.some(({ length }) => length !== vectors[0]?.length)) throw misfit()
    return vectors
  }

async function embedSome(
  server: ModelServer,
  texts: readonly string[],
  seconds: number,
  signal: AbortSignal,
): Promise<Float32Array[]> {
  const patience = new Patience(signal)
  patience.wait(seconds, 'read texts')
  try {
    const input = texts.map(text => text.slice(0, LONGEST_TEXT))
    const response = await server.post('/embeddings', { input, encoding_format: 'float' }, patience.signal)
    const answer = answerSchema.safeParse(await response.json())
    if (!answer.success) throw misfit()
    const byIndex = new Map(answer.data.data.map(({ index, embedding }) => [index, embedding]))
    return texts.map((_, index) => Float32Array.from(byIndex.get(index) ?? refuse()))
  } catch (error) {
    const reason = patience.explain(error)
    throw reason instanceof SyntaxError ? misfit() : reason
  } finally {
    patience.end()
  }
}

const misfit = () => new ModelError('malformed', 'The model did not answer with a vector for each text.')

function refuse(): never {
  throw misfit()
}
