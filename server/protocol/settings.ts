import { z } from 'zod'
import { formFieldSchema, gridSchema } from './assists.ts'
import { MAX_TEXT_LENGTH } from './limits.ts'
import { areDistinct, playbookSchema, wrapUpCodeSchema } from './playbooks.ts'
import { dataSchema, identifierSchema } from './values.ts'

/*
 * What an administrator decides. The same schemas check the setup file, the console's API and the database.
 */

const message = z.string().max(2000)
const minutes = z
  .number()
  .positive()
  .max(7 * 24 * 60)
/** Marks what answers never show: see `hideSecrets` in admin/. */
const SECRET = { writeOnly: true }
export const httpUrlSchema = z.url({ protocol: /^https?$/ }).max(2000)

/** Who answers the customer before the handover. */
export const virtualAgentSettingsSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('knowledge'),
    greeting: message.default('Hello! How can I help you?'),
    unsure: message.default('I am not sure about that. Would you like to talk to a person?'),
    offer: message.default('Talk to a person'),
    returned: message.default('You are back with the assistant.'),
    /** Words that ask for a person, in any language the endpoint serves; matched as whole phrases. */
    handoverPhrases: z
      .array(z.string().min(2).max(100))
      .max(100)
      .default([
        'talk to a person',
        'speak to a person',
        'talk to someone',
        'speak to someone',
        'human',
        'real person',
        'live agent',
        'agent please',
        'speak to an agent',
        'talk to an agent',
        'representative',
      ]),
  }),
  z.strictObject({
    kind: z.literal('webhook'),
    url: httpUrlSchema,
    /** Signs each request: `x-copilot-signature: t=<ms>,v1=<hex HMAC-SHA256 of "t.body">`. */
    secret: z.string().min(16).max(256).meta(SECRET),
    timeoutSeconds: z.number().positive().max(60).default(10),
    unavailable: message.default('Sorry, something went wrong. Please try again in a moment.'),
  }),
  z.strictObject({
    kind: z.literal('cognigy'),
    /** A Cognigy REST endpoint, `https://<host>/<URLToken>`. */
    url: httpUrlSchema,
    timeoutSeconds: z.number().positive().max(60).default(20),
    unavailable: message.default('Sorry, something went wrong. Please try again in a moment.'),
  }),
])
export type VirtualAgentSettings = z.infer<typeof virtualAgentSettingsSchema>
export type VirtualAgentSettingsOf<Kind extends VirtualAgentSettings['kind']> = Extract<
  VirtualAgentSettings,
  { kind: Kind }
>

export const handoverSettingsSchema = z.strictObject({
  /** The connection to 8x8; without one a handover is refused as unsupported. */
  connectionId: z.string().max(64).optional(),
  channelId: z.string().max(256).optional(),
  /** Overrides the channel's queue. */
  queueId: z.string().max(256).optional(),
  /** Merged into the body that creates the conversation, last; `user.additionalProperties` are joined. */
  properties: dataSchema.default({}),
  acceptedMessage: message.default('I am connecting you with a colleague. One moment, please.'),
  /** Answers what the customer writes while still queued; empty for silence. */
  repeatMessage: message.default(
    'You are still in the queue. A colleague will be with you as soon as possible.',
  ),
  queueMessage: message.default(''),
  activeMessage: message.default('You are now connected with a colleague.'),
  endedMessage: message.default('The conversation with our colleague has ended.'),
  cancelledMessage: message.default('I have cancelled your request for a colleague.'),
  timeoutMessage: message.default('Nobody is free right now. Please try again later.'),
  failedMessage: message.default('I could not reach a colleague. Please try again later.'),
  /** Said once per handover when 8x8 cannot be reached and we keep trying. */
  delayedMessage: message.default('It takes longer than usual to reach our colleagues. I keep trying.'),
  inactiveMessage: message.default(''),
  /** What a customer writes to leave the queue, matched as a whole message. */
  cancelPhrases: z.array(z.string().min(1).max(100)).max(50).default(['cancel', 'back to the assistant']),
  /** Title of the quick reply that cancels; empty for none. */
  cancelButton: z.string().max(64).default('Cancel'),
  queueTimeoutMinutes: minutes.default(30),
  inactivityMinutes: minutes.default(15),
  /** After this many inactive periods the handover ends. */
  inactivityLimit: z.int().min(1).max(100).default(3),
  /** How long after "agent left" a transfer may still follow. */
  agentLeftGraceSeconds: z.number().positive().max(600).default(8),
})
export type HandoverSettings = z.infer<typeof handoverSettingsSchema>

