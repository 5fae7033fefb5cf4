import { z } from 'zod'
import { httpUrlSchema, messageSchema, SECRET } from './values.ts'

/** Who answers the customer before the handover. */
export const virtualAgentSettingsSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('knowledge').meta({ title: 'Answers from knowledge' }),
    greeting: messageSchema
      .default('Hello! How can I help you?')
      .meta({ description: 'What a new customer reads first.' }),
    unsure: messageSchema
      .default('I am not sure about that. Would you like to talk to a person?')
      .meta({ description: 'Said where no article answers.' }),
    offer: messageSchema
      .default('Talk to a person')
      .meta({ description: 'Title of the quick reply that asks for a person.' }),
    returned: messageSchema
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
    unavailable: messageSchema.default('Sorry, something went wrong. Please try again in a moment.'),
  }),
  z.strictObject({
    kind: z.literal('cognigy').meta({ title: 'Cognigy' }),
    url: httpUrlSchema.meta({ description: 'A Cognigy REST endpoint, `https://<host>/<URLToken>`.' }),
    timeoutSeconds: z.number().positive().max(60).default(20),
    unavailable: messageSchema.default('Sorry, something went wrong. Please try again in a moment.'),
  }),
])
export type VirtualAgentSettings = z.infer<typeof virtualAgentSettingsSchema>
export type VirtualAgentSettingsOf<Kind extends VirtualAgentSettings['kind']> = Extract<
  VirtualAgentSettings,
  { kind: Kind }
>
