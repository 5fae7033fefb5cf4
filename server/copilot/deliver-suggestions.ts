import type { FindModel } from '../language-model/language-model.ts'
import type { EndpointSettings } from '../protocol/settings/endpoint.ts'
import type { Decide } from '../sessions/decision.ts'
import type { Deliver } from '../sessions/delivery-lane.ts'
import type { SessionView } from '../sessions/session-log.ts'
import { asksForHelp, type Help, type HelpParts, lookUpHelp, type Question } from './look-up-help.ts'

export interface SuggestionParts extends HelpParts {
  settingsOf: (endpointId: string) => Promise<EndpointSettings | undefined>
  findModel: FindModel
}

/**
 * Looks up what helps with the customer's last message: when a handover is requested for what was said before, and when an agent
 * asks anew. A message that another one has followed is left to that one. Where there is a language model and something to
 * help with, its drafts are asked for in the same commit.
 */
export function deliverSuggestions(parts: SuggestionParts): Deliver {
  return async ({ key, event }) => {
    const session = await parts.log.find(key)
    const [decide] = session ? await suggestFor(parts, session, event) : []
    return { status: 'done', ...(decide && { decide }) }
  }
}

/** What to write for one question; nothing where the customer has gone on, or has said nothing. */
export async function suggestFor(
  parts: SuggestionParts,
  { key, owner: { endpointId }, state }: SessionView,
  question: Question,
): Promise<Decide[]> {
  const settings = await parts.settingsOf(endpointId)
  if (!settings || state.lastCustomerSeq > question.seq) return []
  if (question.type === 'message' && (state.snoozedUntil ?? 0) > Date.now())
    return [suggest(question, { ...NOTHING, for: question.seq, quiet: 'snoozed' }, false)]
  const help = await lookUpHelp(parts, key, endpointId, question, settings)
  if (!help) return []
  const drafts =
    asksForHelp(help) && settings.copilot.suggestions.drafts && (await parts.findModel(endpointId))
  return [suggest(question, help, Boolean(drafts))]
}

const NOTHING = { dialogue: [], suggestions: [], passages: [] }

const suggest =
  (question: Question, { dialogue: _dialogue, ...help }: Help, drafts: boolean): Decide =>
  (session, now) => {
    if (session.lastCustomerSeq > question.seq) return {}
    // A picture after a question that was helped with already asks nothing new.
    if (question.type === 'message' && help.for <= session.suggestedThrough) return {}
    const isNewTurn = question.type !== 'redraft-requested'
    return {
      entries: [
        {
          event: { type: 'suggestions-made', at: now, by: 'knowledge', ...help },
          ...(drafts && { deliverTo: ['drafts'] }),
        },
      ],
      ...(isNewTurn &&
        asksForHelp(help) && {
          usage: [{ agent: '', assist: 'reply', act: 'eligible', changed: 0 }],
        }),
    }
  }
