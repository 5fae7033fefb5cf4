import type { Simulator } from '../simulator/simulator.ts'
import type { Fault } from './fault.ts'

type ApiFault = Parameters<Simulator['addApiFault']>[0]

const ALWAYS = { probability: 1 } as const
const MESSAGES = '/conversations/:id/messages'
const POST = { method: 'POST', path: MESSAGES, ...ALWAYS } as const
const LIST = { method: 'GET', path: MESSAGES, ...ALWAYS } as const

/** The API behaves like this. */
const api = (name: string, ...faults: ApiFault[]): Fault => ({
  name,
  begin: ({ simulator }, random) => {
    for (const fault of faults) simulator.addApiFault({ ...fault, seed: random.below(2 ** 31) })
  },
  end: ({ simulator }) => simulator.clearFaults(),
})

/** What goes wrong with what 8x8 is asked. */
export const faultsOf8x8: Fault[] = [
  api('8x8 does not accept the API key for a while', { ...ALWAYS, kind: 'status', status: 401 }),
  api('8x8 finds no messages of the conversation', { ...LIST, kind: 'status', status: 404 }),
  api('8x8 asks to wait a second', { ...ALWAYS, kind: 'status', status: 429, retryAfterSeconds: 1 }),
  api('8x8 answers 500 to everything', { ...ALWAYS, kind: 'status', status: 500 }),
  api('the gateway before 8x8 answers 502', { ...ALWAYS, kind: 'apigee', status: 502 }),
  api('8x8 takes messages and loses its answers', { ...POST, kind: 'lost' }),
  api('8x8 loses every second answer', { ...POST, kind: 'lost', probability: 0.5 }),
  api('8x8 answers messages slowly', { ...POST, kind: 'slow', delayMs: 700 }),
  api('8x8 answers everything slowly', { ...ALWAYS, kind: 'slow', delayMs: 500 }),
  api('8x8 breaks every connection', { ...ALWAYS, kind: 'resetBefore' }),
  api('8x8 never answers a message and has not taken it', { ...POST, kind: 'timeoutBefore' }),
  api('8x8 never answers a message and has taken it', { ...POST, kind: 'timeoutAfter' }),
  api('the messages cannot be read', { ...LIST, kind: 'status', status: 503 }),
  api('who reads the messages never gets an answer', { ...LIST, kind: 'timeoutBefore' }),
  {
    name: 'nobody listens at 8x8',
    begin: ({ apiLine }) => apiLine.hangUp(),
    end: ({ apiLine }) => apiLine.pickUp(),
  },
  {
    name: 'the line from the server to 8x8 breaks',
    begin: ({ apiLine }) => apiLine.cut(),
    end: ({ apiLine }) => apiLine.mend(),
  },
  {
    name: 'the line from the server to 8x8 stands still',
    lasts: 2_000,
    begin: ({ apiLine }) => apiLine.freeze(),
    end: ({ apiLine }) => apiLine.mend(),
  },
]
