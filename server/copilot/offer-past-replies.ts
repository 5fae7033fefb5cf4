import { createHash } from 'node:crypto'
import type { Suggestion } from '../protocol/assists.ts'
import type { EndpointSettings } from '../protocol/settings/endpoint.ts'
import { cautiousClaims } from './cautious-claims.ts'
import { sourcesOf } from './cited.ts'
import { ground } from './grounding.ts'
import type { Help } from './look-up-help.ts'
import type { Similar } from './past-reply-index.ts'

const MOST_SUGGESTIONS = 3

/**
 * Offers what was answered in similar turns of other chats after what knowledge has. What held there need not hold here: all that
 * such a reply states is looked for in this chat and its passages, and marked where they do not say it.
 */
export function offerPastReplies(help: Help, similar: Similar[], { copilot }: EndpointSettings): Help {
  const said = new Set(help.dialogue.map(({ text }) => text))
  const offered = similar
    .filter(({ similarity, reply }) => similarity >= copilot.suggestions.pastRepliesFrom && !said.has(reply))
    .map(past => toSuggestion(past, help))
  if (offered.length === 0) return help
  const { quiet: _quiet, ...rest } = help
  return { ...rest, suggestions: [...help.suggestions, ...offered].slice(0, MOST_SUGGESTIONS) }
}

function toSuggestion(past: Similar, { passages, dialogue }: Help): Suggestion {
  const claims = ground(past.reply, sourcesOf(passages, dialogue))
  return {
    id: opaqueId(past),
    kind: 'reply',
    text: past.reply,
    passageIds: [],
    by: 'past-replies',
    confidence: Math.min(1, past.similarity),
    claims: cautiousClaims(claims, dialogue),
    why: new Date(past.saidAt).toISOString().slice(0, 10),
  }
}

/** The same for the same reply, and it does not tell which chat it comes from. */
const opaqueId = ({ sessionId, seq }: Similar) =>
  `past-${createHash('sha256').update(`${sessionId}.${seq}`).digest('base64url').slice(0, 16)}`
