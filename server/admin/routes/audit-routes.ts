import { z } from 'zod'
import { auditEntrySchema } from '../../protocol/administration.ts'
import { pageOf, pageQuery } from '../../web/api/paging.ts'
import { type ApiRoute, route } from '../../web/api/route.ts'
import type { Administration } from '../administration.ts'

const instant = z.coerce.number().int().nonnegative().optional()

/** What was done, by whom. */
export function auditRoutes({ audit }: Administration): ApiRoute[] {
  return [
    route({
      id: 'listAuditEntries',
      method: 'get',
      path: '/audit',
      tag: 'Audit',
      summary: 'What administrators and programs did, newest first',
      scope: 'audit:read',
      reach: 'installation',
      query: z.strictObject({
        ...pageQuery,
        act: z.string().max(100).optional().meta({ description: 'An operationId.' }),
        by: z.string().max(100).optional().meta({ description: 'The id of an administrator or a key.' }),
        since: instant,
        until: instant,
      }),
      answer: pageOf(auditEntrySchema),
      handle: ({ query }) => audit.list(query),
    }),
  ]
}