/** Kinds of personal data that can be told in a text and masked. */
export const personalKindSchema = z.enum([
  'card',
  'iban',
  'email',
  'phone',
  'national-id',
  'account',
  'secret',
  'address',
  'postcode',
  'name',
  'birth-date',
  'ip-address',
  'token',
])
export type PersonalKind = z.infer<typeof personalKindSchema>

export const privacySettingsSchema = z.strictObject({
  /** What is masked before texts are indexed as past replies or reach a language model. */
  kinds: z.array(personalKindSchema).default(personalKindSchema.options),
  /** What agents who look at the copilot do not see either; nothing unless set. */
  hiddenFromViewers: z.array(personalKindSchema).default([]),
  /** Chats are erased so many days after anything last happened in them; kept where not set. */
  retentionDays: z.int().min(1).max(3650).optional(),
  /** Where phone numbers without a country code belong: ISO 3166 alpha-2. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('US'),
})
export type PrivacySettings = z.infer<typeof privacySettingsSchema>

const keyId = z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/)

/** A key that signs links to the copilot: `id` is the token's `kid`. Several of them make room for rotation. */
export const linkKeySchema = z.discriminatedUnion('algorithm', [
  z.strictObject({
    id: keyId,
    algorithm: z.literal('HS256'),
    secret: z.string().min(32).max(512).meta(SECRET),
  }),
  z.strictObject({
    id: keyId,
    algorithm: z.literal('RS256'),
    /** SPKI in PEM, of 2048 bits or more. */
    publicKey: z
      .string()
      .max(4000)
      .regex(
        /^-----BEGIN PUBLIC KEY-----[A-Za-z0-9+/=\s]+-----END PUBLIC KEY-----\s*$/,
        'must be SPKI in PEM',
      ),
  }),
])
export type LinkKey = z.infer<typeof linkKeySchema>

/** The copilot beside the chat in 8x8 Agent Workspace, or in a window that 8x8's screen pop opens. */
export const panelSettingsSchema = z.strictObject({
  /** Any one of these in the panel's address proves that 8x8 was given it; two at a time while they change. */
  keys: z
    .array(
      z
        .string()
        .min(32)
        .max(256)
        .regex(/^[A-Za-z0-9_-]+$/, 'must be letters, digits, - and _')
        .meta(SECRET),
    )
    .max(5)
    .default([]),
  /** Replies go to 8x8's composer: where 8x8 lists that event (`detect`), always, or are only copied. */
  insert: z.enum(['detect', 'always', 'copy']).default('detect'),
  /** Names of the form field in which a screen pop brings the interaction's id; the first one that is there counts. */
  interactionFields: z
    .array(z.string().min(1).max(100))
    .min(1)
    .max(20)
    .default(['interactionId', 'interactionID', 'interactionGUID', 'interaction_guid', 'transactionGUID']),
})
export type PanelSettings = z.infer<typeof panelSettingsSchema>

/** The language model of an endpoint: the server's own (LLM_BASE_URL), none, or one that speaks OpenAI's wire. */
export const modelSettingsSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('server') }),
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('compatible'),
    /** Such as `https://api.openai.com/v1`. */
    baseUrl: httpUrlSchema,
    apiKey: z.string().min(1).max(4000).meta(SECRET).optional(),
    /** The model's name there. */
    name: z.string().min(1).max(200),
    /** The model that turns texts into vectors; none leaves them out. */
    embeddings: z.string().min(1).max(200).optional(),
  }),
])

