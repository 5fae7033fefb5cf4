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
/** What a form calls the values of an enum, as `x-titles` in the API's document. */
const titled = (titles: Record<string, string>) => ({ 'x-titles': titles })
/** Marks what answers never show: see `hideSecrets` in admin/. */
const SECRET = { writeOnly: true }
export const httpUrlSchema = z.url({ protocol: /^https?$/ }).max(2000)

/** Who answers the customer before the handover. */
export const virtualAgentSettingsSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('knowledge').meta({ title: 'Answers from knowledge' }),
    greeting: message
      .default('Hello! How can I help you?')
      .meta({ description: 'What a new customer reads first.' }),
    unsure: message
      .default('I am not sure about that. Would you like to talk to a person?')
      .meta({ description: 'Said where no article answers.' }),
    offer: message
      .default('Talk to a person')
      .meta({ description: 'Title of the quick reply that asks for a person.' }),
    returned: message
      .default('You are back with the assistant.')
      .meta({ description: 'Said when a handover is over and the virtual agent answers again.' }),
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
      ])
      .meta({
        title: 'Phrases that ask for a person',
        description:
          'Words that ask for a person, in any language the endpoint serves; matched as whole phrases.',
      }),
  }),
  z.strictObject({
    kind: z.literal('webhook').meta({ title: 'A bot of your own, over a webhook' }),
    url: httpUrlSchema,
    secret: z
      .string()
      .min(16)
      .max(256)
      .meta({
        ...SECRET,
        description: 'Signs each request: `x-copilot-signature: t=<ms>,v1=<hex HMAC-SHA256 of "t.body">`.',
      }),
    timeoutSeconds: z.number().positive().max(60).default(10),
    unavailable: message.default('Sorry, something went wrong. Please try again in a moment.'),
  }),
  z.strictObject({
    kind: z.literal('cognigy').meta({ title: 'Cognigy' }),
    url: httpUrlSchema.meta({ description: 'A Cognigy REST endpoint, `https://<host>/<URLToken>`.' }),
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
  connectionId: z.string().max(64).optional().meta({
    title: 'Connection',
    description: 'The connection to 8x8. Without one, customers cannot be handed over.',
  }),
  channelId: z
    .string()
    .max(256)
    .optional()
    .meta({ description: 'Only to use another channel than the connection’s.' }),
  queueId: z
    .string()
    .max(256)
    .optional()
    .meta({ description: 'Only to use another queue than the channel’s.' }),
  properties: dataSchema
    .default({})
    .meta({ description: 'Merged into the request that creates the conversation at 8x8, last.' }),
  acceptedMessage: message
    .default('I am connecting you with a colleague. One moment, please.')
    .meta({ description: 'Said when the customer asks for a person.' }),
  repeatMessage: message
    .default('You are still in the queue. A colleague will be with you as soon as possible.')
    .meta({ description: 'Answers what the customer writes while still in the queue; empty for silence.' }),
  queueMessage: message
    .default('')
    .meta({ description: 'Said when 8x8 has put the customer into a queue; empty for silence.' }),
  activeMessage: message
    .default('You are now connected with a colleague.')
    .meta({ description: 'Said when an agent has come.' }),
  endedMessage: message
    .default('The conversation with our colleague has ended.')
    .meta({ description: 'Said when the conversation with the agent is over.' }),
  cancelledMessage: message
    .default('I have cancelled your request for a colleague.')
    .meta({ description: 'Said when the customer left the queue.' }),
  timeoutMessage: message
    .default('Nobody is free right now. Please try again later.')
    .meta({ description: 'Said when nobody came within the queue timeout.' }),
  failedMessage: message
    .default('I could not reach a colleague. Please try again later.')
    .meta({ description: 'Said when 8x8 refuses the handover.' }),
  delayedMessage: message
    .default('It takes longer than usual to reach our colleagues. I keep trying.')
    .meta({ description: 'Said once per handover when 8x8 cannot be reached and we keep trying.' }),
  inactiveMessage: message
    .default('')
    .meta({ description: 'Said when neither side wrote for the inactivity minutes; empty for silence.' }),
  cancelPhrases: z
    .array(z.string().min(1).max(100))
    .max(50)
    .default(['cancel', 'back to the assistant'])
    .meta({ description: 'What a customer writes to leave the queue, matched as a whole message.' }),
  cancelButton: z
    .string()
    .max(64)
    .default('Cancel')
    .meta({ description: 'Title of the quick reply that leaves the queue; empty for none.' }),
  queueTimeoutMinutes: minutes
    .default(30)
    .meta({ description: 'How long a customer waits for an agent before the handover is given up.' }),
  inactivityMinutes: minutes.default(15).meta({
    description:
      'After so long without a message the inactive message is said, and one inactive period is counted.',
  }),
  inactivityLimit: z
    .int()
    .min(1)
    .max(100)
    .default(3)
    .meta({ description: 'After so many inactive periods the handover ends.' }),
  agentLeftGraceSeconds: z
    .number()
    .positive()
    .max(600)
    .default(8)
    .meta({ description: 'How long after an agent left a transfer to another may still follow.' }),
})
export type HandoverSettings = z.infer<typeof handoverSettingsSchema>

