import { drawLists } from './chat-lists.js'
import { focusComposer, forgetDraft, openComposer } from './composer.js'
import { act, look } from './contact-centre.js'
import { keepCopilots, showCopilot } from './copilot-frames.js'
import { element, keepList, tickClocks } from './dom.js'
import { drawTranscript } from './transcript.js'

const part = id => document.getElementById(id)
/** The agent whose desktop this is: `?agentId=`, or the first one. */
const agentId = new URLSearchParams(location.search).get('agentId')
const asAgent = agentId ? `?agentId=${encodeURIComponent(agentId)}` : ''

let openId
let shownId
let connected = true
let refreshing
let refreshAgain = false

/** Draws what the contact centre says now; asked again meanwhile, it does so once more afterwards. */
function refresh() {
  if (refreshing) {
    refreshAgain = true
    return refreshing
  }
  refreshing = draw().finally(() => {
    refreshing = undefined
    if (!refreshAgain) return
    refreshAgain = false
    void refresh()
  })
  return refreshing
}

async function draw() {
  try {
    const view = await look(`/desktop${asAgent}`)
    const chatIds = new Set(view.chats.map(({ id }) => id))
    if (!chatIds.has(openId)) openId = view.chats.at(-1)?.id
    const chat = openId && (await look(`/desktop/conversations/${openId}${asAgent}`))
    drawTop(view)
    drawLists(view, openId, { choose, accept })
    keepCopilots(chatIds)
    drawChat(chat, view)
    showCopilot(chat)
    tickClocks()
  } catch {
    connected = false
    part('status').replaceChildren(element('span', { class: 'dot lost' }), 'Connection lost, trying again')
  }
}

function drawTop({ agent, chats, chatsPerAgent }) {
  const open = chats.filter(({ ended }) => !ended).length
  const words = connected ? `Available, ${open} of ${chatsPerAgent} chats` : 'Connection lost, trying again'
  if (part('status').textContent !== words) {
    part('status').replaceChildren(element('span', { class: connected ? 'dot' : 'dot lost' }), words)
  }
  part('me').textContent = agent.name
}

function drawChat(chat, { queues }) {
  part('chat').hidden = !chat
  part('no-chat').hidden = Boolean(chat)
  document.title = chat ? `${chat.name} – Contact centre` : 'Contact centre'
  if (!chat) {
    shownId = undefined
    return
  }
  part('chat').setAttribute('aria-label', `Chat with ${chat.name}`)
  part('customer').textContent = chat.name
  part('chat-queue').textContent = chat.mine ? `Chat, ${chat.queue}` : `Ended chat, ${chat.queue}`
  part('transfer').hidden = part('end').hidden = !chat.mine
  part('close').hidden = chat.mine
  part('typing').textContent = chat.customerTyping ? `${chat.name} is typing` : ''
  keepList(part('facts'), chat.facts, { key: fact => fact.key, create: () => element('div'), draw: drawFact })
  const choices = queues.map((queue, index) => ({ ...queue, chatId: chat.id, isFirst: index === 0 }))
  keepList(part('transfer-menu'), choices, {
    key: choice => `${choice.chatId} ${choice.id}`,
    create: createTransferChoice,
    draw: (button, choice) => button.replaceChildren(choice.name),
  })
  drawTranscript(chat, shownId !== chat.id)
  openComposer(chat)
  shownId = chat.id
}

const FACT_NAMES = {
  userId: 'Customer id',
  email: 'Email',
  phone: 'Phone',
  company: 'Company',
  caseId: 'Case',
  language: 'Language',
}

function drawFact(row, { key, value }) {
  row.replaceChildren(
    element('dt', { dir: 'auto' }, FACT_NAMES[key] ?? key),
    element('dd', { dir: 'auto', title: value }, factValue(value)),
  )
}

/** A web address can be opened; the agent's browser shows it in a tab of its own. */
const factValue = value =>
  /^https?:\/\//.test(value)
    ? element('a', { href: value, target: '_blank', rel: 'noopener noreferrer' }, value)
    : value

const createTransferChoice = ({ id, chatId, isFirst }) =>
  element('button', {
    type: 'button',
    autofocus: isFirst,
    'data-testid': 'transfer-queue',
    onclick: () => transfer(chatId, id),
  })

/** Does something with the contact centre and shows a refusal. */
async function attempt(path, body) {
  part('refusal').textContent = ''
  try {
    await act(path, body)
  } catch (error) {
    part('refusal').textContent = error.message
  }
  await refresh()
}

async function choose(id) {
  openId = id
  await refresh()
  focusComposer()
}

async function accept(id) {
  openId = id
  await attempt(`/conversations/${id}/accept`, agentId ? { agentId } : undefined)
  focusComposer()
}

function transfer(chatId, queueId) {
  part('transfer-menu').hidePopover()
  void attempt(`/conversations/${chatId}/transfer`, { queueId })
}

part('end').addEventListener('click', () => void attempt(`/conversations/${openId}/end`))
part('close').addEventListener('click', () => {
  forgetDraft(openId)
  void attempt(`/desktop/conversations/${openId}/close`)
})

const changes = new EventSource('/control/desktop/changes')
changes.addEventListener('message', () => {
  connected = true
  void refresh()
})
changes.addEventListener('error', () => {
  connected = false
  void refresh()
})
setInterval(tickClocks, 1000)
