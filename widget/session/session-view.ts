import type {
  AssistFeedback,
  Fact,
  Grid,
  NextAction,
  Passage,
  Quote,
  Sentiment,
  Suggestion,
  Tile,
  WrapUp,
} from '../../server/protocol/assists.ts'
import type { Author, EventOf, HandoverEnd } from '../../server/protocol/session-events.ts'
import type { Attachment, Data, Profile } from '../../server/protocol/values.ts'

/** What the tiles show of a session: a fold over its events. Times are milliseconds since the epoch. */
export interface SessionView {
  /** The last event folded in; 0 before the first. */
  readonly lastSeq: number
  readonly profile: Profile
  /** What was said and what happened, in reading order, as far as it is held. */
  readonly transcript: readonly TranscriptEntry[]
  /** What happened before this event is not in the transcript, the server has it; 0 where all is. */
  readonly heldFrom: number
  /** Places in the transcript of agents' messages whose order is not settled yet. */
  readonly unsettled: readonly number[]
  readonly handover: HandoverView
  readonly newestCustomerMessage?: EventOf<'message'>
  /** When the customer wrote what nobody has answered yet. */
  readonly unansweredSince?: number
  readonly assistance?: Assistance
  /** The customer's mood, while it can be told. */
  readonly sentiment?: Sentiment
  /** What the conversation told of the customer; each kind of thing once. */
  readonly facts: readonly Fact[]
  readonly nextAction?: NextAction
  /** The newest summary that there is. */
  readonly summary?: EventOf<'summary-made'>
  readonly wrapUp: WrapUpView
  /** What became of suggestions and other assists, by their ids; what was undone is not there. */
  readonly outcomes: Readonly<Record<string, AssistFeedback>>
  /** The assists that an agent has seen. */
  readonly seen: Readonly<Record<string, true>>
  /** Suggestions stay away until then. */
  readonly snoozedUntil?: number
  readonly grid?: Grid
  /** Tiles that bots and programs filled, by their ids, in the order in which they came. */
  readonly tiles: Readonly<Record<string, TileView>>
}

/** What is left behind when the chat ends; of the newest handover. */
export interface WrapUpView {
  readonly handoverId?: string
  readonly made?: WrapUp
  /** The words that speak for the code that was made. */
  readonly because?: Quote
  readonly saved?: WrapUp
  readonly savedAt?: number
  readonly savedBy?: string
}

/** A tile with the data that it was given last. */
export interface TileView {
  readonly tile: Tile
  readonly data?: Data
}

/** `seq` is the place in the session of the event that it shows. */
export type TranscriptEntry = MessageEntry | NoticeEntry

export interface MessageEntry {
  readonly kind: 'message'
  readonly seq: number
  readonly at: number
  readonly from: Author
  readonly text: string
  readonly data?: Data
  readonly attachments: readonly Attachment[]
  readonly agentId?: string
  /** Why the message did not reach the other side, where it was given up. */
  readonly undelivered?: string
}

/** Something that happened between messages. */
interface NoticeEntry {
  readonly kind: 'notice'
  readonly seq: number
  readonly at: number
  readonly event: NoticeEvent
}

export type NoticeEvent = EventOf<
  | 'handover-requested'
  | 'handover-refused'
  | 'handover-queued'
  | 'handover-agent-joined'
  | 'handover-agent-left'
  | 'handover-transferred'
  | 'handover-inactive'
  | 'handover-ended'
  | 'delivery-parked'
>

export type HandoverStatus =
  | 'none'
  | 'requested'
  | 'refused'
  | 'queued'
  | 'active'
  | 'left'
  | 'transferring'
  | HandoverEnd

export interface HandoverView {
  readonly status: HandoverStatus
  /** When it came to this status. */
  readonly since: number
  readonly queueName?: string
  /** When the customer entered the queue for the agent who is there now. */
  readonly queuedAt?: number
  /** The agent who is with the customer, or was last. */
  readonly agentId?: string
  /** When that agent joined. */
  readonly joinedAt?: number
}

/** What the copilot offers for one message of the customer. */
export interface Assistance {
  /** The message that it answers. */
  readonly for: number
  /** What the customer wrote there; empty where that was no text. */
  readonly question: string
  readonly suggestions: readonly Suggestion[]
  readonly passages: readonly Passage[]
  readonly quiet?: EventOf<'suggestions-made'>['quiet']
  /** Why the language model did not draft, where it should have. */
  readonly modelTrouble?: EventOf<'suggestions-made'>['modelTrouble']
  /** The customer has written since. */
  readonly stale: boolean
}

/** A session of which nothing is known yet. */
export const emptySession: SessionView = {
  lastSeq: 0,
  profile: {},
  transcript: [],
  heldFrom: 0,
  unsettled: [],
  handover: { status: 'none', since: 0 },
  facts: [],
  wrapUp: {},
  outcomes: {},
  seen: {},
  tiles: {},
}