/** Kinds of personal data that can be told in a text and masked. */
const personalKinds = z.enum([
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
export const personalKindSchema = personalKinds.meta(
  titled({
    card: 'Numbers of payment cards',
    iban: 'IBANs',
    email: 'Email addresses',
    phone: 'Phone numbers',
    'national-id': 'National ids, such as social security numbers',
    account: 'Account numbers',
    secret: 'Passwords and codes',
    address: 'Postal addresses',
    postcode: 'Postcodes',
    name: 'Names',
    'birth-date': 'Dates of birth',
    'ip-address': 'IP addresses',
    token: 'Access tokens and keys',
  } satisfies Record<z.infer<typeof personalKinds>, string>),
)
export type PersonalKind = z.infer<typeof personalKindSchema>

export const privacySettingsSchema = z.strictObject({
  kinds: z.array(personalKindSchema).default(personalKindSchema.options).meta({
    title: 'Masked',
    description: 'What is masked before texts reach a language model or are remembered as past replies.',
  }),
  hiddenFromViewers: z.array(personalKindSchema).default([]).meta({
    title: 'Hidden from agents',
    description: 'What agents who look at the copilot do not see either; nothing unless chosen.',
  }),
  retentionDays: z.int().min(1).max(3650).optional().meta({
    title: 'Erased after days',
    description: 'Chats are erased so many days after anything last happened in them; kept where empty.',
  }),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('US')
    .meta({
      description: 'Where phone numbers without a country code belong: two letters, such as US or IE.',
    }),
})
export type PrivacySettings = z.infer<typeof privacySettingsSchema>

const keyId = z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/)

/** A key that signs links to the copilot: `id` is the token's `kid`. Several of them make room for rotation. */
export const linkKeySchema = z.discriminatedUnion('algorithm', [
  z.strictObject({
    id: keyId,
    algorithm: z.literal('HS256').meta({ title: 'HS256: a shared secret' }),
    secret: z.string().min(32).max(512).meta(SECRET),
  }),
  z.strictObject({
    id: keyId,
    algorithm: z.literal('RS256').meta({ title: 'RS256: a public key' }),
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
    .default([])
    .meta({
      title: 'Panel keys',
      description:
        'Any one of these in the panel’s address proves that 8x8 was given it; two at a time while they change.',
    }),
  insert: z
    .enum(['detect', 'always', 'copy'])
    .default('detect')
    .meta({
      ...titled({ detect: 'Inserted where 8x8 says that it can', always: 'Inserted', copy: 'Only copied' }),
      title: 'Replies in 8x8',
      description: 'How replies get into 8x8’s reply box.',
    }),
  interactionFields: z
    .array(z.string().min(1).max(100))
    .min(1)
    .max(20)
    .default(['interactionId', 'interactionID', 'interactionGUID', 'interaction_guid', 'transactionGUID'])
    .meta({
      title: 'Fields of the screen pop',
      description:
        'Names of the form field in which a screen pop brings the interaction’s id; the first one that is there counts.',
    }),
})
export type PanelSettings = z.infer<typeof panelSettingsSchema>

/** The language model of an endpoint: the server's own (LLM_BASE_URL), none, or one that speaks OpenAI's wire. */
export const modelSettingsSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('server').meta({ title: 'The server’s own' }) }),
  z.strictObject({ kind: z.literal('none').meta({ title: 'None' }) }),
  z.strictObject({
    kind: z.literal('compatible').meta({ title: 'One of your own' }),
    baseUrl: httpUrlSchema.meta({ description: 'Such as https://api.openai.com/v1.' }),
    apiKey: z.string().min(1).max(4000).meta(SECRET).optional(),
    name: z.string().min(1).max(200).meta({ description: 'The model’s name there.' }),
    embeddings: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .meta({ description: 'The model that turns texts into vectors; none leaves them out.' }),
  }),
])

