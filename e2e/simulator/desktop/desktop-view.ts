import type { AgentWorkspaceSettings, ScreenPopSettings } from '../agent-workspace/settings.ts'
import type { Conversation } from '../conversation.ts'
import { queueName } from '../lifecycle.ts'
import type { World } from '../world.ts'
import { customerName, type TranscriptEntry, transcriptOf } from './transcript-view.ts'

/** A chat in one of the lists at the left. */
export interface ChatSummary {
  id: string
  interactionId: string
  name: string
  queue: string
  /** Epoch ms since when the customer waits: for an agent, or for an answer. */
  waitingSince?: number
  last?: { author: string; text: string }
  /** Messages that did not come from an agent, to count the unread ones. */
  customerMessages: number
  ended: boolean
}

/** What the desktop shows besides the chat that is open. */
export interface DesktopView {
  agent: { id: string; name: string }
  chatsPerAgent: number
  queues: { id: string; name: string }[]
  agentWorkspace: AgentWorkspaceSettings
  screenPop: ScreenPopSettings
  /** Longest waiting first. */
  waiting: ChatSummary[]
  /** In the order of acceptance. */
  chats: ChatSummary[]
}

/** The open chat. */
export interface ChatView {
  id: string
  interactionId: string
  name: string
  queue: string
  /** Whether this agent has it now. */
  mine: boolean
  customerTyping: boolean
  /** With which it was wrapped up. */
  wrapUpCodes: string[]
  facts: { key: string; value: string }[]
  /** The copilot's address, if the chat carries one. */
  copilotUrl?: string
  transcript: TranscriptEntry[]
}

/** An ended chat stays in the list until it is closed, but no more than this many of them. */
const ENDED_CHATS_SHOWN = 12

/** The lists of one agent. */
export function desktopView(world: World, agentId: string): DesktopView {
  const agent = world.settings.agents.find(({ id }) => id === agentId) ?? { id: agentId, name: agentId }
  const waiting: Conversation[] = []
  const accepted: Conversation[] = []
  const ended: Conversation[] = []
  for (const conversation of world.conversations.values()) {
    if (conversation.waitingSince !== undefined) waiting.push(conversation)
    else if (conversation.agentId === agentId) accepted.push(conversation)
    else if (conversation.wrapUpBy === agentId) ended.push(conversation)
  }
  waiting.sort((a, b) => (a.waitingSince ?? 0) - (b.waitingSince ?? 0))
  const chats = [...accepted, ...ended.slice(-ENDED_CHATS_SHOWN)].sort((a, b) => joinedAt(a) - joinedAt(b))
  const { queues, chatsPerAgent, agentWorkspace, screenPop } = world.settings
  const summarise = (conversation: Conversation) => summaryOf(world, conversation)
  return {
    agent,
    chatsPerAgent,
    queues,
    agentWorkspace,
    screenPop,
    waiting: waiting.map(summarise),
    chats: chats.map(summarise),
  }
}

/** The newest one: what came before it is history to the agent. */
const interactionOf = ({ interactions }: Conversation) => interactions.at(-1)?.id ?? ''

const joinedAt = ({ notices }: Conversation) => notices.findLast(({ kind }) => kind === 'joined')?.at ?? 0

function summaryOf(world: World, conversation: Conversation): ChatSummary {
  const { id, queueId, messages, history, agentId, waitingSince } = conversation
  const last = messages.at(-1) ?? history.at(-1)
  return {
    id,
    interactionId: interactionOf(conversation),
    name: customerName(conversation),
    queue: queueName(world, queueId),
    waitingSince: waitingSince ?? unansweredSince(conversation),
    last: last && {
      author: last.author.type,
      text: last.text || (last.attachments.length > 0 ? 'File' : 'Card'),
    },
    customerMessages: messages.filter(({ author }) => author.type !== 'agent').length,
    ended: agentId === undefined && waitingSince === undefined,
  }
}

/** When the customer wrote the first message that no agent has answered. */
function unansweredSince({ messages, agentId }: Conversation): number | undefined {
  if (!agentId) return undefined
  const answered = messages.findLastIndex(({ author }) => author.type === 'agent')
  const first = messages.slice(answered + 1).find(({ author }) => author.type === 'user')
  return first && Date.parse(first.createdAt)
}

/** The open chat as the agent sees it. */
export function chatView(world: World, conversation: Conversation, agentId: string): ChatView {
  const { id, queueId, user, typing } = conversation
  return {
    id,
    interactionId: interactionOf(conversation),
    name: customerName(conversation),
    queue: queueName(world, queueId),
    mine: conversation.agentId === agentId,
    customerTyping: typing.user,
    wrapUpCodes: conversation.wrapUpCodes ?? [],
    facts: factsOf(user),
    copilotUrl: copilotUrl(user),
    transcript: transcriptOf(world, conversation, agentId),
  }
}

function factsOf({ name: _name, additionalProperties = [], ...fields }: Conversation['user']) {
  const standard = Object.entries(fields)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '')
    .map(([key, value]) => ({ key, value }))
  return [...standard, ...additionalProperties.map(({ key, value }) => ({ key, value }))]
}

/** The copilot link that the integration put into the property `Copilot`; only http and https. */
function copilotUrl({ additionalProperties = [] }: Conversation['user']): string | undefined {
  const value = additionalProperties.find(({ key }) => key === 'Copilot')?.value ?? ''
  const url = URL.parse(value)
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url.href : undefined
}
