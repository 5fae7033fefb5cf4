import type { AdministeredEndpoint } from '../../server/protocol/endpoints.ts'
import { ask } from './api.ts'

/** Changes some settings of an endpoint's copilot; resolves with the endpoint as it then is. Rejects with ApiError. */
export function saveCopilot(
  { id, name, settings, revision }: AdministeredEndpoint,
  changes: Record<string, unknown>,
): Promise<AdministeredEndpoint> {
  const copilot = { ...settings.copilot, ...changes }
  const body = { name, revision, settings: { ...settings, copilot } }
  return ask('PUT', `/endpoints/${encodeURIComponent(id)}`, body)
}
