import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { postbackSchema } from '../protocol/copilot.ts'
import { Refusal } from '../protocol/refusal.ts'
import { ReceiptConflictError } from '../sessions/decision.ts'
import type { SessionLog } from '../sessions/session-log.ts'
import type { Viewer } from './viewer.ts'

export interface PostbackParts {
  log: SessionLog
}

/** What an agent submitted in a tile, for the virtual agent: once, however often it comes with the same `postbackId`. */
export const postback =
  ({ log }: PostbackParts) =>
  async ({ tileId, postbackId, data }: z.output<typeof postbackSchema>, { key }: Viewer) => {
    const digest = createHash('sha256')
      .update(JSON.stringify([tileId, data]))
      .digest('base64url')
    try {
      await log.append({
        key,
        receipt: { scope: `postback:${key}`, id: postbackId, digest },
        decide: ({ tiles }, at) => {
          if (!Object.hasOwn(tiles, tileId)) throw new Refusal('invalid', 'tileId: there is no such tile')
          const event = { type: 'tile-postback', at, tileId, postbackId, data } as const
          return { entries: [{ event, deliverTo: ['virtual-agent'] }] }
        },
      })
    } catch (error) {
      if (error instanceof ReceiptConflictError)
        throw new Refusal('invalid', 'This postbackId came before with other data.')
      throw error
    }
    return {}
  }
