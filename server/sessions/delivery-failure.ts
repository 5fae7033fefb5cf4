import { ClaimLostError, UnknownSessionError } from './decision.ts'

const LONGEST_ERROR = 500

/** Whether the session is no longer this server's to work. */
export const isOver = (error: unknown) =>
  error instanceof ClaimLostError || error instanceof UnknownSessionError

/** What went wrong, as far as it is known. */
export const messageOf = (error: unknown) => (error instanceof Error ? error.message : 'unknown failure')

/** Others chose the words: bounded, and without what Postgres does not store. */
export const storable = (error: string) => error.replaceAll('\0', '').slice(0, LONGEST_ERROR)
