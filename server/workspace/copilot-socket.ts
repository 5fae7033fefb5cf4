import type { Namespace, Socket } from 'socket.io'
import { type CopilotClientEvents, type CopilotServerEvents, type Joined, joinSchema } from '../protocol/copilot.ts'
import { PROTOCOL_VERSION } from '../protocol/limits.ts'
import type { RefusalCode, SocketError } from '../protocol/problem.ts'
import type { SessionLog } from '../sessions/session-log.ts'
import type { Logger } from '../telemetry/logger.ts'
import type { AdmitAgent } from './admit-agent.ts'

export type CopilotNamespace = Namespace<CopilotClientEvents, CopilotServerEvents>
type CopilotSocket = Socket<CopilotClientEvents, CopilotServerEvents>

export interface CopilotSocketParts {
  log: SessionLog
  admit: AdmitAgent
  /** Counts a refused join; false when the address has to wait. */
  mayFail: (address: string) => Promise<boolean>
  isBlocked: (address: string) => Promise<boolean>
  logger: Logger
}

/** Room of every widget that shows one session. */
export const copilotRoom = (key: string) => `copilot:${key}`

const RECHECK_MILLISECONDS = 60_000

/** One sentence for every reason: a refusal never says which value was wrong. */
const REFUSED = 'This link does not open a chat. It may have expired, or it belongs to another chat.'

/** The copilot protocol on the namespace `/copilot`; see server/protocol/copilot.ts. */
export function serveCopilot(namespace: CopilotNamespace, parts: CopilotSocketParts): void {
  namespace.on('connection', socket => {
    let leave = () => {}
    socket.on('join', (payload: unknown, acknowledge: unknown) => {
      if (typeof acknowledge !== 'function') return
      leave()
      join(parts, socket, payload)
        .then(joined => {
          leave = joined.leave
          // The answer goes first, so that the widget knows what the events after it belong to.
          acknowledge(joined.answer)
          joined.begin()
        })
        .catch(error => acknowledge(toError(parts, error)))
    })
    socket.on('disconnect', () => leave())
  })
}

class JoinRefusal extends Error {
  override readonly name = 'JoinRefusal'
  readonly code: RefusalCode

  constructor(code: RefusalCode, message: string) {
    super(message)
    this.code = code
  }
}

async function join(parts: CopilotSocketParts, socket: CopilotSocket, payload: unknown) {
  const parsed = joinSchema.safeParse(payload)
  if (!parsed.success) throw new JoinRefusal('invalid', 'The link is not complete.')
  if (parsed.data.protocolVersion !== PROTOCOL_VERSION) {
    throw new JoinRefusal('unsupported-version', 'This page is out of date. Please load it again.')
  }
  const { address } = socket.handshake
  if (await parts.isBlocked(address)) throw new JoinRefusal('too-many', 'Too many failed attempts. Please wait a minute.')
  const session = await parts.admit(parsed.data)
  if (!session) {
    await parts.mayFail(address)
    throw new JoinRefusal('refused', REFUSED)
  }
  await socket.join(copilotRoom(session.key))
  const answer: Joined = { lastSeq: session.state.seq, serverTime: Date.now() }
  return { answer, ...follow(parts, socket, session.key, parsed.data) }
}

/** Sends the session's events until the widget leaves or may no longer see them. */
function follow(parts: CopilotSocketParts, socket: CopilotSocket, key: string, link: Parameters<AdmitAgent>[0] & { after: number }) {
  let stop = () => {}
  const leave = () => {
    stop()
    clearInterval(recheck)
    void socket.leave(copilotRoom(key))
  }
  const recheck = setInterval(async () => {
    const session = await parts.admit(link).catch(() => 'unknown' as const)
    if (session) return
    leave()
    socket.emit('closed', { error: { code: 'refused', message: REFUSED } })
  }, RECHECK_MILLISECONDS)
  const begin = () => {
    if (socket.connected) stop = parts.log.subscribe(key, link.after, events => socket.emit('events', events))
    else leave()
  }
  return { begin, leave }
}

function toError(parts: CopilotSocketParts, error: unknown): SocketError {
  if (error instanceof JoinRefusal) return { error: { code: error.code, message: error.message } }
  parts.logger.error({ error }, 'a widget could not join')
  return { error: { code: 'not-ready', message: 'The chat cannot be opened just now. Please try again.' } }
}
