import type { CopilotSession } from '../copilot-session.ts'
import { texts } from '../locales/texts.ts'
import type { CopilotLink } from '../session/copilot-link.ts'
import type { HandoverStatus, SessionView } from '../session/session-view.ts'

/** A chat as a host opens it: `id` is the host's own name for it. Without a link it is being looked for. */
export interface ChatToOpen {
  readonly id: string
  readonly link?: CopilotLink
  /** What to call it until the session tells the customer's name. */
  readonly name?: string
  /** There is no session for it. */
  readonly isUnknown?: boolean
  /** Codes to choose from when it is wrapped up, where the endpoint has none. */
  readonly wrapUpCodes?: readonly { readonly code: string; readonly name: string }[]
}

/** A chat that the copilot shows, or keeps for a look back. */
export interface Chat extends ChatToOpen {
  /** The host has closed it. */
  readonly isClosed: boolean
  /** The last event of its session that the agent has had before them. */
  readonly seenSeq: number
}

/** How a chat stands, as the switcher and the host page show it. Times are milliseconds by the server's clock. */
export interface ChatSummary {
  readonly id: string
  readonly name: string
  readonly status: HandoverStatus | 'opening' | 'unknown'
  /** The customer's messages that nobody has answered and this agent has not looked at. */
  readonly unread: number
  /** A reply worth sending waits, made for the customer's last message. */
  readonly isDraftReady: boolean
  /** Since when the customer waits for an answer. */
  readonly waitingSince?: number
  /** Nobody of the chats that are open has waited longer. */
  readonly isLongestWaiting: boolean
  readonly isEnded: boolean
  readonly isSelected: boolean
  /** How far the server's clock is ahead of this machine's, in milliseconds. */
  readonly clockOffset: number
}

/** The name to show for a chat. */
export const nameOf = ({ name }: Pick<ChatSummary, 'name'>): string => name || texts.customer.unnamed

/** One chat needs no switcher, unless that is where it can be put away. */
export const isSwitcherNeeded = (chats: readonly ChatSummary[], isMany: boolean): boolean =>
  chats.length > 1 || (isMany && chats.some(({ isEnded }) => isEnded))

const ended: ReadonlySet<string> = new Set(['completed', 'cancelled', 'error'])

/** How the chats stand; `sessionOf` finds the element that follows one. */
export function summarise(
  chats: readonly Chat[],
  selectedId: string | undefined,
  sessionOf: (id: string) => CopilotSession | undefined,
): ChatSummary[] {
  const summaries = chats.map(chat => summaryOf(chat, chat.id === selectedId, sessionOf(chat.id)))
  const waits = summaries.flatMap(({ waitingSince }) => waitingSince ?? [])
  // A wait is the longest one only where there is another.
  const longest = waits.length > 1 ? Math.min(...waits) : undefined
  const marked = summaries.findIndex(({ waitingSince }) => waitingSince === longest)
  return summaries.map((summary, index) => ({
    ...summary,
    isLongestWaiting: longest !== undefined && index === marked,
  }))
}

function summaryOf(chat: Chat, isSelected: boolean, session: CopilotSession | undefined): ChatSummary {
  const view = session?.isCaughtUp ? session.view : undefined
  const isEnded = chat.isClosed || ended.has(view?.handover.status ?? '')
  return {
    id: chat.id,
    name: view?.profile.name || chat.name || '',
    status: statusOf(chat, view),
    unread: view && !isSelected && !isEnded ? unreadIn(view, chat.seenSeq) : 0,
    isDraftReady: !isEnded && view !== undefined && hasDraft(view),
    waitingSince: isEnded ? undefined : view?.unansweredSince,
    isLongestWaiting: false,
    isEnded,
    isSelected,
    clockOffset: session?.clockOffset ?? 0,
  }
}

function statusOf({ link, isUnknown }: Chat, view: SessionView | undefined): ChatSummary['status'] {
  if (!link) return isUnknown ? 'unknown' : 'opening'
  return view?.handover.status ?? 'opening'
}

/** Counts back to what the agent last saw, what an agent last said, or the moment at which the agent came. */
function unreadIn({ transcript, handover: { joinedAt = 0 } }: SessionView, seenSeq: number): number {
  let unread = 0
  for (let place = transcript.length - 1; place >= 0; place--) {
    const entry = transcript[place]
    if (
      !entry ||
      entry.seq <= seenSeq ||
      entry.at < joinedAt ||
      (entry.kind === 'message' && entry.from === 'agent')
    )
      break
    if (entry.kind === 'message' && entry.from === 'customer') unread++
  }
  return unread
}

const hasDraft = ({ unansweredSince, assistance }: SessionView) =>
  unansweredSince !== undefined &&
  assistance !== undefined &&
  !assistance.stale &&
  assistance.suggestions.length > 0
