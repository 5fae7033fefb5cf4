import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { STALL, StandIn, TROUBLES } from '../../e2e/language-model/stand-in.ts'
import { endEvent, event, finishEvent, textEvent } from '../../e2e/language-model/wire.ts'
import { compatibleStream } from './compatible-stream.ts'
import type { ModelPart, StreamOf } from './language-model.ts'
import { ModelServer } from './model-server.ts'

const REQUEST = { messages: [{ role: 'user' as const, content: 'Hello' }], maxTokens: 50 }
const TIMES = { connectSeconds: 0.3, firstTokenSeconds: 0.3, idleSeconds: 0.3 }
const never = () => new AbortController().signal

describe('a model behind OpenAI’s wire', () => {
  let standIn: StandIn
  let stream: StreamOf
  beforeAll(async () => {
    standIn = await StandIn.start(() => 'I can help with that.')
  })
  afterAll(() => standIn.close())
  beforeEach(() => {
    standIn.forget()
    stream = compatibleStream(
      new ModelServer({ baseUrl: standIn.url, apiKey: 'sk-test', name: 'large' }),
      TIMES,
    )
  })

  const textOf = (parts: ModelPart[]) =>
    parts.map(part => (part.type === 'text-delta' ? part.text : '')).join('')
  const read = async (signal = never()) => Array.fromAsync(stream(REQUEST, signal))

  it('streams what the model writes, then what it used', async () => {
    const parts = await read()
    expect(textOf(parts)).toBe('I can help with that.')
    expect(parts.length).toBeGreaterThan(3)
    expect(parts.at(-1)).toMatchObject({
      type: 'done',
      reason: 'stop',
      usage: { output: 6, estimated: false },
    })
    expect(standIn.calls[0]).toMatchObject({
      path: '/v1/chat/completions',
      headers: { authorization: 'Bearer sk-test' },
      body: { model: 'large', stream: true, max_completion_tokens: 50, messages: REQUEST.messages },
    })
  })

  it('gives on each piece as it comes', async () => {
    const controlled = standIn.control()
    const parts = stream(REQUEST, never())[Symbol.asyncIterator]()
    controlled.begin().write('One')
    expect((await parts.next()).value).toEqual({ type: 'text-delta', text: 'One' })
    controlled.raw(textEvent(' two').slice(0, 20))
    controlled.raw(textEvent(' two').slice(20))
    expect((await parts.next()).value).toEqual({ type: 'text-delta', text: ' two' })
    controlled.end({ finish: 'length' })
    expect((await parts.next()).value).toMatchObject({ type: 'done', reason: 'length' })
  })

  it('hangs up at the model when it is no longer read, and when it is aborted', async () => {
    const first = standIn.control().begin().write('One')
    for await (const part of stream(REQUEST, never())) if (part) break
    await first.hungUp

    const second = standIn.control().begin().write('One')
    const aborting = new AbortController()
    const reading = stream(REQUEST, aborting.signal)[Symbol.asyncIterator]()
    await reading.next()
    const next = reading.next()
    aborting.abort(new Error('The agent pressed stop.'))
    await expect(next).rejects.toThrow('The agent pressed stop.')
    await second.hungUp
  })

  it.each([
    ['a wrong key', TROUBLES.wrongKey, 'unavailable', 1],
    ['a limit that lasts', TROUBLES.tooMany('30'), 'busy', 1],
    ['a limit', TROUBLES.tooMany('0'), 'busy', 2],
    ['a broken server', TROUBLES.broken, 'unavailable', 2],
    ['a page in place of a stream', TROUBLES.notAStream, 'malformed', 1],
    ['silence', STALL, 'slow', 1],
    ['a redirect', { status: 307, headers: { location: 'https://example.com' }, body: '' }, 'unavailable', 1],
  ])('%s is told as trouble, after %#', async (_name, reply, trouble, calls) => {
    standIn.next(reply)
    standIn.next(reply)
    await expect(read()).rejects.toMatchObject({ name: 'ModelError', trouble })
    expect(standIn.calls).toHaveLength(calls)
  })

  it('tries once more before the first token and never after it', async () => {
    standIn.next(TROUBLES.broken)
    expect(textOf(await read())).toBe('I can help with that.')
    standIn.control().begin().cut()
    expect(textOf(await read())).toBe('I can help with that.')

    standIn.calls.length = 0
    const controlled = standIn.control().begin().write('I can')
    const parts = stream(REQUEST, never())[Symbol.asyncIterator]()
    await parts.next()
    controlled.cut()
    await expect(parts.next()).rejects.toMatchObject({ trouble: 'unavailable' })
    expect(standIn.calls).toHaveLength(1)
  })

  const asEvents = (body: string) => ({ headers: { 'content-type': 'text/event-stream' }, body })
  it.each([
    ['a chunk that is no JSON', asEvents(event('{"choices": [')), 'malformed'],
    ['a chunk of another shape', asEvents(event({ choices: 'none' })), 'malformed'],
    ['an event without an end', asEvents(`data: ${'x'.repeat(300_000)}`), 'malformed'],
    ['an end without a reason', asEvents(textEvent('I can')), 'unavailable'],
    [
      'an error in the stream',
      asEvents(textEvent('I') + event({ error: { code: 'rate_limit_exceeded' } })),
      'busy',
    ],
  ])('%s is %s', async (_name, reply, trouble) => {
    standIn.next(reply)
    standIn.next(reply)
    await expect(read()).rejects.toMatchObject({ trouble })
  })

  it('takes a stream without [DONE], usage or a last blank line', async () => {
    standIn.next(asEvents(`: ping\n\n${textEvent('Fine.')}${finishEvent()}`.trimEnd()))
    const parts = await read()
    expect(textOf(parts)).toBe('Fine.')
    expect(parts.at(-1)).toMatchObject({ reason: 'stop', usage: { estimated: true } })
  })

  it('waits for a model that thinks, and leaves its thoughts out', async () => {
    const thought = event({ choices: [{ index: 0, delta: { reasoning_content: 'Hm' } }] })
    standIn.next(asEvents(thought + thought + textEvent('Fine.') + finishEvent() + endEvent()))
    expect(textOf(await read())).toBe('Fine.')
  })

  it('gives up on a stall before and after the first token', async () => {
    standIn.control().begin()
    await expect(read()).rejects.toMatchObject({ trouble: 'slow' })
    standIn.control().begin().write('I can')
    await expect(read()).rejects.toMatchObject({ trouble: 'slow' })
  })

  it('does without the fields that a server does not know, from then on', async () => {
    const picky = (field: string) => (call: { body: object }) =>
      field in call.body ? TROUBLES.refusing(field) : 'Fine.'
    standIn.next(picky('stream_options'))
    standIn.next(picky('max_completion_tokens'))
    expect(textOf(await read())).toBe('I can help with that.')
    expect(standIn.calls.at(-1)?.body).not.toHaveProperty('stream_options')
    expect(standIn.calls.at(-1)?.body).toMatchObject({ max_tokens: 50 })
    standIn.calls.length = 0
    await read()
    expect(standIn.calls).toHaveLength(1)
  })

  it('says that a server is not there', async () => {
    const gone = await StandIn.start()
    await gone.close()
    stream = compatibleStream(new ModelServer({ baseUrl: gone.url, name: 'large' }), TIMES)
    await expect(read()).rejects.toMatchObject({
      trouble: 'unavailable',
      message: expect.stringContaining('ECONNREFUSED'),
    })
  })
})
