import { setTimeout } from 'node:timers/promises'
import type { Random } from '../conversation-proof/random.ts'
import type { Talk } from '../conversation-proof/talk.ts'

const PAUSE_MILLISECONDS = 800
const BURST_SHARE = 0.3
const LONGEST_BURST = 5

/** A customer asks for a person several times in one session; each time a little is said and the agent ends the chat. */
export async function seekHelpAgain(talk: Talk, times: number, random: Random): Promise<void> {
  for (let handover = 0; handover < times; handover += 1) {
    await talk.askForPerson()
    repeat(1 + random.below(3), () => talk.customerSays())
    await talk.agentComes()
    repeat(1 + random.below(3), () => talk.agentSays())
    talk.customerSays()
    await talk.everythingArrives()
    await talk.agentIsAnnounced()
    await talk.agentEnds()
  }
}

/** One long conversation: both sides write when they like, `messages` in all. */
export async function talkAtLength(talk: Talk, messages: number, random: Random): Promise<void> {
  await talk.askForPerson()
  await talk.agentComes()
  const each = Math.ceil(messages / 2)
  await Promise.all([
    write(each, random.branch(), () => talk.customerSays()),
    write(each, random.branch(), () => talk.agentSays()),
  ])
}

/** Says so many things, some of them in one breath, most after a pause. */
async function write(count: number, random: Random, say: () => void): Promise<void> {
  for (let left = count; left > 0; ) {
    const burst = random.next() < BURST_SHARE ? 1 + random.below(LONGEST_BURST) : 1
    repeat(Math.min(burst, left), say)
    left -= burst
    await setTimeout(random.below(PAUSE_MILLISECONDS))
  }
}

function repeat(times: number, act: () => void): void {
  for (let time = 0; time < times; time += 1) act()
}
