import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readErrorBody } from './error-body.ts'

test.each([
  [
    'a list of errors',
    '{"message":"Bad request","errors":[{"code":"invalid_queue","message":"Queue ID 112 is invalid."}]}',
    { code: 'invalid_queue', detail: 'Bad request; Queue ID 112 is invalid.' },
  ],
  [
    'one error as object, with a reference',
    '{"message":"Invalid authorType","errors":{"code":"invalid_json_object","message":"has to be one of user, bot"},"referenceId":"98e9"}',
    {
      code: 'invalid_json_object',
      detail: 'Invalid authorType; has to be one of user, bot',
      referenceId: '98e9',
    },
  ],
  [
    'a list of errors, with a reference',
    '{"message":"Invalid parameter","errors":[{"code":"invalid_parameter","message":"Invalid parameter"}],"referenceId":"dacd"}',
    { code: 'invalid_parameter', detail: 'Invalid parameter', referenceId: 'dacd' },
  ],
  [
    'access denied',
    '{"message":"Access Denied","errors":[{"message":"Access Denied","code":"access_denied"}],"referenceId":"dacd"}',
    { code: 'access_denied', detail: 'Access Denied', referenceId: 'dacd' },
  ],
  [
    'errors as strings',
    '{"message":"Not found","errors":["Tenant t1 does not belong to customer c1."]}',
    { detail: 'Not found; Tenant t1 does not belong to customer c1.' },
  ],
  [
    'validations as objects, without what was submitted',
    '{"message":"Invalid","errors":[],"validations":[{"field":"webHookId","value":"secret-45","code":"unknown_webhook","message":"is unknown"}]}',
    { code: 'unknown_webhook', detail: 'Invalid; webHookId: is unknown' },
  ],
  [
    'validations as strings',
    '{"message":"Constraint Violation","validations":["<<name>>: May not be empty."]}',
    { detail: 'Constraint Violation; <<name>>: May not be empty.' },
  ],
  [
    'a fault of the gateway before the API',
    '{"fault":{"faultstring":"Invalid ApiKey","detail":{"errorcode":"oauth.v2.InvalidApiKey"}}}',
    { code: 'oauth.v2.InvalidApiKey', detail: 'Invalid ApiKey' },
  ],
  [
    'an OAuth error',
    '{"ErrorCode":"invalid_request","Error":"Unsupported"}',
    { code: 'invalid_request', detail: 'Unsupported' },
  ],
  [
    'a numeric code',
    '{"status":"error","code":429,"message":"Too many"}',
    { code: '429', detail: 'Too many' },
  ],
  ['a JSON string', '"Internal server error."', { detail: 'Internal server error.' }],
  ['plain text over two lines', 'upstream\nfailed', { detail: 'upstream failed' }],
  ['a page', '<!doctype html><title>502 Bad Gateway</title><h1>…', { detail: '502 Bad Gateway' }],
  ['a page without title', '<html></html>', { detail: 'a page of HTML' }],
  ['nothing', '', { detail: '' }],
  ['a list', '[1]', { detail: '[1]' }],
  ['unexpected types', '{"message":1,"errors":[null,7,[]],"fault":"x","referenceId":{}}', { detail: '' }],
])('reads %s', (_, text, expected) => {
  expect(readErrorBody(text)).toEqual({ code: undefined, referenceId: undefined, ...expected })
})

test('long explanations are shortened', () => {
  const { detail } = readErrorBody(JSON.stringify({ message: 'x'.repeat(5000) }))
  expect(detail).toHaveLength(300)
  expect(detail.endsWith('…')).toBe(true)
})

test('any body is explained in one line', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), text => {
      const { detail } = readErrorBody(text)
      expect(detail.length).toBeLessThanOrEqual(300)
      expect(detail).not.toMatch(/[\n\r\0]/)
    }),
  )
})