const share = z.number().min(0).max(1)
const patience = z.number().positive().max(300)
export const endpointSettingsSchema = z.strictObject({
  active: z.boolean().default(true),
  virtualAgent: virtualAgentSettingsSchema.prefault({ kind: 'knowledge' }),
  handover: handoverSettingsSchema.prefault({}),
  customer: z
    .strictObject({
      textLimit: z.int().min(1).max(MAX_TEXT_LENGTH).default(5000),
      messagesPerMinute: z.int().min(1).max(1_000_000).default(60),
      /** How long the answer to a REST turn may take. */
      restTurnSeconds: z.number().positive().max(120).default(30),
      attachmentLimitInBytes: z.int().min(0).max(50_000_000).default(10_000_000),
      attachmentTypes: z
        .array(z.string().max(127))
        .max(100)
        .default(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf', 'text/plain']),
    })
    .prefault({}),
  copilot: z
    .strictObject({
      /**
       * Who may open a chat: `link` asks for the three values of its link, `signed` also for a token (`auth`) that a
       * contact centre signed, `sso` for agents to sign on with the installation's OpenID provider. Customers know the
       * three values of their own chat; `signed` and `sso` keep it from them.
       */
      policy: z.enum(['link', 'signed', 'sso']).default('link'),
      signedLinks: z
        .strictObject({
          keys: z.array(linkKeySchema).max(5).refine(areDistinct, 'two keys have the same id').default([]),
        })
        .prefault({}),
      panel: panelSettingsSchema.prefault({}),
      /** How long a copilot link works after its handover ended. */
      linkHours: z.number().positive().max(8760).default(24),
      /** Lets agents answer the customer from the copilot, under their 8x8 conversation. */
      agentMayReply: z.boolean().default(false),
      /** The agents' language, BCP 47. */
      language: z.string().min(2).max(16).default('en'),
      /** Pages that may frame the copilot or load the element, for instance `https://desk.example.com`. */
      allowedOrigins: z.array(z.url().max(300)).max(50).default([]),
      suggestions: z
        .strictObject({
          /** Share of what was asked that a passage must speak of to be shown, and to be sent as it is. */
          helps: share.default(1 / 3),
          canBeSent: share.default(1 / 2),
          /** Drafts of the language model that are less sure are left out. */
          leastConfidence: share.default(0.15),
          /** Remembers what agents answer, without personal data, and offers it in similar turns of other chats. */
          pastReplies: z.boolean().default(false),
          /** How similar a turn must be for what was answered then to be offered as it is. */
          pastRepliesFrom: share.default(0.6),
          /** Has the language model draft replies, where there is one. */
          drafts: z.boolean().default(true),
        })
        .prefault({}),
      /** The language model's instructions where the endpoint has its own, by the name of the assist. */
      prompts: z
        .partialRecord(
          z.enum([
            'draft-replies',
            'answer-question',
            'rewrite',
            'translate',
            'read-along',
            'summarise',
            'wrap-up',
          ]),
          z.string().min(1).max(8_000),
        )
        .default({}),
      model: modelSettingsSchema.prefault({ kind: 'server' }),
      modelLimits: z
        .strictObject({
          /** Read and written together; the day is UTC's. */
          tokensPerDay: z.int().min(0).default(5_000_000),
          /** Requests at once on one server, and how many more may wait. */
          atOnce: z.int().min(1).max(1_000).default(100),
          waiting: z.int().min(0).max(10_000).default(200),
          connectSeconds: patience.default(10),
          firstTokenSeconds: patience.default(15),
          /** Between two tokens. */
          idleSeconds: patience.default(10),
        })
        .prefault({}),
      /** Counts what became of suggestions by agent as well; otherwise nobody is told apart. */
      usagePerAgent: z.boolean().default(false),
      playbooks: z
        .array(playbookSchema)
        .max(100)
        .refine(areDistinct, 'two playbooks have the same id')
        .default([]),
      /** The customer's mood by their last message or their last ten. */
      sentiment: z.enum(['off', 'last', 'last-ten']).default('last-ten'),
      /** Codes to choose from at wrap-up; without any, those that 8x8 offers in the agent's panel. */
      wrapUpCodes: z.array(wrapUpCodeSchema).max(500).default([]),
      wrapUpFields: z
        .array(formFieldSchema)
        .max(30)
        .refine(areDistinct, 'two fields have the same id')
        .default([]),
      /** The workspace that a session starts with; the widget's own without one. */
      grid: gridSchema.optional(),
    })
    .prefault({}),
  privacy: privacySettingsSchema.prefault({}),
  /** Chats of a platform that runs its own handover and posts them here. */
  ingest: z
    .strictObject({
      /** That platform's Config URL of this chat: links open only while it says that the URLToken is good. */
      configUrl: httpUrlSchema.optional(),
    })
    .prefault({}),
  /** What the Config URL answers as `settings`, for the customer's client. */
  client: dataSchema.default({}),
})
export type EndpointSettings = z.infer<typeof endpointSettingsSchema>

export const endpointSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,64}$/),
  name: z.string().min(1).max(255),
  URLToken: identifierSchema.min(32),
  settings: endpointSettingsSchema.prefault({}),
})
/** An endpoint as an administrator writes it down. */
export type EndpointSetup = z.input<typeof endpointSchema>
