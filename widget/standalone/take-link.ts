import { type CopilotLink, readLink } from '../session/copilot-link.ts'

/**
 * Takes the link out of the address bar, where it would be seen, shared and logged, and keeps it with this entry
 * of the history. There a reload finds it, and so does the way back after another chat was opened in the same
 * tab; session storage would not do, since all frames of a tab share it and each may show another customer. A frame has
 * no address bar, and needs its address to be framed again when the page around it is reloaded.
 */
export function takeLink(location: Location, history: History, isFramed: boolean): CopilotLink {
  const query = new URLSearchParams(location.search)
  if (query.size === 0) return linkIn(history.state)
  const link = readLink(query)
  if (!isFramed) history.replaceState({ link }, '', location.pathname)
  return link
}

function linkIn(state: unknown): CopilotLink {
  const kept = (state as { link?: CopilotLink } | null)?.link
  return kept ?? { userId: '', sessionId: '', URLToken: '' }
}
