import type { RequestHandler } from 'express'
import { z } from 'zod'
import { Refusal } from '../protocol/refusal.ts'
import { identifierSchema } from '../protocol/values.ts'
import type { Logger } from '../telemetry/logger.ts'
import type { AdmitPanel } from './admit-panel.ts'
import type { PanelParts } from './open-interaction.ts'

export interface ScreenPopParts extends Pick<PanelParts, 'failures' | 'addressOf'> {
  admitPanel: AdmitPanel
  logger: Logger
}

const proofSchema = z.object({ URLToken: identifierSchema, auth: z.string().min(1).max(8000) })
type Proof = z.infer<typeof proofSchema>
const formSchema = z.record(z.string(), z.unknown()).catch({})

/**
 * `POST /screen-pop?URLToken=&auth=`: 8x8's screen pop brings an interaction as a form of which no public document
 * names the fields, so the endpoint's settings do. Goes on to the panel's page, which opens that interaction or says
 * to the agent why not.
 */
export function screenPop(parts: ScreenPopParts): RequestHandler {
  return async (request, response) => {
    const { data: proof } = proofSchema.safeParse(request.query)
    const endpoint = proof && (await admitted(parts, proof, parts.addressOf(request)))
    if (!endpoint) return response.redirect(303, 'panel?problem=refused')
    const form = formSchema.parse(request.body)
    const names = endpoint.settings.copilot.panel.interactionFields
    const interaction = names.map(name => form[name]).find(isIdentifier)
    if (interaction) return response.redirect(303, panelFor(proof, interaction))
    // The names are what an administrator needs to set the endpoint up; the values are the customer's.
    const fields = Object.keys(form).slice(0, 50)
    parts.logger.warn({ endpointId: endpoint.id, fields }, 'a screen pop brought no interaction')
    response.redirect(303, 'panel?problem=no-interaction')
  }
}

/** The fragment goes to no server again, and into no log. */
function panelFor({ URLToken, auth }: Proof, interaction: string): string {
  return `panel?${new URLSearchParams({ URLToken })}#${new URLSearchParams({ auth, interaction })}`
}

async function admitted({ admitPanel, failures }: ScreenPopParts, proof: Proof, address: string) {
  try {
    return await failures.guard(address, async () => {
      const admission = await admitPanel(proof)
      if (!admission) throw new Refusal('refused', 'This screen pop may not open chats.')
      return admission.endpoint
    })
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

const isIdentifier = (value: unknown): value is string => identifierSchema.safeParse(value).success
