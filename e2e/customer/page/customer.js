import { ChatConnection } from './chat-connection.js'
import { ChatHistory } from './chat-history.js'
import { Composer } from './composer.js'
import { elementById } from './element.js'
import { Endpoint } from './endpoint.js'
import { takeIdentity } from './identity.js'
import { MessageList } from './message-list.js'
import { Notices } from './notices.js'
import { Outbox } from './outbox.js'
import { TypingSignal } from './typing-signal.js'
import { Uploads } from './uploads.js'

/** @typedef {import('./chat-history.js').Entry} Entry */

const identity = takeIdentity()
const notices = new Notices()
const endpoint = await Endpoint.find()
const history = new ChatHistory(identity.sessionId)

/** @type {ChatConnection | undefined} */
let connection
/** @type {Outbox | undefined} */
let outbox

const messages = new MessageList(endpoint.server, {
  onRetry: entry => outbox?.send(entry),
  onChoose: (entry, reply) => say({ text: reply.title, payload: reply.payload, answers: entry.id }),
})
messages.restore(history.entries)

const typing = new TypingSignal(isTyping => connection?.typing(isTyping))
const composer = new Composer(identity.sessionId, {
  onSend: text => say({ text }),
  onTyped: () => typing.typed(),
  onStopped: () => typing.stopped(),
})
new Uploads(
  (file, signal) => endpoint.upload(identity, file, signal),
  attachment => say({ data: { attachments: [attachment] } }),
).start()

if (await endpoint.isActive(() => notices.connection('reconnecting'))) connect()
else close()

function connect() {
  connection = new ChatConnection(endpoint, identity, {
    onState: state => {
      notices.connection(state)
      if (state === 'connected') outbox?.sendPending()
    },
    onOutput: receive,
    onTyping: isTyping => notices.typing(isTyping),
    onTrouble: trouble => notices.trouble(trouble),
  })
  outbox = new Outbox(history, connection, entry => messages.showDelivery(entry))
}

function close() {
  notices.connection('unavailable')
  composer.hide()
  elementById('unavailable', HTMLElement).hidden = false
}

/** @param {Partial<Entry>} said */
function say(said) {
  /** @type {Entry} */
  const entry = { id: crypto.randomUUID(), source: 'user', at: Date.now(), delivery: 'sending', ...said }
  history.add(entry)
  messages.append(entry)
  outbox?.send(entry)
}

/**
 * Shows an output, once: a repeat after a lost acknowledgement carries the same traceId.
 * @param {import('./chat-connection.js').Output} output
 */
function receive({ text, data, traceId, source }) {
  const id = traceId ?? crypto.randomUUID()
  notices.typing(false)
  if (history.has(id)) return
  /** @type {Entry} */
  const entry = { id, source: source === 'agent' ? 'agent' : 'bot', at: Date.now(), text, data }
  history.add(entry)
  messages.append(entry)
}
