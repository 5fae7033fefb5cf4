import type { z } from 'zod'
import type { CopilotClientEvents } from '../protocol/copilot.ts'
import {
  askSchema,
  feedbackSchema,
  historySchema,
  markStepSchema,
  postbackSchema,
  redraftSchema,
  rewriteSchema,
  saveWrapUpSchema,
  searchSchema,
  sendReplySchema,
  snoozeSchema,
  suggestCodeSchema,
  summariseSchema,
  translateSchema,
} from '../protocol/copilot.ts'
import type { SocketError } from '../protocol/problem.ts'
import { type AskParts, ask } from './ask.ts'
import { type FeedbackParts, feedback } from './feedback.ts'
import { type HistoryParts, history } from './history.ts'
import { type MarkStepParts, markStep } from './mark-step.ts'
import { type PostbackParts, postback } from './postback.ts'
import { type RedraftParts, redraft } from './redraft.ts'
import { type RewriteParts, rewriteText, translateText } from './rewrite.ts'
import { type SaveWrapUpParts, saveWrapUp } from './save-wrap-up.ts'
import { type SearchParts, search } from './search.ts'
import { type SendReplyParts, sendReply } from './send-reply.ts'
import { type SnoozeParts, snooze } from './snooze.ts'
import { type SuggestCodeParts, suggestCode } from './suggest-code.ts'
import { type SummariseParts, summarise } from './summarise.ts'
import type { Viewer } from './viewer.ts'

/** What a widget may ask once it has joined; `cancel` is the socket's own. */
export type RequestName = Exclude<keyof CopilotClientEvents, 'join' | 'typing' | 'cancel'>

type AnswerTo<Name extends RequestName> = Parameters<CopilotClientEvents[Name]>[1] extends (
  answer: infer Answer,
) => void
  ? Exclude<Answer, SocketError>
  : never

/** One kind of request: what it looks like, and who answers it. */
export interface CopilotRequest<Answer> {
  schema: z.ZodType
  handle: (payload: never, viewer: Viewer, signal: AbortSignal) => Promise<Answer>
}

/** Every request that is served; a name without an entry is refused as unknown. */
export type CopilotRequests = { [Name in RequestName]?: CopilotRequest<AnswerTo<Name>> }

export interface RequestParts
  extends AskParts,
    RewriteParts,
    RedraftParts,
    SearchParts,
    HistoryParts,
    FeedbackParts,
    SnoozeParts,
    SendReplyParts,
    MarkStepParts,
    PostbackParts,
    SummariseParts,
    SaveWrapUpParts,
    SuggestCodeParts {}

/**
 * Every request of a joined widget on one screen. To add one: its schema in protocol/copilot.ts, its handler in a file
 * of its own, its line here.
 */
export const copilotRequests = (parts: RequestParts) =>
  ({
    ask: request(askSchema, ask(parts)),
    search: request(searchSchema, search(parts)),
    history: request(historySchema, history(parts)),
    rewrite: request(rewriteSchema, rewriteText(parts)),
    translate: request(translateSchema, translateText(parts)),
    redraft: request(redraftSchema, redraft(parts)),
    feedback: request(feedbackSchema, feedback(parts)),
    snooze: request(snoozeSchema, snooze(parts)),
    'send-reply': request(sendReplySchema, sendReply(parts)),
    postback: request(postbackSchema, postback(parts)),
    'mark-step': request(markStepSchema, markStep(parts)),
    summarise: request(summariseSchema, summarise(parts)),
    'suggest-code': request(suggestCodeSchema, suggestCode(parts)),
    'save-wrap-up': request(saveWrapUpSchema, saveWrapUp(parts)),
  }) satisfies CopilotRequests

/** The signal fires when nobody waits for the answer any more, or the agent stopped it. */
const request = <Schema extends z.ZodType, Answer extends object>(
  schema: Schema,
  handle: (payload: z.output<Schema>, viewer: Viewer, signal: AbortSignal) => Promise<Answer>,
): CopilotRequest<Answer> => ({ schema, handle })
