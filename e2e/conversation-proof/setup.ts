import type { Setup } from '../../server/setup.ts'

export const ENDPOINT_ID = 'proof'
export const URL_TOKEN = 'c4a5'.repeat(16)
const WEBHOOK_SECRET = 'webhook-of-the-conversation-proof'

/** Where 8x8 sends its webhooks to a server at this address. */
export const webhookUrlAt = (url: string) => `${url}/handover/eightByEight/${WEBHOOK_SECRET}`

/** A server's setup: one endpoint, whose chats go to this channel. */
export const setupOf = (eightByEightUrl: string, channelId: string): Setup => ({
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
      name: 'Conversation proof',
      URLToken: URL_TOKEN,
      settings: {
        handover: { connectionId: 'simulator', channelId },
        customer: { messagesPerMinute: 100_000 },
      },
    },
  ],
})
