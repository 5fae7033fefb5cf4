import type { Bridge } from '../../../e2e/testing/bridge.ts'
import type { EndpointSettings } from '../../protocol/settings/endpoint.ts'

export const DISCREET = { id: 'discreet', URLToken: 'd'.repeat(64) }

/** Adds an endpoint whose viewers do not see these kinds of personal data. */
export function addDiscreetEndpoint(
  bridge: Bridge,
  ...hiddenFromViewers: EndpointSettings['privacy']['hiddenFromViewers']
): Promise<void> {
  return bridge.addEndpoint({ ...DISCREET, name: 'Discreet', settings: { privacy: { hiddenFromViewers } } })
}
