import type { Dialogue } from './knowledge.ts'

/** What one asks somebody who has not yet said what it is about. */
const invites =
  /\b(?:help|assist|do for you|anything|problem|matter|wrong|happen\w*|going on|issue|questions?|helfen|aider|ayudar|aiutar\w*|helpen|ajudar)\b/

/** Whether the last turn answers a question for something in particular: "Which light is red?", not "How can I help?". */
export function answersQuestion({ turns }: Dialogue): boolean {
  const before = turns.at(-2)
  if (!before || before.from === 'customer') return false
  return /[?？؟]\s*$/.test(before.text) && !invites.test(before.text.toLowerCase())
}
