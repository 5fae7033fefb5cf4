import type { Database } from '../../storage/database.ts'

/** Erases what the days of an endpoint were like: one that is made anew under its id begins with nothing. */
export async function eraseFigures({ kysely }: Database, endpointId: string): Promise<void> {
  for (const table of ['day_figures', 'assist_usage', 'model_usage'] as const)
    await kysely.deleteFrom(table).where('endpoint_id', '=', endpointId).execute()
}
