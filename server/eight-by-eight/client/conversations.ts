import {
  assignmentRequest,
  type ConversationToCreate,
  type ConversationUser,
  conversationRequest,
  userRequest,
} from '../conversation-request.ts'
import { EightByEightError } from '../errors.ts'
import {
  type Conversation,
  type CreatedConversation,
  conversationSchema,
  createdConversationSchema,
  type Interaction,
  interactionSchema,
  type Member,
  memberSchema,
} from '../resources.ts'
import { type Call, pathOf } from './call.ts'
import { everyItem, type Page, type PageQuery, pageOf } from './page.ts'
import type { Transport } from './transport.ts'

export interface ConversationPatch {
  queueId?: string
  user?: ConversationUser
}

export interface PostAgentAssignment {
  /** The webhook that takes over when the agent leaves. */
  webhookId: string
  /** Whether the channel's own webhook goes on hearing of the conversation. */
  notifyChannelWebhook: boolean
  /** 20 to 600. */
  maxTotalMinutes: number
  /** 10 to 300. */
  userTimeoutMinutes: number
}

/** A tenant has far more of them than of anything else. */
const CONVERSATIONS_ON_A_PAGE = 500

const conversations = { method: 'GET', path: pathOf`/chat-gateway/v1/conversations` } satisfies Call
const conversationPage = pageOf('conversations', conversationSchema)
const interactionPage = pageOf('interactions', interactionSchema)
const participantPage = pageOf('participants', memberSchema)

/** Chat Gateway v1.0, /conversations. */
export function createConversationsResource({ json, send }: Transport) {
  const list = (query: PageQuery = {}, signal?: AbortSignal): Promise<Page<Conversation>> =>
    json({ ...conversations, query: { ...query }, signal }, conversationPage)

  return {
    /**
     * Asks for a conversation. 8x8 answers before there is one: it can be talked in when a
     * `conversation-updated` says `active`.
     */
    create: (conversation: ConversationToCreate, signal?: AbortSignal): Promise<CreatedConversation> => {
      const body = conversationRequest(conversation)
      return json({ ...conversations, method: 'POST', body, signal }, createdConversationSchema)
    },

    list,

    /** Every conversation that passes the filter, page after page. */
    every: (query: Pick<PageQuery, 'sort' | 'filter'> = {}, signal?: AbortSignal) =>
      everyItem(conversations, page => list({ ...query, ...page }, signal), CONVERSATIONS_ON_A_PAGE),

    get: (id: string, signal?: AbortSignal): Promise<Conversation> =>
      json({ method: 'GET', path: pathOf`/chat-gateway/v1/conversations/${id}`, signal }, conversationSchema),

    /** Another queue, other facts about the customer, or both. A change of queue shows in a later webhook. */
    patch: (
      id: string,
      { queueId, user }: ConversationPatch,
      signal?: AbortSignal,
    ): Promise<Conversation> => {
      const body = { ...assignmentRequest(queueId), ...(user ? { user: userRequest(user) } : {}) }
      const path = pathOf`/chat-gateway/v1/conversations/${id}`
      return json({ method: 'PATCH', path, body, signal }, conversationSchema)
    },

    /** The stretches of a conversation, each a transaction that agents know by its id. */
    interactions: async (id: string, signal?: AbortSignal): Promise<Interaction[]> => {
      const path = pathOf`/chat-gateway/v1/conversations/${id}/interactions`
      return (await json({ method: 'GET', path, signal }, interactionPage)).items
    },

    participants: async (id: string, signal?: AbortSignal): Promise<Member[]> => {
      const path = pathOf`/chat-gateway/v1/conversations/${id}/participants`
      return (await json({ method: 'GET', path, signal }, participantPage)).items
    },

    /** The customer leaves, which ends the interaction. A conversation that is not there has ended already. */
    end: async (id: string, signal?: AbortSignal): Promise<void> => {
      const path = pathOf`/chat-gateway/v1/conversations/${id}/participants/user`
      await send({ method: 'PATCH', path, body: { removed: true }, signal }).catch(unlessNotFound)
    },

    /** Has another webhook take over when the agent leaves. */
    assignAfterAgent: (id: string, assignment: PostAgentAssignment, signal?: AbortSignal): Promise<void> => {
      const path = pathOf`/chat-gateway/v1/conversations/${id}/post-agent-assignment`
      return send({ method: 'POST', path, body: postAgentAssignmentRequest(assignment), signal })
    },
  }
}

function unlessNotFound(failure: unknown): void {
  if (!(failure instanceof EightByEightError && failure.kind === 'not-found')) throw failure
}

const postAgentAssignmentRequest = (assignment: PostAgentAssignment) => ({
  type: 'webhook',
  id: assignment.webhookId,
  configuration: {
    notifyChannelWebhookIfExists: String(assignment.notifyChannelWebhook),
    maxTotalMinutes: assignment.maxTotalMinutes,
    userTimeoutInMinutes: assignment.userTimeoutMinutes,
  },
})
