import { describe, expect, it } from 'vitest'
import { type ContractExchange, loadContract } from './contract.ts'

const contract = loadContract()
const base = '/chat-gateway/v1'
const page = { size: 20, number: 0, totalElements: 0, totalPages: 0 }

describe.skipIf(!contract)("8x8's specification (skipped where ../shared/8x8 is absent)", () => {
  const violations = (exchange: ContractExchange) => contract?.checkExchange(exchange)

  it.each<[string, ContractExchange]>([
    [
      'a webhook with both names of its version',
      {
        method: 'POST',
        path: `${base}/webhooks`,
        status: 200,
        requestBody: {
          name: 'x',
          uri: 'https://example.com/',
          version: 'Chat Gateway v1.0',
          notificationVersion: 'Chat Gateway v1.0',
        },
        responseBody: { id: '1', name: 'x', uri: 'https://example.com/', version: 'Chat Gateway v1.0' },
      },
    ],
    [
      'a list under _embedded',
      {
        method: 'GET',
        path: `${base}/conversations/1/messages`,
        status: 200,
        responseBody: { _embedded: { messages: [] }, page },
      },
    ],
    [
      'an uploaded attachment',
      {
        method: 'POST',
        path: `${base}/conversations/1/attachments`,
        status: 200,
        requestBody: { attachment: 'binary', authorType: 'user' },
        responseBody: { id: '1', filename: 'a', sizeInBytes: 1, createdAt: '2026-01-01T00:00:00.000Z' },
      },
    ],
  ])('accepts %s', (_what, exchange) => {
    expect(violations(exchange)).toEqual([])
  })

  it.each<[string, ContractExchange, string]>([
    ['an unknown path', { method: 'GET', path: `${base}/agents`, status: 200 }, 'not in the specification'],
    [
      'an unknown method',
      { method: 'DELETE', path: `${base}/conversations/1`, status: 204 },
      'not in the specification',
    ],
    [
      'a webhook without name',
      {
        method: 'POST',
        path: `${base}/webhooks`,
        status: 200,
        requestBody: { uri: 'https://example.com/', version: 'Chat Gateway v1.0' },
        responseBody: {},
      },
      "request / must have required property 'name'",
    ],
    [
      'a body on an accepted message',
      {
        method: 'POST',
        path: `${base}/conversations/1/messages`,
        status: 202,
        requestBody: { authorType: 'user', text: 'x' },
        responseBody: { id: '1' },
      },
      'answer 202 should have no body',
    ],
    [
      'a creation without channel',
      {
        method: 'POST',
        path: `${base}/conversations`,
        status: 202,
        requestBody: { user: {} },
        responseBody: { conversationId: '1' },
      },
      "request / must have required property 'channelId'",
    ],
    [
      'too many additional properties',
      {
        method: 'POST',
        path: `${base}/conversations`,
        status: 202,
        requestBody: {
          channelId: '1',
          user: { additionalProperties: Array.from({ length: 31 }, () => ({ key: 'a', value: 'b' })) },
        },
        responseBody: { conversationId: '1' },
      },
      'must NOT have more than 30 items',
    ],
    [
      'a refused message whose errors are a list',
      {
        method: 'POST',
        path: `${base}/conversations/1/messages`,
        status: 400,
        responseBody: { message: 'x', errors: [] },
      },
      'answer 400 /errors must be object',
    ],
    [
      'a wrong author of typing',
      {
        method: 'POST',
        path: `${base}/conversations/1/typing`,
        status: 204,
        requestBody: { authorType: 'agent' },
      },
      'request /authorType',
    ],
    [
      'a missing body',
      { method: 'POST', path: `${base}/conversations/1/typing`, status: 204 },
      'The request has no body.',
    ],
  ])('finds %s', (_what, exchange, violation) => {
    expect(violations(exchange)).toContainEqual(expect.stringContaining(violation))
  })
})
