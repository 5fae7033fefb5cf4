import { createHash, timingSafeEqual } from 'node:crypto'
import type { EndpointSettings } from '../protocol/settings/endpoint.ts'
import { type PanelTrial, type Passes, readSignedToken } from './tokens.ts'

/** An endpoint whose chats a panel may look up. */
export interface PanelAdmission {
  endpoint: { id: string; URLToken: string; settings: EndpointSettings }
  /** What the panel's proof calls the agent. */
  agentName?: string | undefined
  /** The panel is being tried: it opens this and nothing else. */
  trial?: PanelTrial | undefined
}

/** Whether a panel with this proof in its address may look chats up. */
export type AdmitPanel = (panel: { URLToken: string; auth: string }) => Promise<PanelAdmission | undefined>

type FindEndpoint = (URLToken: string) => Promise<PanelAdmission['endpoint'] | undefined>

/**
 * Customers know the URLToken, and interactions' ids stand in reports: neither opens anything. A panel proves itself
 * by one of the endpoint's panel keys, or by a token of a contact centre that says `panel`; where the endpoint's policy
 * is `signed`, only by such a token. An administrator who tries it has a pass of ours instead.
 */
export function admitPanel(findEndpoint: FindEndpoint, passes: Pick<Passes, 'readTrial'>): AdmitPanel {
  return async ({ URLToken, auth }) => {
    const endpoint = await findEndpoint(URLToken)
    if (!endpoint) return undefined
    const { policy, panel, signedLinks } = endpoint.settings.copilot
    if (policy !== 'signed' && isOneOf(panel.keys, auth)) return { endpoint }
    const trial = await passes.readTrial(auth, endpoint.id)
    if (trial) return { endpoint, trial }
    const token = await readSignedToken(auth, signedLinks.keys)
    return token?.panel ? { endpoint, agentName: token.agentName } : undefined
  }
}

/** Every key is compared, in a time that tells nothing of them. */
const isOneOf = (keys: readonly string[], auth: string) =>
  keys.map(key => timingSafeEqual(digest(key), digest(auth))).includes(true)

const digest = (text: string) => createHash('sha256').update(text).digest()
