import type { Setup } from '../../server/setup.ts'
import { northlineWork } from './work.ts'

export const ENDPOINT_ID = 'northline'

/** Public on purpose: the demo has nothing to protect and its links stay the same. */
export const URL_TOKEN = 'd3a0'.repeat(16)
export const PANEL_KEY = 'demo-panel-of-northline-and-nobody-else'
export const WEBHOOK_SECRET = 'demo-webhook-of-northline-only'

/** Northline, a broadband company: one endpoint with its knowledge and one connection to the simulated 8x8. */
export function demoSetup({
  eightByEightUrl,
  channelId,
}: {
  eightByEightUrl: string
  channelId: string
}): Setup {
  return {
    connections: [
      {
        id: 'simulator',
        name: 'Simulated 8x8',
        baseUrl: eightByEightUrl,
        apiKey: 'eght_simulator',
        tenant: 'northline01',
        webhookSecret: WEBHOOK_SECRET,
      },
    ],
    endpoints: [
      {
        id: ENDPOINT_ID,
        name: 'Northline chat',
        URLToken: URL_TOKEN,
        settings: {
          virtualAgent: {
            kind: 'knowledge',
            greeting: 'Hello, this is the Northline assistant. What can I help with?',
          },
          handover: {
            connectionId: 'simulator',
            channelId,
            queueMessage: 'You are in the queue for Billing and faults.',
          },
          copilot: { panel: { keys: [PANEL_KEY] }, ...northlineWork },
        },
      },
    ],
    knowledge: [{ endpointId: ENDPOINT_ID, folder: 'knowledge' }],
  }
}
