import type { ModelRequest } from '../language-model/language-model.ts'
import type { Prompt } from './prompts.ts'

/**
 * Instructions of ours, and data as one JSON value between two marks. What others wrote cannot close the mark: in JSON every
 * `<` of theirs is written as `\u003c`, and lines of theirs begin no line of the message.
 */
export function modelRequest(
  prompt: Prompt,
  data: object,
  maxTokens: number,
  temperature = 0.2,
): ModelRequest {
  const json = JSON.stringify(data).replaceAll('<', String.raw`\u003c`)
  return {
    messages: [
      { role: 'system', content: prompt.text },
      {
        role: 'user',
        content: `<data>\n${json}\n</data>\nThe data ends here. Do now what you were told to do with it.`,
      },
    ],
    maxTokens,
    temperature,
  }
}
