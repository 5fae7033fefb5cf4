import type { z } from 'zod'
import type { FindModel } from '../language-model/language-model.ts'
import type { redraftSchema } from '../protocol/copilot.ts'
import { Refusal } from '../protocol/refusal.ts'
import type { SessionLog } from '../sessions/session-log.ts'
import type { Viewer } from './viewer.ts'

export interface RedraftParts {
  log: SessionLog
  findModel: FindModel
}

/** Events in which the suggestions that are shown now are looked for. */
const LOOKED_BACK = 100

/** Has suggestions made anew for the message that the shown ones are for; without a language model, looks them up again. */
export const redraft =
  ({ log, findModel }: RedraftParts) =>
  async ({ suggestionId }: z.output<typeof redraftSchema>, { key, owner }: Viewer) => {
    const session = await log.find(key)
    const seq = session && (await lastHelpedSeq(log, key, session.state.seq, session.state.lastCustomerSeq))
    if (!seq) throw new Refusal('not-ready', 'The customer has not said anything yet.')
    const target = (await findModel(owner.endpointId)) ? 'drafts' : 'copilot'
    await log.append({
      key,
      decide: (_session, at) => ({
        entries: [{ event: { type: 'redraft-requested', at, for: seq, suggestionId }, deliverTo: [target] }],
      }),
    })
    return {}
  }

async function lastHelpedSeq(log: SessionLog, key: string, through: number, lastCustomerSeq: number) {
  const events = await log.readBack(key, through, LOOKED_BACK)
  const last = events.findLast(event => event.type === 'suggestions-made')
  return last?.type === 'suggestions-made' ? last.for : lastCustomerSeq
}
