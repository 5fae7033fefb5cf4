import { randomBytes } from 'node:crypto'

/** An opaque identifier such as `vXg39aMTRlq4xCBFaUCTlA`. */
export const newIdentifier = () => randomBytes(16).toString('base64url')

/** An interaction's identifier such as `int-170392a3b7d-5qyRMnJL6nw63SLHrfQirLO3C-chat-00-tenant01`. */
export const newInteractionIdentifier = (tenantId: string) =>
  `int-${Date.now().toString(16)}-${randomBytes(24).toString('base64url').replaceAll(/[-_]/g, '0').slice(0, 25)}-chat-00-${tenantId}`
