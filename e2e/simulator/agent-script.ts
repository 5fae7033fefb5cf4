import { say, setTyping } from './agents.ts'
import type { Conversation, Message } from './conversation.ts'
import { endByAgent } from './departures.ts'
import { join } from './lifecycle.ts'
import type { World } from './world.ts'

/** Replies of the script in each chat since its agent joined. */
type Replies = WeakMap<Conversation, number>

/** Lets the agents act by themselves as the setting `agentScript` says. */
export function followScript(world: World) {
  const replies: Replies = new WeakMap()
  world.signals.on('queued', conversation => acceptByScript(world, conversation))
  world.signals.on('accepted', conversation => {
    replies.set(conversation, 0)
    const { greeting } = world.settings.agentScript
    if (greeting) say(world, conversation.id, { text: greeting })
  })
  world.signals.on('customerMessage', (conversation, message) => {
    replyByScript(world, conversation, message, replies)
  })
}

function acceptByScript(world: World, conversation: Conversation) {
  const { accept, acceptDelayMs } = world.settings.agentScript
  if (accept === 'never') return
  const { agents } = world.settings
  const agent = agents[conversation.transactionId % agents.length]
  world.timers.later(acceptDelayMs, () => {
    if (agent && conversation.waitingSince !== undefined) join(world, conversation, agent.id)
  })
}

function replyByScript(world: World, conversation: Conversation, message: Message, replies: Replies) {
  const { reply, replyDelayMs, typing, endAfterReplies } = world.settings.agentScript
  const { agentId } = conversation
  if (reply === undefined || !agentId) return
  if (typing) setTyping(world, conversation.id, true)
  world.timers.later(replyDelayMs, () => {
    if (conversation.agentId !== agentId) return
    say(world, conversation.id, { text: reply.replaceAll('{text}', () => message.text) })
    const count = (replies.get(conversation) ?? 0) + 1
    replies.set(conversation, count)
    if (count === endAfterReplies) endByAgent(world, conversation)
  })
}
