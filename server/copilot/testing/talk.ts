import { sentencesOf } from '../../knowledge/sentences.ts'
import { isPleasantry } from '../../knowledge/stop-words.ts'
import { tokensOfLanguage } from '../../knowledge/tokens.ts'
import { withoutMarkup } from '../../knowledge/without-markup.ts'
import type { Author, EventOf } from '../../protocol/session-events.ts'
import { type Conversation, readConversation } from '../conversation.ts'
import { createReading } from '../reading.ts'

export const reading = createReading({ sentencesOf, tokensOf: tokensOfLanguage, isPleasantry, withoutMarkup })

const authors: Record<string, Author> = { C: 'customer', A: 'agent', B: 'virtual-agent' }

/** Messages from lines such as `C: Hello` (C customer, A agent, B virtual agent), numbered from 1. */
export const messagesOf = (script: string): EventOf<'message'>[] =>
  script
    .trim()
    .split('\n')
    .map((line, index) => {
      const [, who = '', text = ''] = /^\s*([CAB]): (.*)$/.exec(line) ?? []
      const from = authors[who]
      if (!from) throw new Error(`Nobody says: ${line}`)
      return { type: 'message', seq: index + 1, at: index, messageId: `m${index}`, from, text }
    })

export const talk = (script: string): Conversation => readConversation(messagesOf(script), reading)
