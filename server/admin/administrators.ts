import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Administrator, Role } from '../protocol/administration.ts'
import type { Database } from '../storage/database.ts'
import { isLostRace } from '../storage/failures.ts'
import { hashPassword } from '../storage/passwords.ts'
import type { Tables } from '../storage/schema.ts'
import type { AdministratorRow } from '../storage/tables/administration.ts'
import { hashOf, newToken } from '../storage/tokens.ts'
import { conflict, HttpProblem, notFound } from '../web/problem.ts'

const HOUR_IN_MILLISECONDS = 60 * 60 * 1_000
const LINK_HOURS = 72

export interface OneTimeLink {
  token: string
  expiresAt: number
}

/** Who administrates. The first owner comes by the link that the server prints, everybody else by invitation. */
export class Administrators {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Whether nobody administrates yet. */
  async isEmpty(): Promise<boolean> {
    const { kysely } = this.#database
    return !(await kysely.selectFrom('administrators').select('id').limit(1).executeTakeFirst())
  }

  /** A link that makes the first owner, or undefined where there is one already. */
  async openSetup(): Promise<OneTimeLink | undefined> {
    return (await this.isEmpty()) ? this.#newLink(this.#database.kysely, null) : undefined
  }

  /** Makes the first owner. Rejects with HttpProblem 403 where the link is not good any more. */
  async setUp(owner: {
    token: string
    email: string
    name: string
    password: string
  }): Promise<AdministratorRow> {
    const password = await hashPassword(owner.password)
    return this.#database.kysely.transaction().execute(async transaction => {
      // Every link at once: of two servers' links, used at the same time, the second finds none.
      const links = await transaction
        .deleteFrom('one_time_links')
        .where('administrator_id', 'is', null)
        .returning(['token_hash', 'expires_at'])
        .execute()
      const link = links.find(({ token_hash }) => token_hash === hashOf(owner.token))
      if (!link || link.expires_at <= Date.now()) throw linkIsOver()
      return add(transaction, { ...owner, role: 'owner', password })
    })
  }

  /** Rejects with HttpProblem 409 where the email is taken. */
  async invite(person: { email: string; name: string; role: Role }): Promise<{
    administrator: Administrator
    link: OneTimeLink
  }> {
    try {
      return await this.#database.kysely.transaction().execute(async transaction => {
        const row = await add(transaction, { ...person, password: null })
        return { administrator: toAdministrator(row), link: await this.#newLink(transaction, row.id) }
      })
    } catch (error) {
      throw isTaken(error) ? conflict('Somebody with this email administrates already.') : error
    }
  }

  /** A link with which an administrator chooses a new password; the old one works until then. */
  async newPasswordLink(id: string): Promise<OneTimeLink> {
    const { kysely } = this.#database
    if (!(await this.byId(id))) throw notFound('administrator')
    await kysely.deleteFrom('one_time_links').where('administrator_id', '=', id).execute()
    return this.#newLink(kysely, id)
  }

  /** Uses a link up; whoever was signed in as this administrator is no more. */
  async choosePassword(token: string, password: string): Promise<AdministratorRow> {
    const hashed = await hashPassword(password)
    return this.#database.kysely.transaction().execute(async transaction => {
      const link = await transaction
        .deleteFrom('one_time_links')
        .where('token_hash', '=', hashOf(token))
        .where('administrator_id', 'is not', null)
        .returningAll()
        .executeTakeFirst()
      if (!link?.administrator_id || link.expires_at <= Date.now()) throw linkIsOver()
      return setPassword(transaction, link.administrator_id, hashed)
    })
  }

  async changePassword(id: string, password: string): Promise<void> {
    const hashed = await hashPassword(password)
    await this.#database.kysely.transaction().execute(transaction => setPassword(transaction, id, hashed))
  }

  /** Who came by single sign-on; new ones get the role that their group gives. */
  async bySignOn(person: { email: string; name: string; role: Role }): Promise<AdministratorRow> {
    const known = await this.byEmail(person.email)
    if (known) return known
    const email = person.email.toLowerCase()
    return add(this.#database.kysely, { ...person, email, password: null })
  }

  /** Everybody, by name. */
  async list(): Promise<Administrator[]> {
    const rows = await this.#database.kysely
      .selectFrom('administrators')
      .selectAll()
      .orderBy('name')
      .orderBy('id')
      .execute()
    return rows.map(toAdministrator)
  }

  byId(id: string): Promise<AdministratorRow | undefined> {
    return this.#database.kysely
      .selectFrom('administrators')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst()
  }

  byEmail(email: string): Promise<AdministratorRow | undefined> {
    return this.#database.kysely
      .selectFrom('administrators')
      .selectAll()
      .where('email', '=', email.toLowerCase())
      .executeTakeFirst()
  }

  /** Rejects with HttpProblem 409 where nobody would own the installation any more. */
  async change(id: string, changes: { name: string; role: Role }): Promise<Administrator> {
    return this.#keepingAnOwner(async transaction => {
      const row = await transaction
        .updateTable('administrators')
        .set(changes)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst()
      if (!row) throw notFound('administrator')
      return toAdministrator(row)
    })
  }

  /** Takes an administrator's access away at once. Rejects with 409 for the last owner. */
  async remove(id: string): Promise<void> {
    await this.#keepingAnOwner(async transaction => {
      const { numDeletedRows } = await transaction
        .deleteFrom('administrators')
        .where('id', '=', id)
        .executeTakeFirst()
      if (numDeletedRows === 0n) throw notFound('administrator')
      await transaction.deleteFrom('administrator_sessions').where('administrator_id', '=', id).execute()
      await transaction.deleteFrom('one_time_links').where('administrator_id', '=', id).execute()
    })
  }

  #keepingAnOwner<Result>(act: (transaction: Transaction<Tables>) => Promise<Result>): Promise<Result> {
    return this.#database.kysely.transaction().execute(async transaction => {
      await this.#lockOwners(transaction)
      const result = await act(transaction)
      const owner = await transaction
        .selectFrom('administrators')
        .select('id')
        .where('role', '=', 'owner')
        .where('password', 'is not', null)
        .limit(1)
        .executeTakeFirst()
      if (!owner) throw conflict('Somebody has to own this installation: make another owner first.')
      return result
    })
  }

  /** Two owners who demote each other at the same moment take turns. */
  async #lockOwners(transaction: Transaction<Tables>): Promise<void> {
    const owners = transaction
      .selectFrom('administrators')
      .select('id')
      .where('role', '=', 'owner')
      .orderBy('id')
    await (this.#database.dialect === 'postgres' ? owners.forUpdate() : owners).execute()
  }

  async #newLink(
    kysely: Pick<Transaction<Tables>, 'insertInto'>,
    administrator_id: string | null,
  ): Promise<OneTimeLink> {
    const token = newToken()
    const expiresAt = Date.now() + LINK_HOURS * HOUR_IN_MILLISECONDS
    await kysely
      .insertInto('one_time_links')
      .values({ token_hash: hashOf(token), administrator_id, expires_at: expiresAt })
      .execute()
    return { token, expiresAt }
  }
}

