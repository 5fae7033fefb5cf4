import { z } from 'zod'
import { dataSchema, identifierSchema } from '../values.ts'
import { copilotSettingsSchema } from './copilot.ts'
import { customerSettingsSchema } from './customer.ts'
import { handoverSettingsSchema } from './handover.ts'
import { knowledgeSettingsSchema } from './knowledge.ts'
import { privacySettingsSchema } from './privacy.ts'
import { httpUrlSchema } from './values.ts'
import { virtualAgentSettingsSchema } from './virtual-agent.ts'

/*
 * What an administrator decides. The same schemas check the setup file, the console's API and the database.
 */

export const endpointSettingsSchema = z.strictObject({
  active: z.boolean().default(true).meta({ description: 'Off, the chat and its copilot answer nobody.' }),
  virtualAgent: virtualAgentSettingsSchema.prefault({ kind: 'knowledge' }),
  handover: handoverSettingsSchema.prefault({}),
  customer: customerSettingsSchema.prefault({}),
  copilot: copilotSettingsSchema.prefault({}),
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
