import { boundedObject, type JsonObject } from './bounded-json.ts'
import { isRecord } from './lenient.ts'
import type { GatewayCard } from './resources.ts'

/** Content types of the cards that both sides know (Chat Gateway v1.0, ContentType). */
export const QUICK_REPLIES = 'application/8x8.quick.replies'
export const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive'

const MAX_OPTIONS = 20

export interface CardMessage {
  /** The text that belongs to the cards, for a message that has none of its own. */
  text?: string | undefined
  cards: GatewayCard[]
}

/** `data` of a message that shows one card. */
export interface CardData {
  _cognigy: { _default: JsonObject }
}

/** Cards for 8x8 from a message's `data` in Cognigy's vocabulary; other kinds of data give none. */
export function toGatewayCards(data: unknown): CardMessage {
  const content = within(data, '_cognigy', '_default')
  const quickReplies = toQuickReplies(within(content, '_quickReplies', 'quickReplies'))
  const adaptiveCard = toAdaptiveCard(within(content, '_adaptiveCard', 'adaptiveCard'))
  const cards = [quickReplies, adaptiveCard].filter(card => card !== undefined)
  return { text: textIn(content, '_quickReplies', 'text'), cards }
}

/** One `data` in Cognigy's vocabulary for each card from 8x8 that a customer's client can show, in their order. */
export function fromGatewayCards(cards: readonly GatewayCard[]): CardData[] {
  return cards.flatMap(card => {
    const content = fromGatewayCard(card)
    return content ? [{ _cognigy: { _default: content } }] : []
  })
}

/** 8x8's cards as one `data`, or undefined; a later card of a kind yields to an earlier one. */
export function cardsToData(cards: readonly GatewayCard[]): JsonObject | undefined {
  const contents = fromGatewayCards(cards).map(data => data._cognigy._default)
  return contents.length > 0
    ? { _cognigy: { _default: Object.assign({}, ...contents.reverse()) } }
    : undefined
}

function toQuickReplies(quickReplies: unknown): GatewayCard | undefined {
  const options = itemsOf(quickReplies).flatMap(reply => {
    const title = textIn(reply, 'title')
    return title ? [{ title, data: { postback: textIn(reply, 'payload') ?? title } }] : []
  })
  return options.length > 0 ? { contentType: QUICK_REPLIES, content: { options } } : undefined
}

function toAdaptiveCard(value: unknown): GatewayCard | undefined {
  const card = boundedObject(value)
  if (card?.type !== 'AdaptiveCard') return undefined
  return { contentType: ADAPTIVE_CARD, content: { ...card, version: shownVersion(card.version) } }
}

/** 8x8's pages name 1.3 here and 1.6 there as the highest version; up to 1.3 is certain to be shown. */
const shownVersion = (version: unknown) =>
  typeof version === 'string' && /^1\.[0-3]$/.test(version) ? version : '1.3'

function fromGatewayCard({ contentType, content }: GatewayCard): JsonObject | undefined {
  if (contentType === QUICK_REPLIES) return fromQuickReplies(content)
  const card = contentType === ADAPTIVE_CARD ? boundedObject(content) : undefined
  return card && { _adaptiveCard: { type: 'adaptiveCard', adaptiveCard: card } }
}

/** 8x8 says `postback` where it sends quick replies and `payload` where they come back; both are read. */
function fromQuickReplies(content: Record<string, unknown>): JsonObject | undefined {
  const quickReplies = itemsOf(content.options).flatMap((option, index) => {
    const title = textIn(option, 'title')
    const payload = textIn(option, 'data', 'postback') ?? textIn(option, 'data', 'payload') ?? title
    return title && payload ? [{ id: `option-${index + 1}`, title, contentType: 'postback', payload }] : []
  })
  return quickReplies.length > 0
    ? { _quickReplies: { type: 'quick_replies', text: '', quickReplies } }
    : undefined
}

const itemsOf = (value: unknown): unknown[] => (Array.isArray(value) ? value.slice(0, MAX_OPTIONS) : [])

function within(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value)
}

function textIn(value: unknown, ...path: string[]): string | undefined {
  const text = within(value, ...path)
  return typeof text === 'string' && text.trim() !== '' ? text : undefined
}
