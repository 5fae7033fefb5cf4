import type { Conversation, Message, Notice } from '../conversation.ts'
import type { World } from '../world.ts'

/** A line of the agent's transcript; what was said before the handover has no time. */
export type TranscriptEntry =
  | ({ type: 'message'; key: string; at?: number } & Pick<Message, 'text' | 'cards'> & {
        author: string
        name: string
        attachments: { id: string; filename: string }[]
      })
  | { type: 'notice'; key: string; at: number; text: string }

/** The customer's name, or what else they are known by. */
export const customerName = ({ user }: Conversation) => user.name || user.userId || 'Customer'

/** What was said before the handover, then messages and notices by time. */
export function transcriptOf(world: World, conversation: Conversation, agentId: string): TranscriptEntry[] {
  const { history, messages, notices } = conversation
  const before = history.map(message => ({
    ...messageEntry(world, conversation, message, agentId),
    at: undefined,
  }))
  const since = messages
    .filter(message => !history.includes(message))
    .map(message => messageEntry(world, conversation, message, agentId))
  const told = notices.map((notice, index) => noticeEntry(world, notice, index, agentId))
  return [...before, ...[...told, ...since].sort((a, b) => (a.at ?? 0) - (b.at ?? 0))]
}

function messageEntry(world: World, conversation: Conversation, message: Message, agentId: string) {
  const { id, text, author, cards, createdAt } = message
  const names = {
    user: customerName(conversation),
    bot: 'Assistant',
    system: 'System',
    agent: agentName(world, author.id),
  }
  return {
    type: 'message' as const,
    key: id,
    at: Date.parse(createdAt),
    author: author.type,
    name: author.id === agentId ? 'You' : names[author.type],
    text,
    cards,
    attachments: message.attachments.map(attachment => ({
      id: attachment.id,
      filename: conversation.attachments.get(attachment.id)?.filename ?? 'File',
    })),
  }
}

const agentName = (world: World, id: string) =>
  world.settings.agents.find(agent => agent.id === id)?.name ?? 'Agent'

function noticeEntry(world: World, { at, kind, subject = '' }: Notice, index: number, agentId: string) {
  const who = subject === agentId ? 'You' : agentName(world, subject)
  const texts: Record<Notice['kind'], string> = {
    queued: `Waiting in ${subject}`,
    joined: `${who} joined`,
    left: `${who} left`,
    transferred: `Transferred to ${subject}`,
    userLeft: 'The customer left',
    ended: 'Chat ended',
  }
  return { type: 'notice' as const, key: `notice ${index}`, at, text: texts[kind] }
}
