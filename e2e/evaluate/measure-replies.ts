import type { Knowledge } from '../../server/knowledge/knowledge.ts'
import { seededRandom } from '../simulator/faults/random.ts'
import { type Conversation, groupByDialogue } from './conversations.ts'
import { type Measure, share, type Tally } from './dataset.ts'
import { evaluatedEndpoint, type Goals } from './measure-knowledge.ts'

const AMONG = 100
const PLACES = [1, 10]
const SEED = 8

/** For each turn whose reply is known: where does it stand among the replies of 99 other turns, drawn always alike? */
export function measureReplies(
  knowledge: Knowledge,
  conversations: readonly Conversation[],
  goals: Goals = {},
): Measure[] {
  const replied = conversations.filter(({ reply }) => reply)
  if (replied.length < AMONG) return []
  const random = seededRandom(SEED)
  const placeOf = new Map(
    replied.map(conversation => {
      const others = drawOthers(random, replied, conversation)
      const ranked = knowledge.rankReplies(evaluatedEndpoint, conversation, [conversation.reply!, ...others])
      const place = ranked.findIndex(({ place: given }) => given === 0)
      return [conversation, place < 0 ? AMONG : place] as const
    }),
  )
  return PLACES.map(limit => {
    const name = `replies.recallAt${limit}`
    const tallies = groupByDialogue(replied).map(
      (dialogue): Tally => [
        dialogue.filter(conversation => placeOf.get(conversation)! < limit).length,
        dialogue.length,
      ],
    )
    return { name, tallies, value: share, floors: { chance: limit / AMONG }, goal: goals[name] }
  })
}

function drawOthers(random: () => number, replied: readonly Conversation[], except: Conversation): string[] {
  const drawn = new Set<Conversation>()
  while (drawn.size < AMONG - 1) {
    const other = replied[Math.floor(random() * replied.length)]!
    if (other !== except) drawn.add(other)
  }
  return [...drawn].map(({ reply }) => reply!)
}
