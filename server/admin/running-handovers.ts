import type { Database } from '../storage/database.ts'

/** Set while a handover is on, and cleared when it ends. */
const HANDOVER_TIMERS = ['queue-timeout', 'inactivity', 'agent-left']

/** How many handovers are on at an endpoint, or through a connection. */
export class RunningHandovers {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  async atEndpoint(endpointId: string): Promise<number> {
    const { count } = await this.#database.kysely
      .selectFrom('timers')
      .innerJoin('sessions', 'sessions.id', 'timers.session_id')
      .select(is => is.fn.count<number>('timers.session_id').distinct().as('count'))
      .where('kind', 'in', HANDOVER_TIMERS)
      .where('endpoint_id', '=', endpointId)
      .executeTakeFirstOrThrow()
    return count
  }

  async throughConnection(connectionId: string): Promise<number> {
    const { count } = await this.#database.kysely
      .selectFrom('timers')
      .innerJoin('conversations', 'conversations.session_id', 'timers.session_id')
      .select(is => is.fn.count<number>('timers.session_id').distinct().as('count'))
      .where('kind', 'in', HANDOVER_TIMERS)
      .where('connection_id', '=', connectionId)
      .executeTakeFirstOrThrow()
    return count
  }
}
