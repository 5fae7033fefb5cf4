import { z } from 'zod'
import { ModelError } from '../protocol/model-error.ts'
import type { LanguageModel, ModelPart, ModelRequest, StreamOf } from './language-model.ts'

/** In characters, of what is wrong with an answer. */
const LONGEST_COMPLAINT = 600

/** A model that also gives answers of a shape, made of one that streams text. */
export const withAnswers = (stream: StreamOf): LanguageModel => ({
  stream,
  answer: (request, schema, signal) => {
    const shape = z.toJSONSchema(schema)
    return structuredAnswer(request, schema, asked => stream(asked, signal, shape))
  },
})

/** Reads an answer that fits the schema; a misfit goes back to the model once. Throws ModelError `malformed` after that. */
async function structuredAnswer<Schema extends z.ZodType>(
  request: ModelRequest,
  schema: Schema,
  stream: (request: ModelRequest) => AsyncIterable<ModelPart>,
): Promise<z.output<Schema>> {
  const first = await wholeText(stream(request))
  const parsed = fit(first, schema)
  if ('value' in parsed) return parsed.value
  const repaired = fit(
    await wholeText(
      stream({
        ...request,
        messages: [
          ...request.messages,
          { role: 'assistant', content: first },
          {
            role: 'user',
            content: `That answer cannot be used: ${parsed.complaint}. Answer again, as JSON alone.`,
          },
        ],
      }),
    ),
    schema,
  )
  if ('value' in repaired) return repaired.value
  throw new ModelError('malformed', 'The model’s answer has the wrong shape.')
}

async function wholeText(parts: AsyncIterable<ModelPart>): Promise<string> {
  let text = ''
  for await (const part of parts) if (part.type === 'text-delta') text += part.text
  return text
}

function fit<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
): { value: z.output<Schema> } | { complaint: string } {
  const value = parseObject(text)
  if (value === undefined) return { complaint: 'it is not JSON' }
  const parsed = schema.safeParse(value)
  return parsed.success
    ? { value: parsed.data }
    : { complaint: z.prettifyError(parsed.error).slice(0, LONGEST_COMPLAINT) }
}

/** The object in an answer, also where a model wrapped it into a fence, a thought or a sentence. */
function parseObject(text: string): unknown {
  const answer = text.replace(/^[\s\S]*<\/think>/, '')
  for (const candidate of [answer, answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1)]) {
    try {
      return JSON.parse(candidate)
    } catch {
      // The next one may be the object alone.
    }
  }
  return undefined
}
