import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { StandIn, TROUBLES } from '../../e2e/language-model/stand-in.ts'
import { compatibleStream } from './compatible-stream.ts'
import type { LanguageModel } from './language-model.ts'
import { ModelServer } from './model-server.ts'
import { withAnswers } from './structured-answer.ts'

const REQUEST = { messages: [{ role: 'user' as const, content: 'How is the customer?' }], maxTokens: 50 }
const MOOD = z.strictObject({ mood: z.enum(['calm', 'angry']), seq: z.int() })
const never = () => new AbortController().signal

describe('an answer of a shape', () => {
  let standIn: StandIn
  let model: LanguageModel
  beforeAll(async () => {
    standIn = await StandIn.start()
  })
  afterAll(() => standIn.close())
  beforeEach(() => {
    standIn.forget()
    const times = { connectSeconds: 1, firstTokenSeconds: 1, idleSeconds: 1 }
    model = withAnswers(compatibleStream(new ModelServer({ baseUrl: standIn.url, name: 'm' }), times))
  })

  it('is asked for with its schema and comes as its type', async () => {
    standIn.next('{"mood": "calm", "seq": 3}')
    expect(await model.answer(REQUEST, MOOD, never())).toEqual({ mood: 'calm', seq: 3 })
    expect(standIn.calls[0]?.body).toMatchObject({
      response_format: {
        type: 'json_schema',
        json_schema: { strict: true, schema: { required: ['mood', 'seq'], additionalProperties: false } },
      },
    })
  })

  it.each([
    ['a fence', '```json\n{"mood": "calm", "seq": 3}\n```'],
    ['a sentence', 'Here it is: {"mood": "calm", "seq": 3} Anything else?'],
    ['a thought', '<think>{"mood"?</think>{"mood": "calm", "seq": 3}'],
  ])('is found in %s', async (_name, text) => {
    standIn.next(text)
    expect(await model.answer(REQUEST, MOOD, never())).toEqual({ mood: 'calm', seq: 3 })
    expect(standIn.calls).toHaveLength(1)
  })

  it('is repaired once, with what is wrong', async () => {
    standIn.next('{"mood": "furious", "seq": 3}')
    standIn.next('{"mood": "angry", "seq": 3}')
    expect(await model.answer(REQUEST, MOOD, never())).toEqual({ mood: 'angry', seq: 3 })
    const [answer, complaint] = standIn.calls[1]?.body.messages?.slice(-2) ?? []
    expect(answer).toEqual({ role: 'assistant', content: '{"mood": "furious", "seq": 3}' })
    expect(complaint?.content).toContain('mood')
  })

  it('is refused when the repair does not fit either', async () => {
    standIn.next('I would rather not say.')
    standIn.next('Really not.')
    await expect(model.answer(REQUEST, MOOD, never())).rejects.toMatchObject({ trouble: 'malformed' })
    expect(standIn.calls).toHaveLength(2)
  })

  it('does without schema on servers that do not know them', async () => {
    standIn.next(TROUBLES.refusing('response_format'))
    standIn.next('{"mood": "calm", "seq": 3}')
    expect(await model.answer(REQUEST, MOOD, never())).toMatchObject({ mood: 'calm' })
  })
})
