import { popScreens } from '../../agent-workspace/public/screen-pop.js'
import { Workspace } from '../../agent-workspace/public/workspace.js'
import { drawLists } from './chat-lists.js'
import { focusComposer, forgetDraft, insertText } from './composer.js'
import { act, look } from './contact-centre.js'
import { keepCopilots, showCopilot } from './copilot-frames.js'
import { element, part, tickClocks } from './dom.js'
import { drawOpenChat } from './open-chat.js'

/** @typedef {import('../desktop-view.ts').DesktopView} DesktopView */
/** @typedef {import('../desktop-view.ts').ChatView} ChatView */

const status = part('status', HTMLElement)
const refusal = part('refusal', HTMLElement)

/** The agent whose desktop this is: `?agentId=`, or the first one. */
const agentId = new URLSearchParams(location.search).get('agentId')
const asAgent = agentId ? `?agentId=${encodeURIComponent(agentId)}` : ''

/** @type {string | undefined} */
let openId
/** @type {Promise<void> | undefined} */
let refreshing
let isRefreshWanted = false

/** Draws what the contact centre says now; asked again meanwhile, it does so once more. */
function refresh() {
  isRefreshWanted = true
  refreshing ??= drawWhileWanted()
  return refreshing
}

async function drawWhileWanted() {
  while (isRefreshWanted) {
    isRefreshWanted = false
    await draw()
  }
  refreshing = undefined
}

async function draw() {
  try {
    const view = /** @type {DesktopView} */ (await look(`/desktop${asAgent}`))
    const chatIds = new Set(view.chats.map(({ id }) => id))
    if (!openId || !chatIds.has(openId)) openId = view.chats.at(-1)?.id
    const chat = openId ? await lookAtChat(openId) : undefined
    drawTop(view)
    drawLists(view, openId, { choose: id => void choose(id), accept: id => void accept(id) })
    drawOpenChat(chat, view.queues, transfer)
    const isInWorkspace = workspace.show(view, chat)
    keepCopilots(isInWorkspace ? new Set() : chatIds)
    showCopilot(chat, isInWorkspace)
    popScreens(view.screenPop, view)
    tickClocks()
  } catch {
    showStatus('Connection lost, trying again', 'dot lost')
  }
}

const workspace = new Workspace(part('panel', HTMLElement), {
  lookAtChat: id => lookAtChat(id),
  insert: insertText,
  send: (id, text) => void attempt(`/conversations/${id}/messages`, { text }),
  wrapUp: (id, codes) => void attempt(`/desktop/conversations/${id}/wrap-up`, { codes }),
})

/** @param {string} id */
const lookAtChat = async id => /** @type {ChatView} */ (await look(`/desktop/conversations/${id}${asAgent}`))

/** @param {DesktopView} view */
function drawTop({ agent, chats, chatsPerAgent }) {
  const open = chats.filter(({ ended }) => !ended).length
  showStatus(`Available, ${open} of ${chatsPerAgent} chats`, 'dot')
  part('me', HTMLElement).textContent = agent.name
}

/**
 * @param {string} words
 * @param {string} dot
 */
function showStatus(words, dot) {
  if (status.textContent !== words) status.replaceChildren(element('span', { class: dot }), words)
}

/**
 * Does something with the contact centre and shows a refusal.
 * @param {string} path
 * @param {object} [body]
 */
async function attempt(path, body) {
  refusal.textContent = ''
  try {
    await act(path, body)
  } catch (error) {
    refusal.textContent = error instanceof Error ? error.message : String(error)
  }
  await refresh()
}

/** @param {string} id */
async function choose(id) {
  openId = id
  await refresh()
  focusComposer()
}

/** @param {string} id */
async function accept(id) {
  openId = id
  await attempt(`/conversations/${id}/accept`, agentId ? { agentId } : undefined)
  focusComposer()
}

/** @param {string} queueId */
const transfer = queueId => void attempt(`/conversations/${openId}/transfer`, { queueId })

part('end', HTMLElement).addEventListener('click', () => void attempt(`/conversations/${openId}/end`))
part('close', HTMLElement).addEventListener('click', () => {
  if (!openId) return
  forgetDraft(openId)
  void attempt(`/desktop/conversations/${openId}/close`)
})

const changes = new EventSource('/control/desktop/changes')
changes.addEventListener('message', () => void refresh())
changes.addEventListener('error', () => void refresh())
setInterval(tickClocks, 1000)
