import { html, nothing, type TemplateResult } from 'lit'
import { renderMissing } from '../connection-notice.ts'
import type { CopilotLink } from '../session/copilot-link.ts'
import type { SessionUpdatedEvent } from '../session-updated-event.ts'
import type { AnnouncementEvent } from '../ui/announcement.ts'
import type { Chat } from './chat.ts'
import { renderNoChat, renderWithoutSession } from './chat-notice.ts'

/** What the frame of a chat needs of the copilot around it. */
export interface ChatSurroundings {
  readonly server: string
  /** Whether the page puts texts at the cursor of its reply box. */
  readonly canInsert: boolean
  readonly isHidden: boolean
  readonly lookAgain?: (chatId: string) => void
  readonly updated: (event: SessionUpdatedEvent) => void
  readonly announced: (event: AnnouncementEvent) => void
}

/** One chat, which goes on by itself also while it is hidden; without a session, what is known of it. */
export function renderChat(chat: Chat, around: ChatSurroundings): TemplateResult {
  const { isHidden } = around
  const content = chat.link
    ? html`<agent-copilot-session
        part=${isHidden ? nothing : 'session'}
        .server=${around.server}
        .link=${chat.link}
        .wrapUpCodes=${chat.wrapUpCodes}
        ?inserts=${around.canInsert}
        ?hidden=${isHidden}
        @copilot-session-updated=${around.updated}
        @copilot-announcement=${around.announced}
      ></agent-copilot-session>`
    : renderWithoutSession(chat, around.lookAgain)
  return html`<div class="chat" data-chat=${chat.id} tabindex="-1" ?hidden=${isHidden}>${content}</div>`
}

/** What stands where no chat is shown. `missing` names the values that the link lacks. */
export function renderNothingShown(missing: (keyof CopilotLink)[]): TemplateResult {
  const notice = missing.length > 0 ? renderMissing(missing) : renderNoChat()
  const state = missing.length > 0 ? 'missing' : 'no-chat'
  return html`<div class="screen" data-testid="connection-state" data-state=${state}>${notice}</div>`
}
