import type { AgentCopilot } from '../agent-copilot.ts'
import type { PanelChats, WorkspaceCode } from './panel-chats.ts'

type Value = Readonly<Record<string, unknown>>
type Parts = { chats: PanelChats; copilot: AgentCopilot; speak: (language: string) => void }
type Handler = (parts: Parts, value: Value, interactionId: string) => void

const focus: Handler = ({ chats }, _value, id) => chats.focus(id)

/** What each event of 8x8 Agent Workspace means here. Others, such as those of calls, mean nothing. */
const handlers: Readonly<Record<string, Handler>> = {
  'aw-interaction-started-v1': ({ chats }, { interactionType, customerName }, id) => {
    if (interactionType !== undefined && interactionType !== 'chat') return chats.ignore(id)
    chats.open(id, { ...(isText(customerName) && { name: customerName }) })
  },
  'aw-interaction-ended-v1': ({ chats }, _value, id) => chats.end(id),
  'aw-interaction-focus-v1': focus,
  'aw-interaction-focus-v2': focus,
  'aw-interaction-focus-v3': focus,
  'aw-chat-init-v1': ({ chats }, { messages }, id) => {
    const conversationId = conversationOf(messages)
    chats.open(id, { ...(conversationId && { conversationId }) })
  },
  // Who answers has read.
  'aw-chat-message-sent-v1': ({ copilot }, _value, id) => copilot.markSeen(id),
  'aw-close-agent-assist-v1': ({ chats }, _value, id) => chats.close(id),
  'aw-interaction-wrap-up-codes-v1': ({ chats }, { wrapUpCodes }, id) =>
    chats.offerWrapUpCodes(id, codesIn(wrapUpCodes)),
}

/** Takes in an event of 8x8 Agent Workspace. */
export function takeEvent(parts: Parts, name: string, value: Value): void {
  if (name === 'global-user-details-v1') return takeUser(parts, value)
  const { interactionId } = value
  const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined
  if (isText(interactionId)) handler?.(parts, value, interactionId)
}

function takeUser({ chats, speak }: Parts, { name, firstName, lastName, language }: Value) {
  const parts = [firstName, lastName].filter(isText).join(' ')
  chats.agentName = isText(name) ? name : parts || undefined
  if (isText(language)) speak(language)
}

/** The conversation that 8x8's own messages name: where the server looks first. */
function conversationOf(messages: unknown): string | undefined {
  if (!Array.isArray(messages)) return undefined
  return messages.map(message => read(message, 'meta', 'conversation_id')).find(isText)
}

/** Codes as 8x8 lists them: `id`, `name` and, of one within a group, `parentId`. */
export function codesIn(list: unknown): WorkspaceCode[] {
  if (!Array.isArray(list)) return []
  return list.flatMap(item => {
    const [id, name, parentId] = ['id', 'name', 'parentId'].map(key => read(item, key))
    const code = typeof id === 'number' ? String(id) : id
    if (!isText(code)) return []
    return [
      {
        code,
        name: isText(name) ? name : code,
        ...((isText(parentId) || typeof parentId === 'number') && { parentId: String(parentId) }),
      },
    ]
  })
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

const read = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Value)[key] : undefined),
    value,
  )
