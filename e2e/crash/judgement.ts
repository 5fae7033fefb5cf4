import { type Comparison, compareAll } from '../conversation-proof/comparison.ts'
import { NOTICES, type Talk } from '../conversation-proof/talk.ts'
import type { Exchange } from '../simulator/gateway/observe.ts'
import type { Simulator } from '../simulator/simulator.ts'
import type { Stage } from './stage.ts'

/** Lays what arrived beside what was said: both directions, the notices, and the conversations at 8x8. */
export function compare(talks: readonly Talk[]): Comparison[] {
  return [
    compareAll(
      'customer → agent',
      talks.map(talk => [talk.customerSaid, talk.agentHeard()]),
    ),
    compareAll(
      'agent → customer',
      talks.map(talk => [talk.agentSaid, talk.customerHeard()]),
    ),
    compareAll(
      'notices',
      talks.map(talk => [noticesDue(talk), noticesHeard(talk)]),
    ),
    compareAll(
      'conversations',
      talks.map(talk => [conversationsDue(talk), conversationsMade(talk)]),
    ),
  ]
}

const noticesDue = ({ handovers, ended }: Talk) =>
  Array.from({ length: handovers }, (_, index) => [
    NOTICES.accepted,
    NOTICES.active,
    ...(index < ended ? [NOTICES.ended] : []),
  ]).flat()

const noticesHeard = ({ customer }: Talk) => {
  const known = new Set(Object.values(NOTICES))
  return customer.heard('bot').filter(text => known.has(text))
}

const conversationsDue = ({ handovers }: Talk) =>
  Array.from({ length: handovers }, (_, index) => `handover ${index + 1}`)

const conversationsMade = (talk: Talk) =>
  talk.conversations().map(({ user }) => {
    const { value = '' } = user.additionalProperties?.find(({ key }) => key === 'Handover') ?? {}
    return `handover ${value.split('.').at(-1)}`
  })

/** What was said in all. */
export const volume = (talks: readonly Talk[]) => ({
  messages: sum(talks, ({ customerSaid, agentSaid }) => customerSaid.length + agentSaid.length),
  handovers: sum(talks, ({ handovers }) => handovers),
})

const sum = (talks: readonly Talk[], number: (talk: Talk) => number) =>
  talks.reduce((total, talk) => total + number(talk), 0)

/** Calls and webhooks that had to be made good, to show that the test tested something. */
export function strain({ simulator, spoiltCalls }: Stage, talks: readonly Talk[]) {
  const posts = spoiltCalls.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'))
  const creates = spoiltCalls.filter(
    ({ method, path }) => method === 'POST' && path.endsWith('/conversations'),
  )
  return {
    webhookRepeats: webhookRepeats(simulator),
    doubtfulPosts: posts.filter(isDoubtful).length,
    doubtfulCreates: creates.filter(isDoubtful).length,
    callsCutByKills: spoiltCalls.filter(isCutByKill).length,
    inputRepeats: sum(talks, ({ customer }) => customer.inputRepeats),
    outputRepeats: sum(talks, ({ customer }) => customer.outputRepeats),
    refusals: sum(talks, ({ customer }) => customer.refusals.length),
  }
}

/** The work may have been done, and the caller was not told. */
const isDoubtful = ({ faults, status }: Exchange) =>
  status === undefined || faults.includes('lost') || faults.includes('timeoutAfter')

const isCutByKill = ({ faults, status }: Exchange) =>
  status === undefined && faults.every(fault => fault === 'slow')

/** Webhooks that the server had taken and was told again. */
function webhookRepeats(simulator: Simulator): number {
  const taken = simulator
    .eventLog()
    .filter(({ direction, status, eventId }) => direction === 'outbound' && eventId && status === 200)
  return taken.length - new Set(taken.map(({ eventId }) => eventId)).size
}
