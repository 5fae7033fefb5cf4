import type { SessionRow } from '../storage/tables/sessions.ts'

/** How long a server keeps a session's deliveries to itself without renewing, in milliseconds. */
export const CLAIM_MILLISECONDS = 10_000

/** A server that works deliveries. Its id is of one run: after a restart it is another server. */
export interface Claimant {
  serverId: string
  claimMilliseconds: number
}

/** Whether the server may work the session's deliveries: nobody else has them to itself now. */
export const mayClaim = (row: SessionRow, { serverId }: Claimant, now: number) =>
  row.claimed_by === serverId || row.claimed_until <= now

/** Whether deliveries may wait that another server was to work. */
export const hasPredecessor = (row: SessionRow, { serverId }: Claimant) =>
  row.claimed_by !== null && row.claimed_by !== serverId

/** The row with the server's claim, taken or renewed. */
export function claimed(row: SessionRow, claimant: Claimant, now: number): SessionRow {
  return {
    ...row,
    claimed_by: claimant.serverId,
    claimed_until: now + claimant.claimMilliseconds,
    claimed_seq: hasPredecessor(row, claimant) ? row.last_seq : row.claimed_seq,
  }
}
