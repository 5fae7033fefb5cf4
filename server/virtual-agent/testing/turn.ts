import type { Turn } from '../virtual-agent.ts'

/** A turn of a conversation that has just begun. */
export const turn = (given: Partial<Turn>): Turn => ({
  endpointId: 'shop',
  URLToken: 'f'.repeat(64),
  userId: 'user-1',
  sessionId: 'session-1',
  turnId: 'session-1.7',
  profile: {},
  dialogue: [],
  ...given,
})
