import { z } from 'zod'
import { EightByEightError } from '../errors.ts'
import { pathOf } from './call.ts'
import type { Transport } from './transport.ts'

/** A webhook waits for the answer, and 8x8 waits for the webhook. */
const TIMEOUT_MS = 5000

/** Chat Gateway v1.0, /jwk: the public keys that 8x8 signs webhooks with. */
export function createSigningKeysResource({ json }: Transport) {
  return {
    /** The JWK as 8x8 gives it, or undefined when there is none of that id. Asked without our API key. */
    get: async (kid: string, signal?: AbortSignal): Promise<unknown> => {
      const path = pathOf`/chat-gateway/v1/jwk/${kid}/public`
      try {
        return await json(
          { method: 'GET', path, withoutKey: true, timeoutMs: TIMEOUT_MS, signal },
          z.unknown(),
        )
      } catch (failure) {
        if (failure instanceof EightByEightError && failure.kind === 'not-found') return undefined
        throw failure
      }
    },
  }
}
