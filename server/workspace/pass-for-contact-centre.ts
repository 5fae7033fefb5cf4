import type { HandoverParts } from '../handover/handover-parts.ts'
import type { Passes } from './tokens.ts'

/** A conversation that goes on for longer is opened from 8x8's panel. */
const PASS_SECONDS = 7 * 24 * 60 * 60

/**
 * The link that 8x8 shows beside a chat must open it for whoever sees it there, also where the endpoint asks for a
 * signed link; it names nobody.
 */
export function passForContactCentre(passes: Passes): HandoverParts['passFor'] {
  return async ({ id: endpointId, settings }, { userId, sessionId }) =>
    settings.copilot.policy === 'link'
      ? undefined
      : passes.sign({ endpointId, userId, sessionId }, PASS_SECONDS)
}
