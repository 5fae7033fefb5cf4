/**
 * What an agent has written for a chat and not sent, kept through reloads of this tab and no longer. Where the
 * browser keeps nothing for us it lasts as long as the page.
 */
export function keptDraft(sessionId: string): string {
  try {
    return sessionStorage.getItem(keyOf(sessionId)) ?? ''
  } catch {
    return ''
  }
}

/** Keeps a draft; an empty one is forgotten. */
export function keepDraft(sessionId: string, text: string): void {
  try {
    if (text === '') sessionStorage.removeItem(keyOf(sessionId))
    else sessionStorage.setItem(keyOf(sessionId), text)
  } catch {
    // The page has it; it is only a reload that would lose it.
  }
}

const keyOf = (sessionId: string) => `copilot-draft ${sessionId}`
