import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Role } from '../protocol/administration.ts'
import { SCOPES_OF_ROLE } from '../protocol/administration.ts'
import type { Database } from '../storage/database.ts'
import { isPassword } from '../storage/passwords.ts'
import type { AdministratorRow } from '../storage/tables/administration.ts'
import { hashOf, newToken } from '../storage/tokens.ts'
import { tooMany } from '../web/api/call-limits.ts'
import type { Caller } from '../web/api/caller.ts'
import { HttpProblem } from '../web/problem.ts'
import type { Administrators } from './administrators.ts'

const MINUTE_IN_MILLISECONDS = 60_000
const QUARTER_OF_AN_HOUR_IN_SECONDS = 15 * 60
/** An office shares an address; nobody shares an email. */
const ATTEMPTS = { email: 10, address: 50 }

/** A session ends so long after it was last used, and so long after signing in. */
export const IDLE_MILLISECONDS = 2 * 60 * MINUTE_IN_MILLISECONDS
export const SESSION_MILLISECONDS = 12 * 60 * MINUTE_IN_MILLISECONDS

/** Administrators' sessions: a random token in a cookie, its hash in the database. */
export class SignIn {
  readonly #database: Database
  readonly #administrators: Administrators
  readonly #failures = {
    email: failuresUpTo(ATTEMPTS.email),
    address: failuresUpTo(ATTEMPTS.address),
  }

  constructor(database: Database, administrators: Administrators) {
    this.#database = database
    this.#administrators = administrators
  }

  /** A session's token for the right password; rejects as `verify` does. */
  async withPassword(
    given: { email: string; password: string },
    address: string,
  ): Promise<{ token: string; administrator: AdministratorRow }> {
    const administrator = await this.verify(given, address)
    return { token: await this.open(administrator), administrator }
  }

  /**
   * Whose email and password these are. Rejects with HttpProblem 401, which never says what was wrong, and with 429
   * after ten failures for an email, or fifty of an address, within a quarter of an hour.
   */
  async verify(
    { email, password }: { email: string; password: string },
    address: string,
  ): Promise<AdministratorRow> {
    const keys = { email: hashOf(email.toLowerCase()), address }
    for (const kind of ['email', 'address'] as const) await this.#refuseTooMany(kind, keys[kind])
    const administrator = await this.#administrators.byEmail(email)
    if (!(await isPassword(password, administrator?.password ?? null)) || !administrator) {
      await this.#failures.email.penalty(keys.email)
      await this.#failures.address.penalty(keys.address)
      throw new HttpProblem(401, 'Email or password is wrong.')
    }
    await this.#failures.email.delete(keys.email)
    return administrator
  }

  /** A session for somebody who has shown who they are. */
  async open({ id }: Pick<AdministratorRow, 'id'>): Promise<string> {
    const { kysely } = this.#database
    const token = newToken()
    const now = Date.now()
    await kysely
      .deleteFrom('administrator_sessions')
      .where(is =>
        is.or([
          is('created_at', '<', now - SESSION_MILLISECONDS),
          is('used_at', '<', now - IDLE_MILLISECONDS),
        ]),
      )
      .execute()
    await kysely
      .insertInto('administrator_sessions')
      .values({ token_hash: hashOf(token), administrator_id: id, created_at: now, used_at: now })
      .execute()
    await kysely.updateTable('administrators').set({ last_signed_in_at: now }).where('id', '=', id).execute()
    return token
  }

  /** Whose session it is. Rejects with HttpProblem 401 where it is over. */
  async callerOf(token: string): Promise<Caller> {
    const { kysely } = this.#database
    const now = Date.now()
    const row = await kysely
      .selectFrom('administrator_sessions')
      .innerJoin('administrators', 'administrators.id', 'administrator_sessions.administrator_id')
      .select(['administrators.id', 'administrators.name', 'administrators.role', 'used_at'])
      .where('token_hash', '=', hashOf(token))
      .where('administrator_sessions.created_at', '>=', now - SESSION_MILLISECONDS)
      .where('used_at', '>=', now - IDLE_MILLISECONDS)
      .executeTakeFirst()
    if (!row) throw new HttpProblem(401, 'You have been signed out. Please sign in again.')
    if (row.used_at < now - MINUTE_IN_MILLISECONDS) await this.#use(token, now)
    const role = row.role as Role
    return {
      kind: 'administrator',
      id: row.id,
      name: row.name,
      role,
      scopes: new Set(SCOPES_OF_ROLE[role]),
      endpointIds: 'all',
    }
  }

  async close(token: string): Promise<void> {
    await this.#database.kysely
      .deleteFrom('administrator_sessions')
      .where('token_hash', '=', hashOf(token))
      .execute()
  }

  async #use(token: string, now: number): Promise<void> {
    await this.#database.kysely
      .updateTable('administrator_sessions')
      .set({ used_at: now })
      .where('token_hash', '=', hashOf(token))
      .execute()
  }

  async #refuseTooMany(kind: keyof typeof ATTEMPTS, key: string): Promise<void> {
    const state = await this.#failures[kind].get(key)
    if (state && state.consumedPoints >= ATTEMPTS[kind]) throw tooMany(state)
  }
}

const failuresUpTo = (points: number) =>
  new RateLimiterMemory({ points, duration: QUARTER_OF_AN_HOUR_IN_SECONDS })
