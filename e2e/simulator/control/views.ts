import type { Conversation } from '../conversation.ts'

/** A conversation as the control API and tests see it: all of it, attachments without their content. */
export interface ConversationView
  extends Omit<Conversation, 'attachments' | 'participants' | 'lastTimestamp'> {
  attachments: { id: string; filename: string; contentType: string; sizeInBytes: number; author: string }[]
  participants: { id: string; type: string; removed: boolean; language: string }[]
}

/** A copy of a conversation, safe to keep and to compare. */
export function viewOf(conversation: Conversation): ConversationView {
  const { attachments, participants, lastTimestamp: _, ...rest } = conversation
  return {
    ...structuredClone(rest),
    participants: structuredClone([...participants.values()]),
    attachments: [...attachments.values()].map(({ id, filename, contentType, content, author }) => ({
      id,
      filename,
      contentType,
      sizeInBytes: content.length,
      author,
    })),
  }
}
