import { advance } from './advance.ts'
import { BatchRows } from './batch-rows.ts'
import type { Appended, Command, Outcome } from './command.ts'
import { ClaimLostError, UnknownSessionError } from './decision.ts'
import { type LoadContext, type LoadedSession, loadSessions } from './load-sessions.ts'
import type { LogStatements } from './log-statements.ts'
import { Receipts } from './receipts.ts'

export interface BatchContext extends LoadContext {
  statements: LogStatements
}

/** What a batch has come to so far. */
interface Batch {
  now: number
  sessions: Map<string, LoadedSession>
  receipts: Receipts
  rows: BatchRows
}

/**
 * Takes commands one by one through their sessions' states and writes what they decide, in a few statements
 * for all of them. Returns each command's outcome and the sessions as they stand once committed.
 */
export async function commitBatch(
  context: BatchContext,
  commands: readonly Command[],
): Promise<{ outcomes: Outcome[]; sessions: Map<string, LoadedSession> }> {
  const { transaction, statements } = context
  const now = Date.now()
  const batch: Batch = {
    now,
    sessions: await loadSessions(context, commands, now),
    receipts: await Receipts.load(transaction, commands, statements),
    rows: new BatchRows(context.claimant.serverId),
  }
  const outcomes = commands.map(command => decideOne(context, batch, command))
  await batch.rows.write(transaction, statements)
  return { outcomes, sessions: batch.sessions }
}

function decideOne(
  { claimant }: BatchContext,
  { now, sessions, receipts, rows }: Batch,
  command: Command,
): Outcome {
  try {
    const session = ownSession(sessions, command)
    if (command.receipt && receipts.has(command.receipt)) return { appended: repeated(session) }
    const decision = command.decide(session.state, now)
    if (decision.settle && session.row.claimed_by !== claimant.serverId) throw new ClaimLostError()
    const step = advance(session, decision, command.claim ?? false, claimant, now)
    rows.add(command, decision, step, now)
    sessions.set(command.key, step.session)
    if (command.receipt) receipts.add(command.receipt)
    const { events, deliveries } = step
    return {
      appended: { ...describe(step.session), repeated: false, events, deliveries, waiting: session.waiting },
    }
  } catch (error) {
    return { refused: error }
  }
}

function ownSession(sessions: Map<string, LoadedSession>, { key, owner }: Command): LoadedSession {
  const session = sessions.get(key)
  if (!session || (owner && session.row.user_id !== owner.userId)) throw new UnknownSessionError()
  return session
}

const repeated = (session: LoadedSession): Appended => ({
  ...describe(session),
  repeated: true,
  events: [],
  deliveries: [],
  waiting: [],
})

function describe({ row, state }: LoadedSession) {
  const owner = { endpointId: row.endpoint_id, userId: row.user_id, sessionId: row.session_id }
  return { key: row.id, owner, state, claimedBy: row.claimed_by, claimedUntil: row.claimed_until }
}
