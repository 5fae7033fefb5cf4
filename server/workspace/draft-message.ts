import type { DraftNews } from '../copilot/draft-hub.ts'
import type { CopilotServerEvents } from '../protocol/copilot.ts'

type DraftEvent = 'draft-start' | 'draft-delta' | 'draft-end'

/** News of a draft as a widget is told of it: the event's name and its payload. */
export function draftMessage(news: DraftNews): {
  [Name in DraftEvent]: [Name, ...Parameters<CopilotServerEvents[Name]>]
}[DraftEvent] {
  switch (news.type) {
    case 'draft-start':
      return ['draft-start', news.draft]
    case 'draft-delta':
      return ['draft-delta', { draftId: news.draftId, text: news.text }]
    default:
      return ['draft-end', { draftId: news.draftId, complete: news.complete }]
  }
}
