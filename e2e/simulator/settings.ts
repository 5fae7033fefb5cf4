import { z } from 'zod'
import { agentWorkspaceSchema, screenPopSchema } from './agent-workspace/settings.ts'

const milliseconds = z.int().min(0)

/** What the simulated agents do by themselves; without a script they wait for a person at the desktop or the control API. */
const agentScriptSchema = z.strictObject({
  /** `automatic` accepts every chat, above `chatsPerAgent` too. */
  accept: z.enum(['never', 'automatic']).default('never'),
  acceptDelayMs: milliseconds.default(0),
  /** Said once after accepting. */
  greeting: z.string().optional(),
  /** Said after each message of the customer; `{text}` stands for the customer's words. */
  reply: z.string().optional(),
  replyDelayMs: milliseconds.default(0),
  /** Shows typing during `replyDelayMs`. */
  typing: z.boolean().default(false),
  /** Ends the chat after this many replies. */
  endAfterReplies: z.int().min(1).optional(),
})

const transferStepSchema = z.enum(['left', 'transfer', 'update', 'queued'])

/**
 * Every setting of the simulator with its default.
 * "Unknown" marks an answer that no public document of 8x8 gives: the default is our guess, and a real tenant's answer can be dropped in.
 */
const settingsSchema = z.strictObject({
  // Who exists
  tenants: z
    .array(z.strictObject({ id: z.string(), customerId: z.string() }))
    .min(1)
    .default([{ id: 'northline01', customerId: 'northline' }]),
  apiKeys: z
    .array(z.strictObject({ key: z.string(), customerId: z.string() }))
    .default([{ key: 'eght_simulator', customerId: 'northline' }]),
  queues: z
    .array(z.strictObject({ id: z.string(), name: z.string() }))
    .min(1)
    .default([
      { id: '101', name: 'Billing and faults' },
      { id: '102', name: 'Mobile' },
    ]),
  agents: z
    .array(z.strictObject({ id: z.string(), name: z.string() }))
    .min(1)
    .default([{ id: 'agb7CaTIXvQPWmPKmTu1rJjw', name: 'Dana Whelan' }]),
  /** Chats one agent may have at once when a person accepts them. */
  chatsPerAgent: z.int().min(1).default(6),
  agentScript: agentScriptSchema.default({
    accept: 'never',
    acceptDelayMs: 0,
    replyDelayMs: 0,
    typing: false,
  }),

  // The API
  /** Unknown: the status when a customer with several tenants sends no X-8x8-Tenant. */
  missingTenantHeader: z.union([z.literal(400), z.literal(403)]).default(400),
  /** Unknown: whether an empty list has no `_embedded`. */
  omitEmptyEmbedded: z.boolean().default(false),
  /** Unknown: the largest page; larger sizes are cut to it. */
  largestPage: z.int().min(1).default(1000),
  /** Unknown: whether a bad key is answered by the Chat Gateway (401 problem) or by the API gateway in front of it (`fault`). */
  badKeyAnswer: z.enum(['problem', 'apigee']).default('problem'),
  /** Unknown: whether a webhook that does not answer WEB_HOOK_VERIFY with 2xx can be created; `skip` sends none. */
  createWebhookVerify: z.enum(['refuse', 'accept', 'skip']).default('refuse'),
  /** Unknown: whether WEB_HOOK_VERIFY is signed. */
  verifySigned: z.boolean().default(false),
  /** The answer of the key endpoint. */
  jwkAnswer: z.enum(['key', 'notFound', 'error', 'slow']).default('key'),
  jwkDelayMs: milliseconds.default(30_000),
  /** Unknown: whether a message is accepted while the conversation is still `created`. */
  messageBeforeActive: z.enum(['accept', 'reject']).default('accept'),
  /** Unknown: whether history given on create appears in GET messages. */
  historyInMessages: z.boolean().default(false),
  /** Unknown: the longest text of a message, in UTF-16 units. */
  messageTextLimit: z.int().min(1).default(10_000),
  /** Unknown: the largest attachment. */
  attachmentBytesLimit: z.int().min(1).default(20_000_000),
  /** Unknown: how long a preSignedUrl works. */
  preSignedUrlLifetimeMs: milliseconds.default(900_000),
  /** Unknown: the answer when the user of a conversation that has ended is removed again. */
  removeUserTwice: z.union([z.literal(204), z.literal(404)]).default(404),

  // The conversation
  /** Unknown: whether the `created` event can arrive before the 202 of the create call does. */
  createdEvent: z.enum(['afterResponse', 'beforeResponse']).default('afterResponse'),
  /** From `created` to `active`. */
  activationDelayMs: milliseconds.default(0),
  /** From `active` (or a transfer) to QUEUED. */
  queueDelayMs: milliseconds.default(0),
  /** How long a script holds a conversation before it passes it to the channel's queue. */
  scriptDelayMs: milliseconds.default(0),
  /** From "agent left" to the state `idle` when a chat ends. */
  idleDelayMs: milliseconds.default(0),
  /** Unknown: what a message on an idle conversation does; v2 re-queues. */
  messageWhenIdle: z.enum(['reopen', 'reject']).default('reopen'),
  /** Unknown: which of our own messages come back with `isEcho: true`. */
  echo: z.enum(['all', 'user', 'bot', 'none']).default('all'),
  /** Unknown: whether MEMBERS_CHANGED is sent for the user as well as for agents. */
  announceUser: z.boolean().default(true),
  /** Unknown: the order of the events of a transfer. */
  transferOrder: z
    .array(transferStepSchema)
    .refine(steps => steps.length === 4 && new Set(steps).size === 4, 'Name each of the four steps once.')
    .default(['left', 'transfer', 'update', 'queued']),
  /** Pause between the steps of a transfer. */
  transferStepDelayMs: milliseconds.default(0),
  /** Unknown: what happens to a chat whose agent loses the connection. */
  agentDisconnect: z.enum(['requeue', 'idle']).default('requeue'),
  /** Leaves out the fields that the event reference marks as optional. */
  sparseEvents: z.boolean().default(false),
  /** Unknown: whether a read receipt we send comes back as an ACTIVITY. */
  readReceiptEvents: z.boolean().default(false),

  // Beside the chat
  agentWorkspace: agentWorkspaceSchema.prefault({}),
  screenPop: screenPopSchema.prefault({}),

  // Delivery of webhooks
  /**
   * Unknown; 8x8 promises no order. `conversation` has one first attempt of a conversation under way, and retries beside the later ones;
   * `strict` lets the later ones wait for the retries too; `concurrent` waits for nothing.
   */
  deliveryOrder: z.enum(['conversation', 'strict', 'concurrent']).default('conversation'),
  /** Sockets per webhook host. */
  deliveryConcurrency: z.int().min(1).default(64),
  /** Unknown: attempts after the first one. */
  deliveryRetries: z.int().min(0).default(10),
  /** Unknown: the pause before each further attempt. */
  deliveryRetryDelayMs: milliseconds.default(1000),
  /** Unknown: how long an attempt may take. */
  deliveryTimeoutMs: z.int().min(1).default(10_000),
  /** Events waiting for their first attempt; more are dropped and logged. */
  deliveryBacklogLimit: z.int().min(1).default(100_000),

  // Memory
  eventLogSize: z.int().min(1).default(2000),
  /** The oldest conversation is forgotten beyond this. */
  conversationLimit: z.int().min(1).default(20_000),
})

/** The simulator's settings, complete. */
export type SimulatorSettings = z.infer<typeof settingsSchema>

/** Settings with `patch` applied; throws a ZodError that names the wrong setting. */
export const withSettings = (current: Partial<SimulatorSettings>, patch: Partial<SimulatorSettings>) =>
  settingsSchema.parse({ ...current, ...patch })
