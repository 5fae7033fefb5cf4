import { say, setTyping } from './agents.ts'
import type { Conversation, Message } from './conversation.ts'
import { endByAgent, join } from './lifecycle.ts'
import type { World } from './world.ts'

/** Lets the agents act by themselves as the setting `agentScript` says. */
export function followScript(world: World) {
  world.signals.on('queued', conversation => acceptByScript(world, conversation))
  world.signals.on('accepted', conversation => {
    const { greeting } = world.settings.agentScript
    if (greeting) say(world, conversation.id, { text: greeting })
  })
  world.signals.on('customerMessage', (conversation, message) => replyByScript(world, conversation, message))
}

function acceptByScript(world: World, conversation: Conversation) {
  const { accept, acceptDelayMs } = world.settings.agentScript
  if (accept === 'never') return
  const agents = world.settings.agents
  const agent = agents[conversation.transactionId % agents.length]
  world.timers.later(acceptDelayMs, () => {
    if (agent && conversation.waitingSince !== undefined) join(world, conversation, agent.id)
  })
}

function replyByScript(world: World, conversation: Conversation, message: Message) {
  const { reply, replyDelayMs, typing, endAfterReplies } = world.settings.agentScript
  if (reply === undefined || !conversation.agentId) return
  const { agentId } = conversation
  if (typing) setTyping(world, conversation.id, true)
  world.timers.later(replyDelayMs, () => {
    if (conversation.agentId !== agentId) return
    say(world, conversation.id, { text: reply.replaceAll('{text}', () => message.text) })
    if (endAfterReplies && repliesOf(conversation, agentId) >= endAfterReplies)
      endByAgent(world, conversation)
  })
}

function repliesOf(conversation: Conversation, agentId: string): number {
  const start = conversation.interactions.at(-1)?.startTime ?? ''
  return conversation.messages.filter(({ author, createdAt }) => author.id === agentId && createdAt >= start)
    .length
}
