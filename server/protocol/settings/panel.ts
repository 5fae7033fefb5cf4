import { z } from 'zod'
import { SECRET, titled } from './values.ts'

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
