import { z } from 'zod'
import { shareSchema } from './values.ts'

/** Which replies agents are offered. */
export const suggestionSettingsSchema = z.strictObject({
  helps: shareSchema.default(1 / 3).meta({
    title: 'Shown from',
    description: 'Share of what was asked that an article must speak of to be shown, 0 to 1.',
  }),
  canBeSent: shareSchema.default(1 / 2).meta({
    title: 'Ready to send from',
    description: 'Share of what was asked that an article must speak of to be sent as it is, 0 to 1.',
  }),
  leastConfidence: shareSchema.default(0.15).meta({
    title: 'Drafts from',
    description: 'Drafts of the language model that are less sure than this are left out, 0 to 1.',
  }),
  pastReplies: z.boolean().default(false).meta({
    title: 'Offer past replies',
    description:
      'Remembers what agents answer, without personal data, and offers it in similar turns of other chats.',
  }),
  pastRepliesFrom: shareSchema.default(0.6).meta({
    title: 'Past replies from',
    description: 'How similar a turn must be for what was answered then to be offered as it is, 0 to 1.',
  }),
  drafts: z.boolean().default(true).meta({
    title: 'Drafts by the language model',
    description: 'Has the language model draft replies, where there is one.',
  }),
})
