import type { AgentMessage, MessageOrder } from '../sessions/handover-state.ts'
import { messageSignature } from '../sessions/message-signature.ts'
import { commonRow } from './common-row.ts'
import type { RemoteMessage } from './contact-centre.ts'

/** One of our messages that is at 8x8, or may be; some of those that are known to be there come first. */
export interface Sent {
  seq: number
  signature: string
}

/** What reading the conversation taught. */
export interface Match {
  /** Agent's messages that may go to the customer now, in 8x8's order; those without `seq` were not known before. */
  agent: { remote: RemoteMessage; seq?: number }[]
  /** Messages released earlier on their timestamps, now found. */
  verifiedLate: number[]
  /** The last of our messages that is at 8x8. */
  accountedThrough: number
  /** The newest message read; empty where the conversation has none yet. */
  watermark: string
}

/**
 * Lays what 8x8 holds after the watermark, oldest first, beside what the log holds.
 * Messages carry no common id: they are matched in order by what they say. Those that neither the agent nor we
 * wrote are matched and never added: only a webhook says that they are meant for the customer.
 */
export function matchMessages(
  remote: readonly RemoteMessage[],
  order: MessageOrder,
  sent: readonly Sent[],
): Match {
  const candidates = [...order.unverified, ...order.unreleased]
  const agent: Match['agent'] = []
  const verifiedLate: number[] = []
  for (const message of remote) {
    if (message.author === 'ours') continue
    const known = take(candidates, message)
    if (known && order.unverified.includes(known)) verifiedLate.push(known.seq)
    else if (known || (message.author === 'agent' && saysSomething(message)))
      agent.push({ remote: message, seq: known?.seq })
  }
  return {
    agent,
    verifiedLate,
    accountedThrough: account(remote, order, sent),
    watermark: remote.at(-1)?.id ?? order.watermark ?? '',
  }
}

function take(candidates: AgentMessage[], remote: RemoteMessage): AgentMessage | undefined {
  const signature = messageSignature(
    remote.text,
    remote.attachments.map(({ id }) => id),
  )
  const index = candidates.findIndex(candidate => candidate.signature === signature)
  return index < 0 ? undefined : candidates.splice(index, 1)[0]
}

const saysSomething = ({ text, data, attachments }: RemoteMessage) =>
  Boolean(text) || data !== undefined || attachments.length > 0

/**
 * Ours went out one after the other, so the last one found accounts for all before it. But words that were said before
 * count only where nothing between was missed: they may be the earlier ones, which came twice because an attempt that
 * was given up for lost arrived after all, and those between were perhaps never sent.
 */
function account(remote: readonly RemoteMessage[], order: MessageOrder, sent: readonly Sent[]): number {
  const there = remote.flatMap(({ author, text }) => (author === 'ours' ? messageSignature(text, []) : []))
  const earlier = sent.filter(({ seq }) => seq <= order.accountedThrough)
  const waiting = sent.slice(earlier.length)
  const found = commonRow(
    waiting.map(({ signature }) => signature),
    there,
  )
  const said = new Set(earlier.map(({ signature }) => signature))
  let accounted = order.accountedThrough
  let isMissing = false
  for (const [place, { seq, signature }] of waiting.entries()) {
    if (!found.has(place)) isMissing = true
    else if (!isMissing || !said.has(signature)) {
      accounted = seq
      isMissing = false
    }
    said.add(signature)
  }
  return accounted
}
