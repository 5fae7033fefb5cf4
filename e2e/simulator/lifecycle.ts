import { announce, announceUpdate } from './announcements.ts'
import {
  type Assignment,
  type Conversation,
  liveInteraction,
  type Message,
  type Notice,
  type User,
} from './conversation.ts'
import { membersChanged, queued } from './events.ts'
import { newIdentifier, newInteractionIdentifier } from './identifiers.ts'
import type { Channel, World } from './world.ts'

export const USER_ID = 'user'
const BOT_ID = 'bot'

export interface NewConversation {
  channel: Channel
  user: User
  assignment: Assignment
  history: Message[]
}

/** Makes a conversation in the state `created`; `start` brings it on. */
export function createConversation(
  world: World,
  { channel, user, assignment, history }: NewConversation,
): Conversation {
  world.transactionCount += 1
  const language = user.language ?? 'en'
  const conversation: Conversation = {
    id: newIdentifier(),
    transactionId: world.transactionCount,
    tenantId: channel.tenantId,
    channelId: channel.id,
    state: 'created',
    createdAt: new Date().toISOString(),
    assignment,
    queueId: assignment.type === 'queue' ? assignment.id : channel.routingOptions.id,
    user,
    history,
    notices: [],
    messages: world.settings.historyInMessages ? [...history] : [],
    attachments: new Map(),
    interactions: [],
    participants: new Map([
      [USER_ID, { id: USER_ID, type: 'user', removed: false, language }],
      [BOT_ID, { id: BOT_ID, type: 'bot', removed: false, language }],
    ]),
    typing: { user: false, bot: false, agent: false },
    readAt: {},
    lastTimestamp: 0,
  }
  world.conversations.set(conversation.id, conversation)
  forgetOldest(world)
  return conversation
}

function forgetOldest(world: World) {
  if (world.conversations.size <= world.settings.conversationLimit) return
  const [oldest] = world.conversations.keys()
  if (oldest) world.conversations.delete(oldest)
}

/** Announces `created`, then opens the first interaction after the activation delay. */
export function start(world: World, conversation: Conversation, afterFirstAttempt?: () => void) {
  announceUpdate(world, conversation, afterFirstAttempt)
  world.timers.later(world.settings.activationDelayMs, () => {
    if (conversation.state === 'created') openInteraction(world, conversation)
  })
}

/** A new interaction: `active`, then routed by its assignment. */
function openInteraction(world: World, conversation: Conversation) {
  conversation.state = 'active'
  conversation.interactions.push({
    id: newInteractionIdentifier(conversation.tenantId),
    startTime: new Date().toISOString(),
  })
  announceUpdate(world, conversation)
  if (world.settings.announceUser) announce(world, conversation, membersChanged('user', 'joined', USER_ID))
  const delay =
    conversation.assignment.type === 'script' ? world.settings.scriptDelayMs : world.settings.queueDelayMs
  whileLive(world, conversation, delay, () => enqueue(world, conversation))
}

/** Runs `action` after `delayMs` if the interaction of now is still the one under way. */
export function whileLive(world: World, conversation: Conversation, delayMs: number, action: () => void) {
  const interaction = liveInteraction(conversation)
  const unlessEnded = () => {
    if (liveInteraction(conversation) === interaction) action()
  }
  if (delayMs === 0) unlessEnded()
  else world.timers.later(delayMs, unlessEnded)
}

/** Puts the conversation into its queue, where agents see it. */
export function enqueue(world: World, conversation: Conversation) {
  const { queueId } = conversation
  conversation.waitingSince = Date.now()
  const name = queueName(world, queueId)
  note(conversation, 'queued', name)
  announce(world, conversation, queued(queueId, name))
  world.signals.emit('queued', conversation)
}

/** The queue's name, or its identifier when it has none. */
export const queueName = (world: World, queueId: string) =>
  world.settings.queues.find(({ id }) => id === queueId)?.name ?? queueId

/** Remembers something for the agent's transcript. */
export function note(conversation: Conversation, kind: Notice['kind'], subject?: string) {
  conversation.notices.push({ at: Date.now(), kind, subject })
}

/** Takes a waiting conversation to an agent. */
export function join(world: World, conversation: Conversation, agentId: string) {
  conversation.waitingSince = undefined
  conversation.agentId = agentId
  conversation.wrapUpBy = undefined
  note(conversation, 'joined', agentId)
  conversation.assignment = { type: 'agent', id: agentId, resourceId: conversation.queueId }
  const language = conversation.user.language ?? 'en'
  conversation.participants.set(agentId, { id: agentId, type: 'agent', removed: false, language })
  announce(world, conversation, membersChanged('agent', 'joined', agentId))
  announceUpdate(world, conversation)
  world.signals.emit('accepted', conversation)
}

/** Ends the interaction under way. */
export function becomeIdle(world: World, conversation: Conversation) {
  const interaction = liveInteraction(conversation)
  conversation.state = 'idle'
  note(conversation, 'ended')
  conversation.waitingSince = undefined
  conversation.typing = { user: false, bot: false, agent: false }
  announceUpdate(world, conversation)
  if (interaction) interaction.endTime = new Date().toISOString()
  conversation.postAgentAssignment = undefined
}

/** A message on an idle conversation: the user is back and waits in the last queue again. */
export function reopen(world: World, conversation: Conversation) {
  const user = conversation.participants.get(USER_ID)
  if (user) user.removed = false
  conversation.wrapUpBy = undefined
  conversation.assignment = { type: 'queue', id: conversation.queueId }
  openInteraction(world, conversation)
}
