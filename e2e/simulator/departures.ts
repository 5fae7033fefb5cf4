import { announce, announceUpdate } from './announcements.ts'
import type { Assignment, Conversation } from './conversation.ts'
import { membersChanged, transferred } from './events.ts'
import { becomeIdle, enqueue, note, queueName, USER_ID, whileLive } from './lifecycle.ts'
import type { World } from './world.ts'

/** Assigns another queue or script; takes it from the agent who has it. */
export function reassign(world: World, conversation: Conversation, assignment: Assignment) {
  conversation.assignment = assignment
  if (assignment.type === 'queue') conversation.queueId = assignment.id
  if (conversation.state !== 'active') {
    announceUpdate(world, conversation)
    return
  }
  agentLeaves(world, conversation)
  announceUpdate(world, conversation)
  whileLive(world, conversation, world.settings.queueDelayMs, () => enqueue(world, conversation))
}

/** Moves the chat of an agent to a queue, announced in the order of the setting `transferOrder`. */
export function transfer(world: World, conversation: Conversation, queueId: string) {
  const agentId = releaseAgent(conversation) ?? ''
  note(conversation, 'transferred', queueName(world, queueId))
  conversation.queueId = queueId
  conversation.assignment = { type: 'queue', id: queueId }
  const steps = {
    left: () => announce(world, conversation, membersChanged('agent', 'left', agentId)),
    transfer: () => announce(world, conversation, transferred()),
    update: () => announceUpdate(world, conversation),
    queued: () => enqueue(world, conversation),
  }
  world.settings.transferOrder.forEach((step, index) => {
    whileLive(world, conversation, index * world.settings.transferStepDelayMs, steps[step])
  })
}

/** The agent's connection is gone: left without TRANSFER, then a queue again or the end. */
export function disconnect(world: World, conversation: Conversation) {
  if (world.settings.agentDisconnect === 'idle') {
    endByAgent(world, conversation)
    return
  }
  agentLeaves(world, conversation)
  conversation.assignment = { type: 'queue', id: conversation.queueId }
  whileLive(world, conversation, world.settings.queueDelayMs, () => enqueue(world, conversation))
}

/** The agent ends the chat: to the post-agent assignment if there is one, otherwise idle. */
export function endByAgent(world: World, conversation: Conversation) {
  conversation.wrapUpBy = conversation.agentId
  agentLeaves(world, conversation)
  const { postAgentAssignment } = conversation
  if (postAgentAssignment) {
    handToWebhook(world, conversation, postAgentAssignment)
    return
  }
  whileLive(world, conversation, world.settings.idleDelayMs, () => becomeIdle(world, conversation))
}

function handToWebhook(
  world: World,
  conversation: Conversation,
  { webhookId, maxTotalMinutes }: NonNullable<Conversation['postAgentAssignment']>,
) {
  conversation.assignment = { type: 'webhook', id: webhookId }
  announceUpdate(world, conversation)
  if (!maxTotalMinutes) return
  whileLive(world, conversation, maxTotalMinutes * 60_000, () => becomeIdle(world, conversation))
}

/** The user leaves; Chat Gateway v1.0, PATCH participants/user. */
export function endByUser(world: World, conversation: Conversation) {
  const user = conversation.participants.get(USER_ID)
  if (user) user.removed = true
  conversation.wrapUpBy = conversation.agentId
  note(conversation, 'userLeft')
  if (world.settings.announceUser) announce(world, conversation, membersChanged('user', 'left', USER_ID))
  agentLeaves(world, conversation)
  becomeIdle(world, conversation)
}

function releaseAgent(conversation: Conversation): string | undefined {
  const { agentId } = conversation
  const participant = conversation.participants.get(agentId ?? '')
  if (participant) participant.removed = true
  conversation.agentId = undefined
  conversation.typing.agent = false
  return agentId
}

function agentLeaves(world: World, conversation: Conversation) {
  const agentId = releaseAgent(conversation)
  conversation.waitingSince = undefined
  if (agentId) note(conversation, 'left', agentId)
  if (agentId) announce(world, conversation, membersChanged('agent', 'left', agentId))
}
