import { setTimeout } from 'node:timers/promises'
import type { DatabaseLocation } from '../../server/storage/database.ts'
import { type Comparison, count } from '../conversation-proof/comparison.ts'
import { type Leftovers, readLeftovers } from '../conversation-proof/leftovers.ts'
import type { Random } from '../conversation-proof/random.ts'
import { until } from '../conversation-proof/until.ts'
import type { Fault } from './fault.ts'
import type { Stage } from './stage.ts'

const LASTS_MILLISECONDS = 1_000
/** The longest pause between two messages of one side, as a share of the fault's time. */
const PAUSE_SHARE = 0.15
const BEFORE_MILLISECONDS = 150
const AFTER_MILLISECONDS = 300
const PATIENCE_MILLISECONDS = 30_000
const SETTLING_MILLISECONDS = 15_000

/** What came of one fault. */
export interface Outcome {
  name: string
  said: number
  /** From the fault's end until all that was said during it had arrived at every side. */
  recoveryMs: number
  lost: number
  duplicated: number
  reordered: number
  /** Deliveries and webhooks that still waited when everybody else had given up waiting. */
  stuck: number
  /** Deliveries that were given up. */
  parked: number
  /** The same in words, for whoever looks for the cause. */
  comparisons: Comparison[]
  leftovers: string[]
}

/** Plays one fault while everybody talks, and waits until all that was said has arrived. */
export async function play(fault: Fault, stage: Stage, random: Random): Promise<Outcome> {
  const { conversations, database } = stage
  const before = await readLeftovers(database)
  const marked = conversations.map(conversation => ({ conversation, from: conversation.mark() }))
  const stopping = new AbortController()
  const lasts = fault.lasts ?? LASTS_MILLISECONDS
  const pause = PAUSE_SHARE * lasts
  const talking = Promise.all(conversations.map(one => one.goOn(random.branch(), pause, stopping.signal)))
  await setTimeout(BEFORE_MILLISECONDS)
  await fault.begin(stage, random.branch())
  await setTimeout(lasts)
  const during = marked.map(one => ({ ...one, to: one.conversation.mark() }))
  const endedAt = performance.now()
  const ending = fault.end(stage)
  const recovering = inTime(`what was said during “${fault.name}”`, () =>
    during.every(({ conversation, from, to }) => conversation.outstanding(from, to) === 0),
  ).then(() => Math.round(performance.now() - endedAt))
  await setTimeout(AFTER_MILLISECONDS)
  stopping.abort()
  await Promise.all([talking, ending])
  const recoveryMs = await recovering
  await inTime('all that was said', () =>
    marked.every(({ conversation, from }) => conversation.outstanding(from) === 0),
  )
  const { pending, parked, waitingWebhooks } = await settled(database)
  const comparisons = marked.flatMap(({ conversation, from }) => conversation.compare(from))
  return {
    name: fault.name,
    said: marked.reduce((sum, { conversation, from }) => sum + conversation.saidSince(from), 0),
    recoveryMs,
    ...count(comparisons),
    stuck: pending.length + waitingWebhooks,
    parked: parked.length - before.parked.length,
    comparisons,
    leftovers: [...pending, ...parked.slice(before.parked.length)],
  }
}

/** Resolves when it holds, or when it did not for too long. */
const inTime = (what: string, holds: () => boolean) =>
  until(what, holds, PATIENCE_MILLISECONDS).catch(() => undefined)

/** What is left once no delivery waits any more, or after a while. */
async function settled(database: DatabaseLocation): Promise<Leftovers> {
  const read = () => readLeftovers(database)
  const isSettled = async () => {
    const { pending, waitingWebhooks } = await read()
    return pending.length + waitingWebhooks === 0
  }
  await until('that no delivery waits', isSettled, SETTLING_MILLISECONDS).catch(() => undefined)
  return read()
}
