import type { z } from 'zod'
import type { feedbackSchema } from '../protocol/copilot.ts'
import { Refusal } from '../protocol/refusal.ts'
import type { EndpointSettings } from '../protocol/settings/endpoint.ts'
import type { SessionLog } from '../sessions/session-log.ts'
import type { Viewer } from './viewer.ts'

export interface FeedbackParts {
  log: SessionLog
  settingsOf: (endpointId: string) => Promise<EndpointSettings | undefined>
}

/** What became of something shown, logged and counted. That it was shown counts once, however many agents see it. */
export const feedback =
  ({ log, settingsOf }: FeedbackParts) =>
  async ({ for: seq, feedback }: z.output<typeof feedbackSchema>, { key, owner, agent = '' }: Viewer) => {
    const settings = await settingsOf(owner.endpointId)
    const countedFor = settings?.copilot.usagePerAgent ? agent : ''
    const { assist, act, id, changed = 0 } = feedback
    await log.append({
      key,
      ...(act === 'shown' && {
        receipt: { scope: `shown:${key}`, id: `${seq ?? ''}\n${assist}\n${id}`, digest: '' },
      }),
      decide: (session, at) => {
        if (seq && seq > session.seq) throw new Refusal('invalid', 'for: there is no such message')
        return {
          entries: [{ event: { type: 'assist-feedback', at, for: seq, feedback } }],
          usage: [{ agent: countedFor, assist, act, changed }],
        }
      },
    })
    return {}
  }
