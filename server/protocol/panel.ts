import { z } from 'zod'
import type { PanelSettings } from './settings/panel.ts'
import { identifierSchema } from './values.ts'

/*
 * What the panel beside 8x8's chat asks of the server over HTTP. It knows interactions, the server knows sessions.
 */

/** The answer of `GET /panel/settings?URLToken=`. */
export interface PanelPageSettings {
  /** Who may frame the pages of this endpoint and speak with them: sources as in a CSP. */
  origins: string[]
  insert: PanelSettings['insert']
}

/** The body of `POST /panel/sessions`. */
export const openInteractionSchema = z.strictObject({
  URLToken: identifierSchema,
  /** The panel's proof, as it stands in the panel's address. */
  auth: z.string().min(1).max(8000),
  /** 8x8's id of the interaction that the agent has before them. */
  interactionId: identifierSchema,
  /** The conversation that 8x8 says it belongs to: where to look first, never a reason to believe it. */
  conversationId: identifierSchema.optional(),
  /** What 8x8 calls the agent: a label on what they send, unless the proof names them. */
  agentName: z.string().trim().min(1).max(255).optional(),
})
export type OpenInteraction = z.input<typeof openInteractionSchema>

/** The link of the interaction's session; null while no chat of this endpoint is known by that interaction. */
export interface OpenedInteraction {
  link: { userId: string; sessionId: string; URLToken: string; auth: string } | null
}
