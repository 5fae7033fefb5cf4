import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ADAPTIVE_CARD, fromGatewayCards, QUICK_REPLIES, toGatewayCards } from './cards.ts'

const inData = (content: object) => ({ _cognigy: { _default: content } })

const quickReplies = {
  _quickReplies: {
    type: 'quick_replies',
    text: 'Which one?',
    quickReplies: [
      { id: 'a', title: 'Orders', contentType: 'postback', payload: 'show-orders' },
      { id: 'b', title: 'Invoices', contentType: 'postback' },
      { id: 'c', payload: 'without-a-title' },
    ],
  },
}

const adaptiveCard = (version?: unknown) => ({
  _adaptiveCard: {
    type: 'adaptiveCard',
    adaptiveCard: { type: 'AdaptiveCard', version, body: [{ type: 'TextBlock' }] },
  },
})

describe('to 8x8', () => {
  test('quick replies become options with a postback', () => {
    expect(toGatewayCards(inData(quickReplies))).toEqual({
      text: 'Which one?',
      cards: [
        {
          contentType: QUICK_REPLIES,
          content: {
            options: [
              { title: 'Orders', data: { postback: 'show-orders' } },
              { title: 'Invoices', data: { postback: 'Invoices' } },
            ],
          },
        },
      ],
    })
  })

  test.each([
    ['1.0', '1.0'],
    ['1.3', '1.3'],
    ['1.6', '1.3'],
    [undefined, '1.3'],
    [2, '1.3'],
  ])('an Adaptive Card of version %j goes as %j', (version, sent) => {
    expect(toGatewayCards(inData(adaptiveCard(version))).cards).toEqual([
      {
        contentType: ADAPTIVE_CARD,
        content: { type: 'AdaptiveCard', version: sent, body: [{ type: 'TextBlock' }] },
      },
    ])
  })

  test.each([
    undefined,
    null,
    'text',
    {},
    { _cognigy: null },
    inData({}),
    inData({ _quickReplies: { quickReplies: [] } }),
    inData({ _quickReplies: { quickReplies: 'x' } }),
    inData({ _adaptiveCard: { adaptiveCard: { type: 'Image' } } }),
    inData({ _gallery: { type: 'carousel', items: [] } }),
  ])('%j gives no card', data => {
    expect(toGatewayCards(data)).toEqual({ text: undefined, cards: [] })
  })
})

describe('from 8x8', () => {
  test('each card that a client can show becomes data of its own, in order', () => {
    const cards = [
      { contentType: ADAPTIVE_CARD, content: { type: 'AdaptiveCard', version: '1.3' } },
      { contentType: 'Location', content: { latitude: 1 } },
      { contentType: QUICK_REPLIES, content: { options: [{ title: 'Yes', data: { postback: '1' } }] } },
    ]
    expect(fromGatewayCards(cards)).toEqual([
      inData({
        _adaptiveCard: { type: 'adaptiveCard', adaptiveCard: { type: 'AdaptiveCard', version: '1.3' } },
      }),
      inData({
        _quickReplies: {
          type: 'quick_replies',
          text: '',
          quickReplies: [{ id: 'option-1', title: 'Yes', contentType: 'postback', payload: '1' }],
        },
      }),
    ])
  })

  test('an option says what it means as postback, as payload or by its title', () => {
    const options = [
      { title: 'A', data: { payload: 'a' } },
      { title: 'B' },
      { data: { postback: 'no title' } },
      null,
    ]
    const [data] = fromGatewayCards([{ contentType: QUICK_REPLIES, content: { options } }])
    expect(data).toMatchObject(
      inData({ _quickReplies: { quickReplies: [{ payload: 'a' }, { payload: 'B' }] } }),
    )
  })

  test('quick replies without options and empty content give nothing', () => {
    expect(fromGatewayCards([{ contentType: QUICK_REPLIES, content: {} }])).toEqual([])
  })
})

test('what went to 8x8 comes back as it was meant', () => {
  const { cards } = toGatewayCards(inData({ ...quickReplies, ...adaptiveCard('1.2') }))
  expect(fromGatewayCards(cards)).toMatchObject([
    inData({
      _quickReplies: { quickReplies: [{ title: 'Orders', payload: 'show-orders' }, { title: 'Invoices' }] },
    }),
    inData(adaptiveCard('1.2')),
  ])
})

test('any data and any card are read without an error', () => {
  fc.assert(
    fc.property(fc.anything(), fc.dictionary(fc.string(), fc.anything()), (anything, content) => {
      toGatewayCards(inData({ _quickReplies: anything, _adaptiveCard: { adaptiveCard: anything } }))
      toGatewayCards(anything)
      for (const contentType of [QUICK_REPLIES, ADAPTIVE_CARD]) {
        expect(fromGatewayCards([{ contentType, content }]).length).toBeLessThanOrEqual(1)
        fromGatewayCards([
          { contentType, content: { options: [anything, { title: anything, data: anything }] } },
        ])
      }
    }),
  )
})
