import type { Knowledge } from '../knowledge/knowledge.ts'
import type { VirtualAgentSettingsOf } from '../protocol/settings/virtual-agent.ts'
import type { Data } from '../protocol/values.ts'
import { agrees, HANDOVER_PAYLOAD, personRequests } from './handover-intent.ts'
import type { HandoverStatus, Turn, TurnAnswer, VirtualAgent } from './virtual-agent.ts'

type Settings = VirtualAgentSettingsOf<'knowledge'>

/** Answers from the endpoint's knowledge where that is sure, and offers a person where it is not. Never throws. */
export function createKnowledgeBot(settings: Settings, knowledge: Knowledge): VirtualAgent {
  const asksForPerson = personRequests(settings.handoverPhrases)
  return {
    async answer(turn) {
      if (turn.postback) return { messages: [] }
      if (turn.handover) return welcomeBack(turn.handover, settings)
      const text = turn.text?.trim() ?? ''
      if (text === '') return turn.attachments?.length ? offerPerson(settings) : say(settings.greeting)
      if (asksForPerson(text) || acceptsOffer(text, turn, settings)) {
        return { messages: [], handover: {} }
      }
      return reply(text, turn, settings, knowledge)
    },
  }
}

async function reply(
  text: string,
  turn: Turn,
  settings: Settings,
  knowledge: Knowledge,
): Promise<TurnAnswer> {
  const turns = [...turn.dialogue, { from: 'customer' as const, text }]
  const { passages, sure, quiet } = await knowledge.find(turn.endpointId, { turns }, 1)
  const [passage] = passages
  if (sure && passage) return say(passage.answer)
  if (quiet === 'too-little-said' && !text.includes('?')) return chat(turn, settings)
  return offerPerson(settings)
}

/** A first "hi" is greeted; a "thanks" later needs no answer, least of all an offer. */
const chat = ({ dialogue }: Turn, settings: Settings): TurnAnswer =>
  dialogue.some(({ from }) => from === 'virtual-agent') ? { messages: [] } : say(settings.greeting)

/** The customer pressed the offer where a client sends its title, or says yes to it. */
function acceptsOffer(text: string, { dialogue }: Turn, { offer, unsure }: Settings): boolean {
  return text === offer || (dialogue.at(-1)?.text === unsure && agrees(text))
}

const welcomeBack = ({ status }: HandoverStatus, { returned }: Settings): TurnAnswer =>
  status === 'completed' || status === 'cancelled' ? say(returned) : { messages: [] }

const say = (text: string): TurnAnswer => ({ messages: text === '' ? [] : [{ text }] })

const offerPerson = ({ unsure, offer }: Settings): TurnAnswer => ({
  messages: [{ text: unsure, data: quickReply(unsure, offer) }],
})

/** In the vocabulary of Cognigy's clients, `data._cognigy._default._quickReplies`. */
function quickReply(text: string, title: string): Data {
  const quickReplies = [{ id: 'handover', title, contentType: 'postback', payload: HANDOVER_PAYLOAD }]
  return { _cognigy: { _default: { _quickReplies: { type: 'quick_replies', text, quickReplies } } } }
}
