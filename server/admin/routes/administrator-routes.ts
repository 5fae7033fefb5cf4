import { z } from 'zod'
import {
  administratorChangesSchema,
  administratorSchema,
  newAdministratorSchema,
  oneTimeLinkSchema,
} from '../../protocol/administration.ts'
import { type ApiRoute, route } from '../../web/api/route.ts'
import { type Administration, consoleLink } from '../administration.ts'
import type { OneTimeLink } from '../administrators.ts'

const params = z.strictObject({ administratorId: z.uuid() })
const shared = { tag: 'Administrators', reach: 'installation' } as const

/** Who administrates: invite, change, remove. */
export function administratorRoutes({ administrators, publicUrl }: Administration): ApiRoute[] {
  const show = ({ token, expiresAt }: OneTimeLink) => ({
    link: consoleLink(publicUrl(), 'password', token),
    expiresAt,
  })
  return [
    route({
      ...shared,
      id: 'listAdministrators',
      method: 'get',
      path: '/administrators',
      summary: 'Everybody who administrates',
      scope: 'administrators:read',
      answer: z.strictObject({ items: z.array(administratorSchema) }),
      handle: async () => ({ items: await administrators.list() }),
    }),
    route({
      ...shared,
      id: 'inviteAdministrator',
      method: 'post',
      path: '/administrators',
      summary: 'Invite somebody; give them the link, with which they choose their password',
      scope: 'administrators:write',
      body: newAdministratorSchema,
      status: 201,
      problems: [409],
      answer: z.strictObject({ administrator: administratorSchema, invitation: oneTimeLinkSchema }),
      handle: async ({ body, note }) => {
        note({ email: body.email, role: body.role })
        const { administrator, link } = await administrators.invite(body)
        return { administrator, invitation: show(link) }
      },
    }),
    route({
      ...shared,
      id: 'updateAdministrator',
      method: 'put',
      path: '/administrators/{administratorId}',
      summary: 'Change a name or a role; the role counts from the next request on',
      scope: 'administrators:write',
      params,
      body: administratorChangesSchema,
      problems: [409],
      answer: administratorSchema,
      handle: async ({ params: { administratorId }, body, note }) => {
        note({ role: body.role })
        return administrators.change(administratorId, body)
      },
    }),
    route({
      ...shared,
      id: 'removeAdministrator',
      method: 'delete',
      path: '/administrators/{administratorId}',
      summary: 'Take somebody’s access away at once',
      scope: 'administrators:write',
      params,
      problems: [409],
      handle: ({ params: { administratorId } }) => administrators.remove(administratorId),
    }),
    route({
      ...shared,
      id: 'createPasswordLink',
      method: 'post',
      path: '/administrators/{administratorId}/password-link',
      summary: 'A link with which somebody chooses a new password; older links stop working',
      scope: 'administrators:write',
      params,
      status: 201,
      answer: oneTimeLinkSchema,
      handle: async ({ params: { administratorId } }) =>
        show(await administrators.newPasswordLink(administratorId)),
    }),
  ]
}
