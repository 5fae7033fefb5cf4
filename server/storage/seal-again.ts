import type { Kysely } from 'kysely'
import type { Database } from './database.ts'
import type { Secrets } from './secrets.ts'

/** Every column that holds sealed text; whoever adds one adds it here, and a test looks. */
const SEALED = [
  { table: 'endpoints', column: 'url_token_sealed' },
  { table: 'endpoints', column: 'settings' },
  { table: 'earlier_url_tokens', column: 'token_sealed' },
  { table: 'connections', column: 'settings' },
  { table: 'installation_settings', column: 'sealed' },
] as const

/**
 * Seals every secret anew, under the current key of `secrets`. Safe beside servers that know both keys: what one of them
 * changes meanwhile, it sealed under the current key itself. Resolves with how many were sealed.
 */
export async function sealAgain(database: Database, secrets: Secrets): Promise<number> {
  let count = 0
  for (const { table, column } of SEALED) {
    // The statements are the same for every table, which the types of a query cannot say.
    const kysely = database.kysely as unknown as Kysely<Record<string, Record<string, string>>>
    const rows = await kysely.selectFrom(table).select(column).execute()
    for (const row of rows) {
      const sealed = row[column] ?? ''
      await kysely
        .updateTable(table)
        .set({ [column]: secrets.seal(secrets.open(sealed)) })
        .where(column, '=', sealed)
        .execute()
      count += 1
    }
  }
  return count
}
