import type { AdministrationTables } from './tables/administration.ts'
import type { ContactCentreTables } from './tables/contact-centre.ts'
import type { EndpointTables } from './tables/endpoints.ts'
import type { FigureTables } from './tables/figures.ts'
import type { KnowledgeTables } from './tables/knowledge.ts'
import type { LiveAgentTables } from './tables/live-agent.ts'
import type { SessionTables } from './tables/sessions.ts'

/**
 * The tables, in one dialect-free shape: text, integers and blobs. Times are milliseconds since the epoch,
 * JSON is text. The same queries run on SQLite and on Postgres.
 */
export interface Tables
  extends EndpointTables,
    SessionTables,
    ContactCentreTables,
    LiveAgentTables,
    KnowledgeTables,
    AdministrationTables,
    FigureTables {}