const areInOneGroup = (groups: readonly (readonly string[])[]) => {
  const all = groups.flat().map(expression => expression.toLowerCase())
  return new Set(all).size === all.length
}

const knowledgeSettingsSchema = z.strictObject({
  synonyms: z
    .array(z.array(z.string().trim().min(1).max(60)).min(2).max(20))
    .max(500)
    .refine(areInOneGroup, 'a word or phrase is there twice')
    .default([])
    .meta({
      title: 'Synonyms',
      description:
        'Words and phrases that mean the same to your customers, a group each, such as telly, television, TV box. Who asks with one of them finds what is written with another.',
    }),
})

const share = z.number().min(0).max(1)
const patience = z.number().positive().max(300)
export const endpointSettingsSchema = z.strictObject({
  active: z.boolean().default(true).meta({ description: 'Off, the chat and its copilot answer nobody.' }),
  virtualAgent: virtualAgentSettingsSchema.prefault({ kind: 'knowledge' }),
  handover: handoverSettingsSchema.prefault({}),
  customer: z
    .strictObject({
      textLimit: z
        .int()
        .min(1)
        .max(MAX_TEXT_LENGTH)
        .default(5000)
        .meta({ description: 'Longest message of a customer, in characters.' }),
      messagesPerMinute: z
        .int()
        .min(1)
        .max(1_000_000)
        .default(60)
        .meta({ description: 'How many messages one customer may send.' }),
      restTurnSeconds: z
        .number()
        .positive()
        .max(120)
        .default(30)
        .meta({ description: 'How long the answer to a REST turn may take.' }),
      attachmentLimitInBytes: z
        .int()
        .min(0)
        .max(50_000_000)
        .default(10_000_000)
        .meta({ description: 'Largest file that a customer may send; 0 for none.' }),
      attachmentTypes: z
        .array(z.string().max(127))
        .max(100)
        .default(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf', 'text/plain'])
        .meta({ description: 'Media types that customers may send, such as image/png.' }),
    })
    .prefault({}),
  copilot: z
    .strictObject({
      policy: z
        .enum(['link', 'signed', 'sso'])
        .default('link')
        .meta({
          ...titled({ link: 'Link', signed: 'Signed link', sso: 'SSO: single sign-on' }),
          title: 'Who opens a chat’s copilot',
          description:
            'Link: whoever has a chat’s link opens it, and customers know the values of their own. Signed link: it also needs a token that your contact centre signed. SSO: agents sign on with your OpenID provider.',
        }),
      signedLinks: z
        .strictObject({
          keys: z.array(linkKeySchema).max(5).refine(areDistinct, 'two keys have the same id').default([]),
        })
        .prefault({})
        .meta({ description: 'Keys that your contact centre signs links with. Keep two while they change.' }),
      panel: panelSettingsSchema.prefault({}).meta({
        description:
          'The copilot beside the chat in 8x8 Agent Workspace, or in a window that a screen pop opens.',
      }),
      linkHours: z.number().positive().max(8760).default(24).meta({
        title: 'Link works after the end, in hours',
        description: 'How long a copilot link works after its handover ended.',
      }),
      agentMayReply: z.boolean().default(false).meta({
        title: 'Agents may reply from the copilot',
        description: 'Lets agents answer the customer from the copilot, within their 8x8 conversation.',
      }),
      language: z
        .string()
        .min(2)
        .max(16)
        .default('en')
        .meta({ title: 'Agents’ language', description: 'The agents’ language, such as en, de or pt-BR.' }),
      allowedOrigins: z.array(z.url().max(300)).max(50).default([]).meta({
        description:
          'Pages that may frame the copilot or load the element, such as https://desk.example.com.',
      }),
      suggestions: z
        .strictObject({
          helps: share.default(1 / 3).meta({
            title: 'Shown from',
            description: 'Share of what was asked that an article must speak of to be shown, 0 to 1.',
          }),
          canBeSent: share.default(1 / 2).meta({
            title: 'Ready to send from',
            description: 'Share of what was asked that an article must speak of to be sent as it is, 0 to 1.',
          }),
          leastConfidence: share.default(0.15).meta({
            title: 'Drafts from',
            description: 'Drafts of the language model that are less sure than this are left out, 0 to 1.',
          }),
          pastReplies: z.boolean().default(false).meta({
            title: 'Offer past replies',
            description:
              'Remembers what agents answer, without personal data, and offers it in similar turns of other chats.',
          }),
          pastRepliesFrom: share.default(0.6).meta({
            title: 'Past replies from',
            description:
              'How similar a turn must be for what was answered then to be offered as it is, 0 to 1.',
          }),
          drafts: z.boolean().default(true).meta({
            title: 'Drafts by the language model',
            description: 'Has the language model draft replies, where there is one.',
          }),
        })
        .prefault({}),
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
        .default({})
        .meta({
          title: 'Instructions for the language model',
          description: 'Instructions of your own for the language model, by the name of the assist.',
        }),
      model: modelSettingsSchema.prefault({ kind: 'server' }).meta({
        description:
          'The server’s own (set by the operator), none, or one of your own that speaks OpenAI’s protocol.',
      }),
      modelLimits: z
        .strictObject({
          tokensPerDay: z
            .int()
            .min(0)
            .default(5_000_000)
            .meta({ description: 'Most tokens a day, read and written together; the day is UTC’s.' }),
          atOnce: z
            .int()
            .min(1)
            .max(1_000)
            .default(100)
            .meta({ description: 'Requests at once on one server.' }),
          waiting: z
            .int()
            .min(0)
            .max(10_000)
            .default(200)
            .meta({ description: 'How many more requests may wait.' }),
          connectSeconds: patience.default(10).meta({ description: 'How long to wait for a connection.' }),
          firstTokenSeconds: patience
            .default(15)
            .meta({ description: 'How long to wait for the first word.' }),
          idleSeconds: patience.default(10).meta({ description: 'How long to wait between two words.' }),
        })
        .prefault({}),
      usagePerAgent: z.boolean().default(false).meta({
        title: 'Count by agent',
        description: 'Counts what became of suggestions by agent as well; otherwise nobody is told apart.',
      }),
      playbooks: z
        .array(playbookSchema)
        .max(100)
        .refine(areDistinct, 'two playbooks have the same id')
        .default([]),
      sentiment: z
        .enum(['off', 'last', 'last-ten'])
        .default('last-ten')
        .meta({
          ...titled({ off: 'Off', last: 'By the last message', 'last-ten': 'By the last ten messages' }),
          title: 'Customer’s mood',
          description: 'Reads the customer’s mood from what they wrote.',
        }),
      wrapUpCodes: z.array(wrapUpCodeSchema).max(500).default([]).meta({
        title: 'Wrap-up codes',
        description:
          'Codes to choose from at wrap-up; without any, those that 8x8 offers in the agent’s panel.',
      }),
      wrapUpFields: z
        .array(formFieldSchema)
        .max(30)
        .refine(areDistinct, 'two fields have the same id')
        .default([])
        .meta({ title: 'Wrap-up fields', description: 'Fields to fill in at wrap-up.' }),
      grid: gridSchema
        .optional()
        .meta({ description: 'The workspace that a session starts with; the widget’s own without one.' }),
    })
    .prefault({}),
  knowledge: knowledgeSettingsSchema.prefault({}).meta({ description: 'How articles are searched.' }),
  privacy: privacySettingsSchema.prefault({}),
  ingest: z
    .strictObject({
      configUrl: httpUrlSchema.optional().meta({
        description:
          'That platform’s Config URL of this chat: copilot links open only while it says that the URLToken is good.',
      }),
    })
    .prefault({})
    .meta({
      title: 'Chats of another platform',
      description: 'Chats of a platform that runs its own handover and posts its messages here.',
    }),
  client: dataSchema.default({}).meta({
    title: 'Settings for the customer’s client',
    description: 'What the Config URL answers as settings, for the customer’s client.',
  }),
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
