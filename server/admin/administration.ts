import type { Role } from '../protocol/administration.ts'
import type { Database } from '../storage/database.ts'
import { CallLimits } from '../web/api/call-limits.ts'
import { Administrators } from './administrators.ts'
import { ApiKeys } from './api-keys.ts'
import { AuditLog } from './audit-log.ts'
import { identifyBy } from './identify.ts'
import { sessionCookie } from './session-cookie.ts'
import { SignIn } from './sign-in.ts'

export type Administration = ReturnType<typeof createAdministration>

/** Who administrates the installation and which programs may: what every route of the API stands on. */
export function createAdministration(database: Database, publicUrl: () => string) {
  const administrators = new Administrators(database)
  const signIn = new SignIn(database, administrators)
  const keys = new ApiKeys(database)
  return {
    administrators,
    signIn,
    keys,
    audit: new AuditLog(database),
    limits: new CallLimits(),
    identify: identifyBy(keys, signIn),
    publicUrl,
    /** The `Set-Cookie` of a session for somebody who came by single sign-on. */
    async openSession(person: { email: string; name: string; role: Role }): Promise<string> {
      return sessionCookie(await signIn.open(await administrators.bySignOn(person)), publicUrl())
    },
    /** The address at which the first owner is made, or undefined where there is one. */
    async setupLink(): Promise<string | undefined> {
      const link = await administrators.openSetup()
      return link && consoleLink(publicUrl(), 'setup', link.token)
    },
  }
}

/** A page of the console with a one-time token, which stays out of requests and their logs in the fragment. */
export const consoleLink = (publicUrl: string, page: 'setup' | 'password', token: string) =>
  `${publicUrl}/admin/#/${page}?${new URLSearchParams({ token })}`
