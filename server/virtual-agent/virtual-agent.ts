import type { Grid, Tile } from '../protocol/assists.ts'
import type { Attachment, Data, Profile } from '../protocol/values.ts'

/** How a handover stands, as the virtual agent is told of it (`input.handover` of Cognigy's flows). */
export interface HandoverStatus {
  status: 'queue' | 'active' | 'completed' | 'cancelled' | 'error'
  eventType?: 'queueUpdate' | 'handoverInactivity' | 'genericHandoverUpdate'
  inactivityCount?: number
  error?: { reason: 'unsupported' | 'error'; message: string }
  data?: Data
}

/** What the virtual agent is asked: the customer's message, news of a handover, or a tile's postback; one of them. */
export interface Turn {
  endpointId: string
  URLToken: string
  userId: string
  sessionId: string
  /** Stable across repeats of the same turn, so that a bot can recognise one. */
  turnId: string
  text?: string
  data?: Data
  attachments?: Attachment[]
  handover?: HandoverStatus
  /** What an agent submitted in a tile of the workspace. */
  postback?: { tileId: string; postbackId: string; data: Data }
  profile: Profile
  /** What was said before this turn, oldest first, at most the last twenty messages. */
  dialogue: DialogueTurn[]
}

export interface DialogueTurn {
  from: 'customer' | 'virtual-agent' | 'agent'
  text: string
}

/** What the virtual agent answers, in order: profile and tiles first, then messages, then the handover. */
export interface TurnAnswer {
  messages: { text?: string; data?: Data }[]
  profile?: Profile
  tiles?: { tileId: string; tile: Tile }[]
  grid?: Grid
  tileData?: { tileId: string; data: Data }[]
  /** Ask for a person; `properties` join the endpoint's own for this handover. */
  handover?: { properties?: Data }
}

/** Who answers the customer while no person does. Throws where no answer could be had. */
export interface VirtualAgent {
  answer(turn: Turn, signal: AbortSignal): Promise<TurnAnswer>
}
