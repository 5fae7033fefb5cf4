import type { Fault } from './fault.ts'

/** What goes wrong with what 8x8 tells. */
export const faultsOfWebhooks: Fault[] = [
  {
    name: 'webhooks come three times',
    begin: ({ simulator }) => simulator.addEventFault({ kind: 'duplicate', copies: 2, probability: 1 }),
    end: ({ simulator }) => simulator.clearFaults(),
  },
]
