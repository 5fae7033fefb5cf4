import { z } from 'zod'
import { identifierSchema, instantSchema } from './values.ts'

const count = z.int().nonnegative()

export const customerSchema = z.strictObject({
  userId: identifierSchema.meta({ description: 'As the customer’s client named them.' }),
})

/** That a customer's data were erased, when, and how much: to hand on. */
export const erasureReceiptSchema = z
  .strictObject({
    endpointId: z.string(),
    userId: z.string(),
    erasedAt: instantSchema,
    erased: z.strictObject({
      sessions: count,
      events: count,
      deliveries: count,
      timers: count,
      receipts: count,
      conversations: count,
      webhooks: count,
      exchanges: count,
      attachments: count,
    }),
  })
  .meta({ id: 'ErasureReceipt' })
