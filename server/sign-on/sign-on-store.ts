import { type SignOnSettings, signOnSettingsSchema } from '../protocol/sign-on.ts'
import type { Database } from '../storage/database.ts'
import { FreshCache } from '../storage/fresh-cache.ts'
import type { Secrets } from '../storage/secrets.ts'

const NAME = 'sign-on'

/** The installation's single sign-on, sealed in the database and remembered for a few seconds. */
export class SignOnStore {
  readonly #database: Database
  readonly #secrets: Secrets
  readonly #fresh = new FreshCache<SignOnSettings | undefined>()

  constructor(database: Database, secrets: Secrets) {
    this.#database = database
    this.#secrets = secrets
  }

  read(): Promise<SignOnSettings | undefined> {
    return this.#fresh.get(NAME, async () => {
      const row = await this.#database.kysely
        .selectFrom('installation_settings')
        .select('sealed')
        .where('name', '=', NAME)
        .executeTakeFirst()
      return row && signOnSettingsSchema.parse(JSON.parse(this.#secrets.open(row.sealed)))
    })
  }

  /** A secret that is left out stays as it is, as long as the client is the same. */
  async save(settings: SignOnSettings): Promise<void> {
    const before = await this.read()
    const isSameClient = before?.issuer === settings.issuer && before.clientId === settings.clientId
    const clientSecret = settings.clientSecret ?? (isSameClient ? before.clientSecret : undefined)
    const sealed = this.#secrets.seal(JSON.stringify({ ...settings, clientSecret }))
    await this.#database.kysely
      .insertInto('installation_settings')
      .values({ name: NAME, sealed })
      .onConflict(conflict => conflict.column('name').doUpdateSet({ sealed }))
      .execute()
    this.#fresh.clear()
  }

  async remove(): Promise<void> {
    await this.#database.kysely.deleteFrom('installation_settings').where('name', '=', NAME).execute()
    this.#fresh.clear()
  }
}
