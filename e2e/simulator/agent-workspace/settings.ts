import { z } from 'zod'

/** Events that 8x8 Agent Workspace sends to a partner's app, and takes from it. */
const RECEIVABLE = [
  'global-user-details-v1',
  'aw-interaction-started-v1',
  'aw-interaction-ended-v1',
  'aw-interaction-focus-v1',
  'aw-interaction-focus-v2',
  'aw-interaction-focus-v3',
  'aw-chat-init-v1',
  'aw-chat-message-sent-v1',
  'aw-close-agent-assist-v1',
  'aw-interaction-wrap-up-codes-v1',
]
const SENDABLE = ['aw-chat-message-received-v1', 'aw-interaction-wrap-up-codes-received-v1']

/** How the Agent Workspace around a partner's app behaves. "Unknown" is as in the simulator's other settings. */
export const agentWorkspaceSchema = z.strictObject({
  /** The partner's app; without one, the desktop opens the copilot link that each chat carries. */
  panelUrl: z.url().optional(),
  /** 8x8 configures a list for each partner; what is not on it is dropped in both directions. */
  allowedEvents: z.array(z.string()).default([...RECEIVABLE, ...SENDABLE]),
  /** Unknown: whether `getEvents` also lists what the app may send. */
  listsSendable: z.boolean().default(true),
  /** From the app's load to `init`. */
  initDelayMs: z.int().min(0).default(0),
  /** How often `init` comes, each time with a new port. */
  inits: z.int().min(1).max(5).default(1),
  /** Unknown: what `aw-chat-message-received-v1` does: fills the reply box, is sent to the customer, or nothing. */
  messageReceived: z.enum(['composer', 'send', 'ignore']).default('composer'),
  /** Unknown: how `sendEvent` is answered. */
  sendEventAnswer: z.enum(['response', 'error', 'silence']).default('response'),
  /** Unknown: whether the messages of `aw-chat-init-v1` name the conversation. */
  conversationHint: z.boolean().default(true),
  focusVersion: z.union([z.literal(1), z.literal(2), z.literal(3)]).default(3),
  theme: z.enum(['light', 'dark']).default('light'),
  /** 8x8's guide and its SDK disagree on the shape of `getTheme`. */
  themeForm: z.enum(['text', 'object']).default('text'),
  locale: z.string().default('en-US'),
  wrapUpCodes: z
    .array(z.strictObject({ id: z.string(), name: z.string(), parentId: z.string().optional() }))
    .default([
      { id: 'flt-07', name: 'Correct the address', parentId: 'faults' },
      { id: 'bil-02', name: 'Charge taken off', parentId: 'billing' },
    ]),
})
export type AgentWorkspaceSettings = z.infer<typeof agentWorkspaceSchema>

/** The screen pop of Configuration Manager: a form that is posted to a page of the company's own. */
export const screenPopSchema = z.strictObject({
  url: z.url().optional(),
  on: z.array(z.enum(['offered', 'accepted', 'completed'])).default(['accepted']),
  /** Unknown: the fields' names. `{interactionId}`, `{conversationId}`, `{name}`, `{queue}` and `{trigger}` are filled in. */
  fields: z.record(z.string(), z.string()).default({
    interactionId: '{interactionId}',
    channel: 'chat',
    customerName: '{name}',
    queueName: '{queue}',
    trigger: '{trigger}',
  }),
})
export type ScreenPopSettings = z.infer<typeof screenPopSchema>
