import type { EventBodyOf } from '../protocol/session-events.ts'

/**
 * What one of our messages says at 8x8. An agent's reply from the copilot cannot be posted as an agent's there (Chat
 * Gateway v1.0 knows the authors `user` and `bot`): it goes as ours and begins with the agent's name.
 */
export const wordsAtContactCentre = ({ text, agentName }: EventBodyOf<'message'>): string | undefined =>
  agentName && text ? `${agentName}: ${text}` : text
