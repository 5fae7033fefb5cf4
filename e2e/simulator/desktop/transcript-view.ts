import type { Card, Conversation, Message, Notice } from '../conversation.ts'
import type { World } from '../world.ts'

interface MessageEntry {
  type: 'message'
  key: string
  /** Epoch ms; absent for what was said before the handover. */
  at?: number
  author: Message['author']['type']
  name: string
  text: string
  attachments: { id: string; filename: string }[]
  /** Cards by what can be read on them. */
  cards: { words: string[] }[]
}

interface NoticeEntry {
  type: 'notice'
  key: string
  /** Epoch ms. */
  at: number
  text: string
}

/** A line of the agent's transcript. */
export type TranscriptEntry = MessageEntry | NoticeEntry

/** The customer's name, or what else they are known by. */
export const customerName = ({ user }: Conversation) => user.name || user.userId || 'Customer'

/** What was said before the handover, then messages and notices by time. */
export function transcriptOf(world: World, conversation: Conversation, agentId: string): TranscriptEntry[] {
  const history = new Set(conversation.history)
  const write = (message: Message) => messageEntry(world, conversation, message, agentId)
  const before = [...history].map(message => ({ ...write(message), at: undefined }))
  const since = conversation.messages.filter(message => !history.has(message)).map(write)
  const told = conversation.notices.map((notice, index) => noticeEntry(world, notice, index, agentId))
  return [...before, ...[...told, ...since].sort((a, b) => (a.at ?? 0) - (b.at ?? 0))]
}

function messageEntry(
  world: World,
  conversation: Conversation,
  message: Message,
  agentId: string,
): MessageEntry {
  const { id, text, author, createdAt } = message
  const names = {
    user: customerName(conversation),
    bot: 'Assistant',
    system: 'System',
    agent: agentName(world, author.id),
  }
  return {
    type: 'message',
    key: id,
    at: Date.parse(createdAt),
    author: author.type,
    name: author.id === agentId ? 'You' : names[author.type],
    text,
    attachments: message.attachments.map(attachment => ({
      id: attachment.id,
      filename: conversation.attachments.get(attachment.id)?.filename ?? 'File',
    })),
    cards: message.cards.map(card => ({ words: wordsOf(card) })),
  }
}

/** The titles of quick replies and the texts of an adaptive card. */
function wordsOf({ content }: Card): string[] {
  const parts = [content['options'], content['body']].filter(Array.isArray).flat() as Record<
    string,
    unknown
  >[]
  const words = parts.map(part => part['title'] ?? part['text']).filter(word => typeof word === 'string')
  return words.length > 0 ? words : ['Card']
}

const agentName = (world: World, id: string) =>
  world.settings.agents.find(agent => agent.id === id)?.name ?? 'Agent'

function noticeEntry(
  world: World,
  { at, kind, subject = '' }: Notice,
  index: number,
  agentId: string,
): NoticeEntry {
  const who = subject === agentId ? 'You' : agentName(world, subject)
  const texts: Record<Notice['kind'], string> = {
    queued: `Waiting in ${subject}`,
    joined: `${who} joined`,
    left: `${who} left`,
    transferred: `Transferred to ${subject}`,
    userLeft: 'The customer left',
    ended: 'Chat ended',
  }
  return { type: 'notice', key: `notice ${index}`, at, text: texts[kind] }
}
