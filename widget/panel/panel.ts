import type { PanelPageSettings } from '../../server/protocol/panel.ts'
import { AgentCopilot } from '../agent-copilot.ts'
import { isAllowedOrigin } from '../embed/origins.ts'
import type { InsertEvent } from '../insert-event.ts'
import { moreTexts } from '../locales/more-texts.ts'
import { texts } from '../locales/texts.ts'
import { copyText } from '../ui/copy-text.ts'
import { KeptInteractions } from './kept-interactions.ts'
import { PanelChats } from './panel-chats.ts'
import { awaitSettings, openInteraction } from './panel-server.ts'
import { takeAddress } from './take-address.ts'
import { takeEvent } from './workspace-events.ts'
import { WorkspacePort } from './workspace-port.ts'

/*
 * The copilot in 8x8 Agent Workspace's panel, or in a window of its screen pop: follows the interactions that 8x8 tells
 * of, shows the one that the agent looks at, and hands texts to 8x8's reply box where 8x8 takes them.
 */

const received = 'aw-chat-message-received-v1'

// Another interaction for the same window may come as nothing but another fragment.
addEventListener('hashchange', () => location.reload())

const server = new URL('.', location.href).href
const address = takeAddress(location, history)
const main = document.querySelector('main')

if (!address.URLToken || !address.auth || address.problem) complain(address.problem)
else showPanel()

function showPanel() {
  const { URLToken, auth, interaction } = address
  const copilot = new AgentCopilot()
  copilot.many = true
  copilot.server = server
  const settings = settingsOf(URLToken)
  const ask = (interactionId: string, hints: object) =>
    openInteraction(server, { URLToken, auth, interactionId, ...hints })
  const refused = () => complain('refused')
  const chats = new PanelChats(copilot, ask, new KeptInteractions(URLToken), refused)
  main?.append(copilot)
  if (interaction) chats.focus(interaction)
  addEventListener('keydown', event => {
    if (event.target === document.body) copilot.handleKey(event)
  })
  nameWindow(copilot)
  if (window.parent !== window) joinWorkspace(copilot, chats, settings)
}

function joinWorkspace(copilot: AgentCopilot, chats: PanelChats, settings: Promise<PanelPageSettings>) {
  const speak = (language: string) => {
    copilot.language = language
    document.documentElement.lang = language
  }
  const listener = {
    workspaceConnected: () => main?.setAttribute('data-workspace', 'connected'),
    eventsKnown: () => void settings.then(told => offerInsert(told)),
    contextChanged: ({ theme, locale }: { theme?: 'light' | 'dark'; locale?: string }) => {
      copilot.theme = theme
      document.documentElement.dataset['theme'] = theme ?? ''
      if (locale) speak(locale)
    },
    workspaceEvent: (name: string, value: Readonly<Record<string, unknown>>) =>
      takeEvent({ chats, copilot, speak }, name, value),
  }
  const isAllowed = async (origin: string) => isAllowedOrigin(origin, (await settings).origins)
  const port = new WorkspacePort(listener, isAllowed, '0.1.0')
  port.open()
  const offerInsert = ({ insert }: PanelPageSettings) => {
    copilot.canInsert = insert === 'always' || (insert === 'detect' && port.knows(received))
  }
  copilot.addEventListener('copilot-insert', event => {
    if (copilot.canInsert && port.isConnected) handOver(event, copilot, port)
  })
  copilot.addEventListener('copilot-wrap-up', ({ chatId, wrapUp: { code = '' } }) => {
    const known = chats.codeOf(chatId, code)
    if (known) void sendCode(port, chatId, known)
  })
}

/** Puts a text into 8x8's reply box; where 8x8 does not take it after all, it is copied. */
function handOver(event: InsertEvent, copilot: AgentCopilot, port: WorkspacePort) {
  const interactionId = copilot.selectedChatId
  if (!interactionId) return
  event.preventDefault()
  const { text: message } = event
  void port.send(received, { interactionId, message, schemaVersion: '1.0.0' }).then(async isTaken => {
    if (isTaken) return
    const isCopied = await copyText(message, copilot)
    copilot.tell(isCopied ? moreTexts.panel.copied : moreTexts.panel.notTaken)
  })
}

const sendCode = (
  port: WorkspacePort,
  interactionId: string,
  { code, parentId }: { code: string; parentId?: string },
) =>
  port.send('aw-interaction-wrap-up-codes-received-v1', {
    interactionId,
    wrapUpCodes: [{ id: code, ...(parentId && { parentId }) }],
    schemaVersion: '1.0.0',
  })

/** Without them nobody is heard who frames the page. */
async function settingsOf(URLToken: string): Promise<PanelPageSettings> {
  const settings = await awaitSettings(server, URLToken)
  if (!settings) complain('refused')
  return settings ?? { origins: [], insert: 'copy' }
}

function nameWindow(copilot: AgentCopilot) {
  copilot.addEventListener('copilot-session-change', ({ customerName }) => {
    document.title = customerName ? texts.titleWith(customerName) : texts.title
  })
}

/** Shows why there is no panel. */
function complain(problem: string) {
  const copilot = new AgentCopilot()
  copilot.problem = problem === 'no-interaction' ? moreTexts.panel.noInteraction : moreTexts.panel.refused
  main?.querySelector('agent-copilot')?.remove()
  main?.append(copilot)
}
