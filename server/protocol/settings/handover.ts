import { z } from 'zod'
import { dataSchema } from '../values.ts'
import { messageSchema } from './values.ts'

const minutes = z
  .number()
  .positive()
  .max(7 * 24 * 60)

/** The way to an agent: where it leads, what the customer reads on it, and how long it may take. */
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
  acceptedMessage: messageSchema
    .default('I am connecting you with a colleague. One moment, please.')
    .meta({ description: 'Said when the customer asks for a person.' }),
  repeatMessage: messageSchema
    .default('You are still in the queue. A colleague will be with you as soon as possible.')
    .meta({ description: 'Answers what the customer writes while still in the queue; empty for silence.' }),
  queueMessage: messageSchema
    .default('')
    .meta({ description: 'Said when 8x8 has put the customer into a queue; empty for silence.' }),
  activeMessage: messageSchema
    .default('You are now connected with a colleague.')
    .meta({ description: 'Said when an agent has come.' }),
  endedMessage: messageSchema
    .default('The conversation with our colleague has ended.')
    .meta({ description: 'Said when the conversation with the agent is over.' }),
  cancelledMessage: messageSchema
    .default('I have cancelled your request for a colleague.')
    .meta({ description: 'Said when the customer left the queue.' }),
  timeoutMessage: messageSchema
    .default('Nobody is free right now. Please try again later.')
    .meta({ description: 'Said when nobody came within the queue timeout.' }),
  failedMessage: messageSchema
    .default('I could not reach a colleague. Please try again later.')
    .meta({ description: 'Said when 8x8 refuses the handover.' }),
  delayedMessage: messageSchema
    .default('It takes longer than usual to reach our colleagues. I keep trying.')
    .meta({ description: 'Said once per handover when 8x8 cannot be reached and we keep trying.' }),
  inactiveMessage: messageSchema
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
