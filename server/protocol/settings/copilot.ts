import { z } from 'zod'
import { formFieldSchema, gridSchema } from '../assists.ts'
import { areDistinct, playbookSchema, wrapUpCodeSchema } from '../playbooks.ts'
import { linkKeySchema } from './link-keys.ts'
import { modelLimitsSchema, modelSettingsSchema } from './model.ts'
import { panelSettingsSchema } from './panel.ts'
import { suggestionSettingsSchema } from './suggestions.ts'
import { titled } from './values.ts'

/** What a language model is instructed for; each instruction may be replaced. */
export const PROMPT_NAMES = [
  'draft-replies',
  'answer-question',
  'rewrite',
  'translate',
  'read-along',
  'summarise',
  'wrap-up',
] as const
export type PromptName = (typeof PROMPT_NAMES)[number]

/** The copilot beside the chat: who opens it, and what it helps with. */
export const copilotSettingsSchema = z.strictObject({
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
    description: 'Pages that may frame the copilot or load the element, such as https://desk.example.com.',
  }),
  suggestions: suggestionSettingsSchema.prefault({}),
  prompts: z.partialRecord(z.enum(PROMPT_NAMES), z.string().min(1).max(8_000)).default({}).meta({
    title: 'Instructions for the language model',
    description: 'Instructions of your own for the language model, by the name of the assist.',
  }),
  model: modelSettingsSchema.prefault({ kind: 'server' }).meta({
    description:
      'The server’s own (set by the operator), none, or one of your own that speaks OpenAI’s protocol.',
  }),
  modelLimits: modelLimitsSchema.prefault({}),
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
    description: 'Codes to choose from at wrap-up; without any, those that 8x8 offers in the agent’s panel.',
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
