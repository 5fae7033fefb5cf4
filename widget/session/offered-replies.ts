import type { Data } from '../../server/protocol/values.ts'

/** More are not shown: channels offer at most 13. */
const mostReplies = 13

/**
 * The quick replies or buttons that a message offered, by their titles. The shapes are those of Cognigy's
 * message data: `_cognigy._default._quickReplies`, `._buttons` and `_cognigy._webchat.message.quick_replies`.
 */
export function offeredReplies(data: Data | undefined): string[] {
  const standard = read(data, '_cognigy', '_default')
  const lists = [
    read(standard, '_quickReplies', 'quickReplies'),
    read(standard, '_buttons', 'buttons'),
    read(data, '_cognigy', '_webchat', 'message', 'quick_replies'),
  ]
  return lists.flatMap(titles).slice(0, mostReplies)
}

/** The words that come with quick replies or buttons instead of as the message's text. */
export function wordsWithReplies(data: Data | undefined): string {
  const standard = read(data, '_cognigy', '_default')
  const words = [
    read(standard, '_quickReplies', 'text'),
    read(standard, '_buttons', 'text'),
    read(data, '_cognigy', '_webchat', 'message', 'text'),
  ]
  return words.find(text => typeof text === 'string') ?? ''
}

/** Whether a message carries more than words and quick replies: pictures, lists, cards. */
export function hasRichContent(data: Data | undefined): boolean {
  const standard = read(data, '_cognigy', '_default')
  return isObject(standard) && richKinds.some(kind => Object.hasOwn(standard, kind))
}

const richKinds = ['_gallery', '_list', '_image', '_audio', '_video', '_adaptiveCard']

function titles(list: unknown): string[] {
  if (!Array.isArray(list)) return []
  return list
    .map(item => read(item, 'title'))
    .filter(title => typeof title === 'string' && title !== '') as string[]
}

/** A value inside others; undefined where one on the way is missing. */
export function read(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
