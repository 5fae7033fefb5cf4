import { setTimeout } from 'node:timers/promises'
import { count } from './conversation-proof/comparison.ts'
import { readLeftovers } from './conversation-proof/leftovers.ts'
import { Random } from './conversation-proof/random.ts'
import { printComparisons, printFigures } from './conversation-proof/report.ts'
import { Talk } from './conversation-proof/talk.ts'
import { until } from './conversation-proof/until.ts'
import { armFaults } from './crash/faults.ts'
import { compare, strain, volume } from './crash/judgement.ts'
import { Killer } from './crash/killer.ts'
import { seekHelpAgain, talkAtLength } from './crash/scenes.ts'
import { openStage } from './crash/stage.ts'

/*
 * Kills the server at random moments while customers ask for agents and one long conversation runs both ways through
 * an unreliable 8x8, and checks that every message arrived exactly once and in its sender's order.
 * CRASH_SEED plays a run's chances again; CRASH_DATABASE_URL runs it on Postgres instead of the embedded database.
 */

const KILLS = 50
const MESSAGES = 520
const SEEKERS = ['Ada', 'Ben', 'Cleo']
const HANDOVERS_EACH = 3
const LAST_MESSAGES_MILLISECONDS = 120_000
/** Long enough for the slowest webhook to come once more. */
const AFTERMATH_MILLISECONDS = 3_000

const began = performance.now()
const seed = Number(process.env.CRASH_SEED || Math.floor(Math.random() * 2 ** 31))
const random = new Random(seed)
const stage = await openStage(process.env.CRASH_DATABASE_URL || undefined)
const killer = new Killer(stage.server, random.branch())
const talks: Talk[] = []
/** From the last start of the server to the arrival of the last message, once 8x8 answers as it should again. */
let catchUpSeconds = 0
console.log(`CRASH_SEED=${seed}; the server's data and log are in ${stage.folder}`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void stage.server.kill().finally(() => process.exit(1)))
}
armFaults(stage.simulator, random.branch())
const trouble = await play().then(
  () => [],
  (error: unknown) => [String(error)],
)
await judge(trouble)

async function play(): Promise<void> {
  const killing = killer.run(KILLS)
  try {
    await Promise.race([talk(), killing])
  } finally {
    killer.finish()
    await killing
  }
  stage.simulator.clearFaults()
  const startedLast = performance.now()
  const arriving = talks.map(talk => talk.everythingArrives(LAST_MESSAGES_MILLISECONDS))
  await Promise.all(arriving).finally(() => {
    catchUpSeconds = secondsSince(startedLast)
  })
  await setTimeout(AFTERMATH_MILLISECONDS)
  await until(
    'that no delivery waits',
    async () => (await readLeftovers(stage.database)).pending.length === 0,
  )
}

async function talk(): Promise<void> {
  const seekers = SEEKERS.map(newTalk)
  await Promise.all(seekers.map(talk => seekHelpAgain(talk, HANDOVERS_EACH, random.branch())))
  await talkAtLength(newTalk('Dee'), MESSAGES, random.branch())
}

function newTalk(name: string): Talk {
  const talk = new Talk(name, stage.simulator, stage.customer(random.branch()), random.branch())
  talks.push(talk)
  return talk
}

async function judge(troubles: string[]): Promise<void> {
  const comparisons = compare(talks)
  const strained = strain(stage, talks)
  await stage.server.stop()
  const { pending, parked, waitingWebhooks, ...leftovers } = await readLeftovers(stage.database)
  const counts = { ...count(comparisons), stuck: pending.length + waitingWebhooks }
  const isGood = troubles.length === 0 && Object.values(counts).every(number => number === 0)
  await stage.close(!isGood)
  const figures = {
    kills: killer.kills,
    ...volume(talks),
    ...counts,
    parked: parked.length,
    seconds: secondsSince(began),
    catchUpSeconds,
    ...leftovers,
    ...strained,
  }
  printComparisons(comparisons)
  printFigures(figures)
  for (const line of [...troubles, ...pending, ...parked]) console.error(line)
  console.log(JSON.stringify({ command: 'test:crash', figures }))
  process.exitCode = isGood ? 0 : 1
}

function secondsSince(moment: number): number {
  return Math.round((performance.now() - moment) / 1_000)
}
