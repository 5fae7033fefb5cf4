import { parseArgs } from 'node:util'
import { Random } from './conversation-proof/random.ts'
import type { Fault } from './faults/fault.ts'
import { faultsOf8x8 } from './faults/faults-of-8x8.ts'
import { faultsOfPeople } from './faults/faults-of-people.ts'
import { faultsOfSeveralServers } from './faults/faults-of-several-servers.ts'
import { faultsOfTheServer } from './faults/faults-of-the-server.ts'
import { faultsOfWebhooks } from './faults/faults-of-webhooks.ts'
import { figuresOf, isClean } from './faults/figures.ts'
import { type Outcome, play } from './faults/play.ts'
import { SharedStorage } from './faults/shared-storage.ts'
import { Stage, type Storage } from './faults/stage.ts'
import { printHead, printOutcome } from './faults/table.ts'

/*
 * Customers and agents talk all the time while one kind of fault after the other is played: at 8x8, on the lines, in the
 * server and beside it. Every message has to arrive exactly once and in order at 8x8, at the customer and in the copilot.
 * FAULTS_SEED plays a run's chances again; `-- --only "part of a name"` plays some.
 */

/** What is not played by then is not played any more. */
const LONGEST_RUN_MILLISECONDS = 240_000

const { only = '' } = parseArgs({ options: { only: { type: 'string' } } }).values
const seed = Number(process.env.FAULTS_SEED || Math.floor(Math.random() * 2 ** 31))
const random = new Random(seed)
const outcomes: Outcome[] = []
const troubles: string[] = []
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

console.log(`FAULTS_SEED=${seed}`)
printHead()
await Promise.all(
  [playOnOneServer, playOnSeveralServers].map(playSome =>
    playSome(random.branch()).catch((error: unknown) => troubles.push(String(error))),
  ),
)
if (outcomes.length === 0) troubles.push('No fault was played.')
const figures = figuresOf(outcomes)
for (const line of troubles) console.error(line)
console.log(JSON.stringify({ command: 'test:faults', figures }))
process.exit(troubles.length === 0 && isClean(figures) ? 0 : 1)

async function playOnOneServer(chance: Random): Promise<void> {
  const faults = [...faultsOfWebhooks, ...faultsOf8x8, ...faultsOfPeople, ...faultsOfTheServer]
  await playAll(faults, { servers: 1, environment: {} }, chance)
}

async function playOnSeveralServers(chance: Random): Promise<void> {
  const whyNot = await SharedStorage.whyNot()
  if (whyNot) return console.log(`Faults of several servers are skipped. ${whyNot}`)
  const storage = await SharedStorage.open()
  const several = { servers: 2, location: storage.location, environment: storage.environment }
  try {
    await playAll(faultsOfSeveralServers(storage), several, chance)
  } finally {
    await storage.close()
  }
}

async function playAll(all: readonly Fault[], storage: Storage, chance: Random): Promise<void> {
  const faults = all.filter(({ name }) => name.includes(only))
  if (faults.length === 0) return
  const stage = await Stage.open(storage, chance.branch())
  let isFine = false
  try {
    isFine = await playOneByOne(faults, stage, chance)
  } finally {
    if (!isFine) console.log(`The servers' logs and data are in ${stage.folder}`)
    await stage.close(!isFine)
  }
}

/** Resolves with whether every fault was got over well. */
async function playOneByOne(faults: readonly Fault[], stage: Stage, chance: Random): Promise<boolean> {
  let isFine = true
  for (const fault of faults) {
    if (performance.now() > LONGEST_RUN_MILLISECONDS) throw new Error(`Not played in time: ${fault.name}.`)
    const outcome = await play(fault, stage, chance.branch())
    outcomes.push(outcome)
    printOutcome(outcome)
    if (isClean(figuresOf([outcome]))) continue
    isFine = false
    // What one fault left behind is not to be laid to the next one's charge.
    await stage.beginAnew(chance.branch())
  }
  return isFine
}
