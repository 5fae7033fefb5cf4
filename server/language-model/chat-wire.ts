import { z } from 'zod'

/*
 * The wire of `POST <base>/chat/completions` as OpenAI documents it and Azure, Ollama, vLLM, llama.cpp and Mistral speak it.
 * Read leniently: only what is used here is looked at.
 */

const usageSchema = z.object({
  prompt_tokens: z.number().nonnegative().catch(0),
  completion_tokens: z.number().nonnegative().catch(0),
})

/** One event of the stream. */
export const chunkSchema = z.object({
  choices: z
    .array(
      z.object({
        delta: z
          .object({
            content: z.string().nullish(),
            /** A model that thinks aloud before it answers; a sign of life and nothing else. */
            reasoning_content: z.string().nullish(),
            reasoning: z.string().nullish(),
            refusal: z.string().nullish(),
          })
          .nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .default([]),
  usage: usageSchema.nullish(),
})
export type Chunk = z.infer<typeof chunkSchema>

/** A failure, as a whole answer or in the middle of a stream. Its message may quote what was sent and is never logged. */
export const wireErrorSchema = z.object({
  error: z.union([
    z.string(),
    z.object({
      code: z.union([z.string(), z.number()]).nullish(),
      type: z.string().nullish(),
      param: z.string().nullish(),
      message: z.string().nullish(),
    }),
  ]),
})

/** The last event of a whole stream. */
export const END_OF_STREAM = '[DONE]'
