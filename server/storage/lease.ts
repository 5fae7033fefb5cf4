import type { Database } from './database.ts'

/**
 * Runs `work` while nobody else, on any server, holds the lease of this name; undefined where somebody does. A lease ends
 * by itself after so many milliseconds, so that a server that died does not keep it.
 */
export async function withLease<Result>(
  { kysely }: Database,
  { name, holder, milliseconds }: { name: string; holder: string; milliseconds: number },
  work: () => Promise<Result>,
): Promise<{ result: Result } | undefined> {
  const now = Date.now()
  const until = now + milliseconds
  const taken = await kysely
    .insertInto('leases')
    .values({ name, holder, until })
    .onConflict(conflict =>
      conflict.column('name').doUpdateSet({ holder, until }).where('leases.until', '<=', now),
    )
    .returning('holder')
    .executeTakeFirst()
  if (!taken) return undefined
  try {
    return { result: await work() }
  } finally {
    await kysely.deleteFrom('leases').where('name', '=', name).where('holder', '=', holder).execute()
  }
}
