import { setTimeout } from 'node:timers/promises'
import type { Simulator } from '../simulator/simulator.ts'
import type { Fault } from './fault.ts'

type EventFault = Parameters<Simulator['addEventFault']>[0]

const ALWAYS = { probability: 1 } as const
const TIMEOUT_MILLISECONDS = 10_000
const STRANGERS_PAUSE_MILLISECONDS = 20
const STRANGERS_CALLS = 60

/** Every event goes wrong like this. */
const everyEvent = (name: string, ...faults: EventFault[]): Fault => ({
  name,
  begin: ({ simulator }, random) => {
    for (const fault of faults) simulator.addEventFault({ ...fault, seed: random.below(2 ** 31) })
  },
  end: ({ simulator }) => simulator.clearFaults(),
})

/** 8x8 signs with a new key, and its keys cannot be had meanwhile. */
const newKey = (name: string, jwkAnswer: 'error' | 'notFound' | 'slow'): Fault => ({
  name,
  begin: ({ simulator }) => {
    simulator.configure({ jwkAnswer })
    return simulator.rotateKey({ keepOld: false })
  },
  end: ({ simulator }) => simulator.configure({ jwkAnswer: 'key' }),
})

/** What goes wrong with what 8x8 tells. */
export const faultsOfWebhooks: Fault[] = [
  everyEvent('webhooks come three times', { kind: 'duplicate', copies: 2, ...ALWAYS }),
  {
    name: 'webhooks come in another order',
    begin: ({ simulator }, random) => {
      simulator.configure({ deliveryOrder: 'concurrent' })
      const chance = { probability: 0.4, seed: random.below(2 ** 31) }
      simulator.addEventFault({ kind: 'reorder', overtakenBy: 3, holdMs: 900, ...chance })
    },
    end: ({ simulator }) => {
      simulator.configure({ deliveryOrder: 'conversation' })
      simulator.clearFaults()
    },
  },
  everyEvent('some webhooks come a second late', { kind: 'delay', delayMs: 1_000, probability: 0.5 }),
  everyEvent('webhooks come in bursts', { kind: 'burst', size: 12, holdMs: 900, ...ALWAYS }),
  everyEvent('webhooks never come', { kind: 'drop', ...ALWAYS }),
  {
    name: '8x8 waits too short for an answer and tells again what was taken',
    begin: ({ simulator, webhookLine }) => {
      simulator.configure({ deliveryTimeoutMs: 60 })
      webhookLine.slowDown(60)
    },
    end: ({ simulator, webhookLine }) => {
      simulator.configure({ deliveryTimeoutMs: TIMEOUT_MILLISECONDS })
      webhookLine.mend()
    },
  },
  {
    name: 'the line from 8x8 to the server breaks',
    begin: ({ webhookLine }) => webhookLine.cut(),
    end: ({ webhookLine }) => webhookLine.mend(),
  },
  everyEvent('signatures do not hold at the first attempt', { kind: 'wrongSignature', ...ALWAYS }),
  everyEvent('webhooks are old at the first attempt', { kind: 'staleTransmissionTime', ...ALWAYS }),
  everyEvent('somebody repeats webhooks with other words under the same checksum', {
    kind: 'tamperedBody',
    when: 'after',
    ...ALWAYS,
  }),
  {
    name: '8x8 changes its signing key twice',
    begin: ({ simulator }) => simulator.rotateKey({ keepOld: false }),
    end: ({ simulator }) => simulator.rotateKey({ keepOld: false }),
  },
  newKey('8x8 changes its signing key and answers nobody who asks for it', 'error'),
  newKey('8x8 signs with a new key before it knows of it', 'notFound'),
  everyEvent(
    'webhooks are written in strange ways',
    { kind: 'nonCanonicalJson', variant: 'unicodeEscapes', probability: 0.4 },
    { kind: 'nonCanonicalJson', variant: 'indented', probability: 0.4 },
    { kind: 'extraFields', probability: 0.5 },
    { kind: 'charset', probability: 0.5 },
  ),
  everyEvent('webhooks are huge', { kind: 'bigBody', bytes: 400_000, ...ALWAYS }),
  {
    name: 'strangers send rubbish to the webhook’s address',
    begin: ({ webhookUrl }) => void sendRubbish(webhookUrl),
    end: () => undefined,
  },
]

const RUBBISH: (() => BodyInit)[] = [
  () => '',
  () => '{',
  () => '[]'.repeat(10_000),
  () => `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
  () => 'x'.repeat(3_000_000),
  () => JSON.stringify({ eventType: 'MESSAGE', conversationId: '../../..', data: { text: '\0' } }),
  () => new Uint8Array(1_000).fill(255),
]

async function sendRubbish(url: string): Promise<void> {
  for (let call = 0; call < STRANGERS_CALLS; call += 1) {
    const body = RUBBISH[call % RUBBISH.length]?.() ?? ''
    const headers = { 'x-8x8-event-id': `${call}`, 'x-8x8-signature': 'e30..e30' }
    void fetch(url, { method: 'POST', body, headers, signal: AbortSignal.timeout(5_000) }).catch(
      () => undefined,
    )
    await setTimeout(STRANGERS_PAUSE_MILLISECONDS)
  }
}
