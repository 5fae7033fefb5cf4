/** The events of a chat as OpenAI streams them, ready to be written. */
export const event = (value: unknown): string =>
  `data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`

const chunk = (choices: object[], more: object = {}) => ({
  id: 'chatcmpl-stand-in',
  object: 'chat.completion.chunk',
  created: 1_795_000_000,
  model: 'stand-in',
  system_fingerprint: 'fp_stand_in',
  choices,
  ...more,
})

export const roleEvent = () =>
  event(chunk([{ index: 0, delta: { role: 'assistant', content: '' }, logprobs: null, finish_reason: null }]))

export const textEvent = (content: string) =>
  event(chunk([{ index: 0, delta: { content }, logprobs: null, finish_reason: null }]))

export const finishEvent = (finish_reason = 'stop') =>
  event(chunk([{ index: 0, delta: {}, logprobs: null, finish_reason }]))

export const usageEvent = (prompt_tokens: number, completion_tokens: number) =>
  event(
    chunk([], {
      usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens },
    }),
  )

export const endEvent = () => event('[DONE]')

/** A failure in the body of an answer, as OpenAI words it. */
export const failure = (message: string, more: object = {}) =>
  JSON.stringify({ error: { message, type: 'invalid_request_error', param: null, code: null, ...more } })
