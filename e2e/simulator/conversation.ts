/** A card of a message; Chat Gateway v1.0, AdaptiveCards. */
export interface Card {
  id: string
  contentType: string
  content: Record<string, unknown>
  actionSubmitted: boolean
  actionExecuted: boolean
}

type AuthorType = 'user' | 'bot' | 'agent' | 'system'

/** A message as the conversation keeps it, in order of arrival. */
export interface Message {
  id: string
  text: string
  createdAt: string
  author: { id: string; type: AuthorType }
  attachments: { id: string }[]
  cards: Card[]
  externalProvider?: { name: string; externalMessageId: string }
}

export interface Attachment {
  id: string
  filename: string
  contentType: string
  content: Buffer
  createdAt: string
  author: AuthorType
}

/** The customer's data, shown to the agent; unknown fields are kept. */
export interface User {
  name?: string
  userId?: string
  email?: string
  phone?: string
  company?: string
  caseId?: string
  language?: string
  additionalProperties?: { key: string; value: string; id?: string }[]
  [other: string]: unknown
}

export interface Assignment {
  type: string
  id: string
  resourceId?: string
}

export interface Interaction {
  id: string
  startTime: string
  endTime?: string
}

/** Something that happened to the chat, for the agent's transcript. */
export interface Notice {
  /** Epoch ms. */
  at: number
  kind: 'queued' | 'joined' | 'left' | 'transferred' | 'userLeft' | 'ended'
  /** The queue's name or the agent's identifier. */
  subject?: string
}

interface Participant {
  id: string
  type: AuthorType
  removed: boolean
  language: string
}

/** What becomes of the conversation after the agent left; Chat Gateway v1.0, POST post-agent-assignment. */
interface PostAgentAssignment {
  webhookId: string
  notifyChannelWebhook: boolean
  maxTotalMinutes?: number
}

/** One conversation (8x8 also says transaction) with all that happened in it. */
export interface Conversation {
  id: string
  /** The number agents see. */
  transactionId: number
  tenantId: string
  channelId: string
  state: 'created' | 'active' | 'idle'
  createdAt: string
  assignment: Assignment
  /** Where it waits or was answered last. */
  queueId: string
  /** Epoch ms since when it waits for an agent; undefined while it does not. */
  waitingSince?: number
  /** The agent who has it. */
  agentId?: string
  /** The agent in whose list the ended chat still is. */
  wrapUpBy?: string
  /** The codes with which a partner's app wrapped it up. */
  wrapUpCodes?: string[]
  notices: Notice[]
  user: User
  history: Message[]
  messages: Message[]
  attachments: Map<string, Attachment>
  interactions: Interaction[]
  participants: Map<string, Participant>
  postAgentAssignment?: PostAgentAssignment
  /** Who types or thinks now, as told by the API. */
  typing: { user: boolean; bot: boolean; agent: boolean }
  thinkingUntil?: number
  readAt: { user?: number; bot?: number }
  /** Timestamp of the newest event, epoch ms; each event's is greater than the one before. */
  lastTimestamp: number
}

/** The interaction under way, if there is one. */
export const liveInteraction = (conversation: Conversation): Interaction | undefined => {
  const newest = conversation.interactions.at(-1)
  return newest && !newest.endTime ? newest : undefined
}
