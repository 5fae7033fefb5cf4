import type { Quote } from '../protocol/assists.ts'
import type { Conversation } from './conversation.ts'
import { HiddenData, type Privacy } from './hidden-data.ts'
import type { Occasion } from './occasion.ts'

/** A conversation as a model is shown it, and what it says of it brought back. */
export interface ModelConversation {
  readonly hidden: HiddenData
  readonly data: { seq: number; from: string; text: string }[]
  /** The sentence as the message has it; undefined where that message does not say so. */
  find(quote: Quote | null): Quote | undefined
}

/** In characters, counted from the end. */
const LONGEST_CONVERSATION = 24_000
const LONGEST_MESSAGE = 2_000
const LONGEST_QUOTE = 300

/** Personal data is hidden; of a long conversation the end is shown. */
export function forModel({ conversation, settings, session }: Occasion, privacy: Privacy): ModelConversation {
  const hidden = new HiddenData(privacy, settings.privacy, session.state.profile)
  const shown = hidden.hideDialogue(theEnd(conversation))
  return {
    hidden,
    data: shown.map(({ seq, from, text }) => ({ seq, from, text })),
    find(quote) {
      const said = quote && conversation.find(({ seq }) => seq === quote.seq)
      const sentence = quote && hidden.show(quote.sentence).trim().slice(0, LONGEST_QUOTE)
      return said && sentence && plain(said.text).includes(plain(sentence))
        ? { seq: said.seq, sentence }
        : undefined
    },
  }
}

function theEnd(conversation: Conversation) {
  let left = LONGEST_CONVERSATION
  const messages = conversation.map(({ seq, from, text }) => ({
    seq,
    from,
    text: text.slice(0, LONGEST_MESSAGE),
  }))
  const first = messages.findLastIndex(({ text }) => (left -= text.length) < 0)
  return messages.slice(first + 1)
}

/** Quotes may differ in case, punctuation and spaces. */
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
