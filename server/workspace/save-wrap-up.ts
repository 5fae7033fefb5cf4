import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { WrapUp } from '../protocol/assists.ts'
import type { saveWrapUpSchema } from '../protocol/copilot.ts'
import { faultsOfForm } from '../protocol/forms.ts'
import { Refusal } from '../protocol/refusal.ts'
import type { EndpointSettings } from '../protocol/settings/endpoint.ts'
import { ReceiptConflictError } from '../sessions/decision.ts'
import { handoverById } from '../sessions/handover-state.ts'
import type { SessionLog } from '../sessions/session-log.ts'
import type { Viewer } from './viewer.ts'

export interface SaveWrapUpParts {
  log: SessionLog
  settingsOf: (endpointId: string) => Promise<EndpointSettings | undefined>
}

/**
 * Keeps a wrap-up as the agent left it, beside the one that was made. It may be saved again while the copilot's link works;
 * the last one counts.
 */
export const saveWrapUp =
  ({ log, settingsOf }: SaveWrapUpParts) =>
  async (
    { requestId, handoverId, wrapUp }: z.output<typeof saveWrapUpSchema>,
    { key, owner, agent }: Viewer,
  ) => {
    const settings = await settingsOf(owner.endpointId)
    if (!settings) throw new Refusal('refused', 'This chat is gone.')
    const fault = faultOf(wrapUp, settings.copilot)
    if (fault) throw new Refusal('invalid', fault)
    await log
      .append({
        key,
        receipt: { scope: `wrap-up:${key}`, id: requestId, digest: digestOf(handoverId, wrapUp) },
        decide: (session, at) => {
          const handover = handoverId ? handoverById(session.handover, handoverId) : session.handover
          if (!handover?.joinedAt)
            throw new Refusal('not-ready', 'There is no chat with an agent to wrap up.')
          const saved = { handoverId: handover.id, wrapUp, ...(agent && { agent: agent.slice(0, 255) }) }
          return { entries: [{ event: { type: 'wrap-up-saved', at, ...saved } }] }
        },
      })
      .catch(refuseOtherContent)
    return {}
  }

/** Without a list of its own the endpoint files under 8x8's codes, which only the agent's desktop knows. */
function faultOf(
  { code, fields }: WrapUp,
  { wrapUpCodes, wrapUpFields }: EndpointSettings['copilot'],
): string | undefined {
  if (code !== undefined && wrapUpCodes.length > 0 && !wrapUpCodes.some(known => known.code === code))
    return 'code: please choose one of the list'
  return faultsOfForm(wrapUpFields, fields, { complete: true })[0]
}

const digestOf = (handoverId: string | undefined, wrapUp: WrapUp) =>
  createHash('sha256')
    .update(JSON.stringify([handoverId, wrapUp]))
    .digest('hex')

function refuseOtherContent(error: unknown): never {
  if (error instanceof ReceiptConflictError)
    throw new Refusal('invalid', 'requestId: another wrap-up was saved under it')
  throw error
}
