import { isolate } from '../locales/isolate.ts'
import { texts } from '../locales/texts.ts'
import type { Assistance } from '../session/session-view.ts'

interface Reason {
  readonly title: string
  readonly text: string
}

/** A longer question is quoted by its beginning, in characters. */
const longestQuote = 60

/** Why no reply is shown. `hasQuestion` says whether the customer has written at all. */
export function quietReason(assistance: Assistance | undefined, hasQuestion: boolean): Reason {
  const { nothingSaid, notYet, tooLittleSaid, smallTalk, noMatch, noKnowledge } = texts.replies
  if (!assistance || assistance.quiet === 'snoozed') return hasQuestion ? notYet : nothingSaid
  const quote = shorten(assistance.question)
  if (assistance.quiet === 'no-knowledge') return noKnowledge
  if (!quote) return { title: noMatch.title, text: noMatch.withoutQuote }
  if (assistance.quiet === 'too-little-said')
    return { title: tooLittleSaid.title, text: tooLittleSaid.text(quote) }
  if (assistance.quiet === 'small-talk') return { title: smallTalk.title, text: smallTalk.text(quote) }
  const near = new Set(assistance.passages.map(passage => passage.title)).size
  return { title: noMatch.title, text: near > 0 ? noMatch.near(near, quote) : noMatch.none(quote) }
}

function shorten(question: string) {
  const words = question.trim().replace(/\s+/g, ' ')
  return isolate(words.length > longestQuote ? `${words.slice(0, longestQuote).trimEnd()}…` : words)
}
