import { z } from 'zod'
import { MAX_TEXT_LENGTH } from '../limits.ts'

/** What customers may send. */
export const customerSettingsSchema = z.strictObject({
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
