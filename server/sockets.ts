import type { Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import type { Context } from './context.ts'
import type { DraftNews } from './copilot/draft-hub.ts'
import { customerRoom, serveCustomers } from './endpoints/customer-socket.ts'
import type { Neighbours } from './neighbours.ts'
import type { Typing } from './protocol/copilot.ts'
import { type CopilotNamespace, serveCopilot } from './workspace/copilot-socket.ts'
import { draftMessage } from './workspace/draft-message.ts'
import { copilotRoom, draftsRoom } from './workspace/viewing.ts'

const LARGEST_PACKET_IN_BYTES = 512 * 1024
const CONNECT_MILLISECONDS = 10_000

/** Every socket event of the server: customers on the default namespace, agents' widgets on `/copilot`. */
export function createSockets(http: HttpServer, context: Context): Server {
  const { config, neighbours } = context
  const io = new Server(http, {
    path: `${config.pathPrefix}/socket.io`,
    allowEIO3: true,
    cors: { origin: true },
    connectTimeout: CONNECT_MILLISECONDS,
    perMessageDeflate: false,
    maxHttpBufferSize: LARGEST_PACKET_IN_BYTES,
    serveClient: false,
  })

  serveCustomers(io.of('/'), context.customerSocket)
  serveCopilot(io.of('/copilot') as CopilotNamespace, context.copilotSocket)

  context.typing.on((key, typing) => showTyping(io, key, typing))
  context.drafts.on((key, news) => showDraft(io, key, news))
  if (neighbours) meet(neighbours, context, io)
  return io
}

/** Tells the other servers what happens here, and takes up what they tell. */
function meet(neighbours: Neighbours, context: Context, io: Server): void {
  const { log, lanes, library, typing, drafts, serverId } = context
  log.onCommitted(({ key, state, events, deliveries, claimedBy }) => {
    if (events.length === 0) return
    const wake = deliveries.length > 0 ? claimedBy : null
    neighbours.tell({ kind: 'appended', key, lastSeq: state.seq, wake })
  })
  typing.on((key, who) => neighbours.tell({ kind: 'typing', key, typing: who }))
  library.onChanged(endpointId => neighbours.tell({ kind: 'knowledge-changed', endpointId }))
  drafts.on((key, draft) => neighbours.tell({ kind: 'draft', key, draft }))
  drafts.onCancel((key, draftId) => neighbours.tell({ kind: 'draft-cancelled', key, draftId }))
  neighbours.hear(news => {
    switch (news.kind) {
      case 'typing':
        return showTyping(io, news.key, news.typing)
      case 'knowledge-changed':
        return void library.refresh(news.endpointId).catch(() => undefined)
      case 'draft':
        drafts.hear(news.key, news.draft)
        return showDraft(io, news.key, news.draft)
      case 'draft-cancelled':
        return void drafts.cancelHere(news.key, news.draftId)
      default:
        log.notice(news.key, news.lastSeq)
        if (news.wake === serverId) void lanes.load(news.key).catch(() => undefined)
    }
  })
}

function showDraft(io: Server, key: string, news: DraftNews): void {
  const [name, words] = draftMessage(news)
  io.of('/copilot').to(draftsRoom(key)).emit(name, words)
}

function showTyping(io: Server, key: string, typing: Typing): void {
  io.of('/copilot').to(copilotRoom(key)).volatile.emit('typing', typing)
  if (typing.from !== 'agent') return
  const status = typing.writing ? 'typingOn' : 'typingOff'
  io.of('/').to(customerRoom(key)).volatile.emit('typingStatus', { status })
}
