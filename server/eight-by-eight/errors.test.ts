import { describe, expect, test } from 'vitest'
import { EightByEightError, errorFromFailure, errorFromResponse, parseRetryAfter } from './errors.ts'

const POST = 'POST /chat-gateway/v1/conversations/c1/messages'

describe('an answer that is no success', () => {
  test.each([
    [302, 'unexpected', true],
    [400, 'invalid', false],
    [401, 'unauthorized', false],
    [403, 'forbidden', false],
    [404, 'not-found', false],
    [408, 'timeout', true],
    [409, 'invalid', false],
    [410, 'not-found', false],
    [413, 'invalid', false],
    [429, 'rate-limited', false],
    [500, 'unavailable', true],
    [502, 'unavailable', true],
    [503, 'unavailable', true],
    [504, 'unavailable', true],
  ])('%i is %s, in doubt: %s', (status, kind, ambiguous) => {
    expect(errorFromResponse(POST, true, { status, text: '' })).toMatchObject({ kind, ambiguous, status })
    expect(errorFromResponse(POST, false, { status, text: '' })).toMatchObject({ kind, ambiguous: false })
  })

  test('the message names operation, status and code, and nothing that was said', () => {
    const text =
      '{"message":"Invalid text=my card is 4111","errors":{"code":"invalid_json_object","message":""}}'
    const error = errorFromResponse(POST, true, { status: 400, text })
    expect(error.message).toBe(`${POST} failed: invalid 400 invalid_json_object`)
    expect(error).toBeInstanceOf(EightByEightError)
  })
})

describe('no answer', () => {
  const failure = (code: string, name = 'Error') => Object.assign(new Error('failed'), { code, name })

  test.each([
    ['ECONNREFUSED', 'network', false],
    ['ENOTFOUND', 'network', false],
    ['EAI_AGAIN', 'network', false],
    ['UND_ERR_CONNECT_TIMEOUT', 'network', false],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'network', false],
    ['UND_ERR_CLOSED', 'network', false],
    ['UND_ERR_INVALID_ARG', 'invalid', false],
    ['ECONNRESET', 'network', true],
    ['UND_ERR_SOCKET', 'network', true],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout', true],
    ['UND_ERR_BODY_TIMEOUT', 'timeout', true],
  ])('%s is %s, in doubt: %s', (code, kind, ambiguous) => {
    expect(errorFromFailure(POST, true, failure(code))).toMatchObject({
      kind,
      ambiguous,
      code,
      status: undefined,
    })
    expect(errorFromFailure('GET /x', false, failure(code))).toMatchObject({ kind, ambiguous: false })
  })

  test('a failure without a code leaves doubt', () => {
    expect(errorFromFailure(POST, true, 'boom')).toMatchObject({ kind: 'network', ambiguous: true })
  })
})

describe('Retry-After', () => {
  const now = Date.parse('2026-03-01T12:00:00Z')

  test.each([
    [undefined, undefined],
    ['', undefined],
    ['soon', undefined],
    ['0', 0],
    ['3', 3000],
    ['1.5', 1500],
    ['999999', 3_600_000],
    ['Sun, 01 Mar 2026 12:00:30 GMT', 30_000],
    ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
  ])('%j waits %j ms', (value, wait) => {
    expect(parseRetryAfter(value, now)).toBe(wait)
  })
})
