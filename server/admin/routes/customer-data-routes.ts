import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { z } from 'zod'
import type { ErasureReceipt } from '../../privacy/erasure.ts'
import { slugSchema } from '../../protocol/administration.ts'
import { customerSchema, erasureReceiptSchema } from '../../protocol/customer-data.ts'
import { type ApiRoute, route } from '../../web/api/route.ts'

interface Customer {
  endpointId: string
  userId: string
}

export interface CustomerDataRouteParts {
  customerData: {
    erase: (customer: Customer) => Promise<ErasureReceipt>
    exportAsJson: (customer: Customer) => AsyncIterable<string>
  }
}

/** One customer's data: hand them out, erase them. */
export function customerDataRoutes({ customerData }: CustomerDataRouteParts): ApiRoute[] {
  const shared = {
    tag: 'Customer data',
    scope: 'privacy:write',
    params: z.strictObject({ endpointId: slugSchema }),
    reach: ({ params }: { params: { endpointId: string } }) => params.endpointId,
    audit: 'always',
    timeoutSeconds: 300,
  } as const
  return [
    route({
      ...shared,
      id: 'exportCustomer',
      method: 'get',
      path: '/endpoints/{endpointId}/customer-data',
      summary: 'Everything that is kept of one customer, as JSON',
      query: customerSchema,
      answer: 'application/octet-stream',
      handle: ({ params: { endpointId }, query: { userId }, note }) => {
        note({ customer: fingerprint(userId) })
        return {
          fileName: `customer-${fingerprint(userId)}.json`,
          mediaType: 'application/octet-stream',
          content: Readable.from(customerData.exportAsJson({ endpointId, userId })),
        }
      },
    }),
    route({
      ...shared,
      id: 'eraseCustomer',
      method: 'post',
      path: '/endpoints/{endpointId}/customer-data/erase',
      summary: 'Erase everything that is kept of one customer; what 8x8 keeps is 8x8’s',
      body: customerSchema,
      answer: erasureReceiptSchema,
      handle: ({ params: { endpointId }, body: { userId }, note }) => {
        note({ customer: fingerprint(userId) })
        return customerData.erase({ endpointId, userId })
      },
    }),
  ]
}

/** The audit log is kept when the customer is gone: who knows the id finds the entry, who reads the entry does not find the id. */
const fingerprint = (userId: string) => createHash('sha256').update(userId).digest('hex').slice(0, 16)