export const toAdministrator = (row: AdministratorRow): Administrator => ({
  id: row.id,
  email: row.email,
  name: row.name,
  role: row.role as Role,
  status: row.password === null && row.last_signed_in_at === null ? 'invited' : 'active',
  createdAt: row.created_at,
  lastSignedInAt: row.last_signed_in_at,
})

function add(
  transaction: Pick<Transaction<Tables>, 'insertInto'>,
  { email, name, role, password }: { email: string; name: string; role: Role; password: string | null },
): Promise<AdministratorRow> {
  const row = {
    id: randomUUID(),
    email,
    name,
    role,
    password,
    created_at: Date.now(),
    last_signed_in_at: null,
  }
  return transaction.insertInto('administrators').values(row).returningAll().executeTakeFirstOrThrow()
}

async function setPassword(
  transaction: Transaction<Tables>,
  id: string,
  password: string,
): Promise<AdministratorRow> {
  await transaction.deleteFrom('administrator_sessions').where('administrator_id', '=', id).execute()
  return transaction
    .updateTable('administrators')
    .set({ password })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow(linkIsOver)
}

const linkIsOver = () => new HttpProblem(403, 'This link was used already or is too old. Ask for a new one.')

const SQLITE_CONSTRAINT = 19

/** A unique column has this value already. */
export const isTaken = (error: unknown) =>
  isLostRace(error) ||
  (error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_CONSTRAINT)
