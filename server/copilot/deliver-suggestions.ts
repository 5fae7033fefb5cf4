import type { FindModel } from '../language-model/language-model.ts'
import type { SessionEvent } from '../protocol/session-events.ts'
import type { EndpointSettings } from '../protocol/settings.ts'
import type { Decide } from '../sessions/decision.ts'
import type { Deliver } from '../sessions/delivery-lane.ts'
import { asksForHelp, type Help, type HelpParts, lookUpHelp } from './look-up-help.ts'

export interface SuggestionParts extends HelpParts {
  settingsOf: (endpointId: string) => Promise<EndpointSettings | undefined>
  findModel: FindModel
}

/**
 * Looks up what helps with the customer's last message: for each one while a handover is on, when it is requested for what was
 * said before, and when an agent asks anew. A message that another one has followed is left to that one. Where there is a
 * language model and something to help with, its drafts are asked for in the same commit.
 */
export function deliverSuggestions(parts: SuggestionParts): Deliver {
  const { log, settingsOf, findModel } = parts
  return async ({ key, event, owner }) => {
    const session = await log.find(key)
    const settings = await settingsOf(owner.endpointId)
    if (!session || !settings || session.state.lastCustomerSeq > event.seq) return { status: 'done' }
    if (event.type === 'message' && (session.state.snoozedUntil ?? 0) > Date.now())
      return {
        status: 'done',
        decide: suggest(event, { ...NOTHING, for: event.seq, quiet: 'snoozed' }, false),
      }
    const help = await lookUpHelp(parts, key, owner.endpointId, event, settings)
    if (!help) return { status: 'done' }
    const drafts =
      asksForHelp(help) && settings.copilot.suggestions.drafts && (await findModel(owner.endpointId))
    return { status: 'done', decide: suggest(event, help, Boolean(drafts)) }
  }
}

const NOTHING = { dialogue: [], suggestions: [], passages: [] }

const suggest =
  (event: SessionEvent, { dialogue: _dialogue, ...help }: Help, drafts: boolean): Decide =>
  (session, now) => {
    if (session.lastCustomerSeq > event.seq) return {}
    const isNewTurn = event.type !== 'redraft-requested'
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
