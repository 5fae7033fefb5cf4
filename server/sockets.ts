import type { Server as HttpServer } from 'node:http'
import { createAdapter } from '@socket.io/redis-streams-adapter'
import { Server } from 'socket.io'
import type { Context } from './context.ts'
import { customerRoom, serveCustomers } from './endpoints/customer-socket.ts'
import type { Typing } from './protocol/copilot.ts'
import type { Appended } from './sessions/commit-batch.ts'
import { type CopilotNamespace, serveCopilot } from './workspace/copilot-socket.ts'
import { copilotRoom } from './workspace/viewing.ts'

const LARGEST_PACKET_IN_BYTES = 512 * 1024
const CONNECT_MILLISECONDS = 10_000

/** What one server tells the others about a commit. */
interface Notice {
  key: string
  lastSeq: number
  /** The server that has new deliveries to work. */
  wake: string | null
}

/** Every socket event of the server: customers on the default namespace, agents' widgets on `/copilot`. */
export function createSockets(http: HttpServer, context: Context): Server {
  const { config, redis, log, lanes, serverId } = context
  const io = new Server(http, {
    path: `${config.pathPrefix}/socket.io`,
    allowEIO3: true,
    cors: { origin: true },
    connectTimeout: CONNECT_MILLISECONDS,
    perMessageDeflate: false,
    maxHttpBufferSize: LARGEST_PACKET_IN_BYTES,
    serveClient: false,
    ...(redis && { adapter: createAdapter(redis) }),
  })

  serveCustomers(io.of('/'), context.customerSocket)
  serveCopilot(io.of('/copilot') as CopilotNamespace, context.copilotSocket)

  context.typing.on((key, typing) => tellTyping(io, key, typing))
  if (redis) {
    log.onCommitted(appended => notify(io, appended))
    io.on('session-appended', ({ key, lastSeq, wake }: Notice) => {
      log.notice(key, lastSeq)
      if (wake === serverId) void lanes.load(key).catch(() => undefined)
    })
  }
  return io
}

function notify(io: Server, { key, state, events, deliveries, claimedBy }: Appended): void {
  if (events.length === 0) return
  const notice: Notice = { key, lastSeq: state.seq, wake: deliveries.length > 0 ? claimedBy : null }
  io.serverSideEmit('session-appended', notice)
}

function tellTyping(io: Server, key: string, typing: Typing): void {
  io.of('/copilot').to(copilotRoom(key)).volatile.emit('typing', typing)
  if (typing.from !== 'agent') return
  const status = typing.writing ? 'typingOn' : 'typingOff'
  io.of('/').to(customerRoom(key)).volatile.emit('typingStatus', { status })
}
