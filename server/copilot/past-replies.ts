import type { EventOf, SessionEvent } from '../protocol/session-events.ts'
import type { EndpointSettings } from '../protocol/settings/endpoint.ts'
import type { Appended } from '../sessions/command.ts'
import type { SessionOwner } from '../sessions/session-key.ts'
import type { SessionLog } from '../sessions/session-log.ts'
import type { Database } from '../storage/database.ts'
import { FreshCache } from '../storage/fresh-cache.ts'
import type { Logger } from '../telemetry/logger.ts'
import { HiddenData, type Privacy } from './hidden-data.ts'
import { type PastReply, PastReplyIndex, type Similar } from './past-reply-index.ts'

export interface PastRepliesParts {
  database: Database
  log: SessionLog
  settingsOf: (endpointId: string) => Promise<EndpointSettings | undefined>
  privacy: Privacy
  /** A text as it is compared with others. */
  withoutMarkup: (text: string) => string
  logger: Logger
}

/** The newest ones of an endpoint are kept at hand, and read anew this often. */
const MOST_REPLIES = 5_000
const FRESH_MILLISECONDS = 60_000
const MOST_ENDPOINTS = 200
/** Replies that wait to be remembered; more are forgotten. */
const LONGEST_QUEUE = 1_000
const TURNS = 6
/** In characters: shorter ones are courtesies, longer ones belong to one customer. */
const SHORTEST = 25
const LONGEST = 800
const LONGEST_ASKED = 1_000
/** With more hidden words than this nothing general is left of a reply. */
const MOST_HIDDEN = 2
const PLACEHOLDER = /\[\p{L}[\p{L} ]*?( \d{1,6})\]/gu

/**
 * What agents answered earlier, for endpoints that want to learn from it. A reply is remembered after it was committed, with
 * what the customer had said before it, both without personal data; what was hidden in a reply becomes a gap to fill.
 */
export class PastReplies {
  readonly #parts: PastRepliesParts
  readonly #indexes = new FreshCache<PastReplyIndex>({
    milliseconds: FRESH_MILLISECONDS,
    limit: MOST_ENDPOINTS,
  })
  #queued = 0
  #remembering: Promise<unknown> = Promise.resolve()

  constructor(parts: PastRepliesParts) {
    this.#parts = parts
  }

  /** Hears of commits, and remembers agents' replies one after the other behind them. */
  readonly onCommitted = ({ key, owner, events }: Appended): void => {
    for (const event of events) {
      if (!isReply(event) || this.#queued >= LONGEST_QUEUE) continue
      this.#queued += 1
      this.#remembering = this.#remembering
        .then(() => this.#remember(key, owner, event))
        .catch((error: unknown) => this.#parts.logger.warn({ error }, 'a reply could not be remembered'))
        .finally(() => {
          this.#queued -= 1
        })
    }
  }

  /** Resolves when everything heard of so far is remembered. */
  async drained(): Promise<void> {
    await this.#remembering
  }

  /** Replies to similar turns, best first; none where the endpoint does not learn from its agents. */
  async find(endpointId: string, asked: string, limit: number): Promise<Similar[]> {
    const settings = await this.#parts.settingsOf(endpointId)
    if (!settings?.copilot.suggestions.pastReplies) return []
    const index = await this.#indexes.get(endpointId, () => this.#read(endpointId))
    return index.find(this.#parts.withoutMarkup(asked), limit)
  }

  async #remember(key: string, owner: SessionOwner, event: EventOf<'message'>): Promise<void> {
    const settings = await this.#parts.settingsOf(owner.endpointId)
    if (!settings?.copilot.suggestions.pastReplies) return
    const session = await this.#parts.log.find(key)
    const messages = await this.#parts.log.readMessagesBack(key, event.seq, TURNS)
    const turns = messages.flatMap(({ seq, from, text }) => (text ? [{ seq, from, text }] : []))
    const hidden = new HiddenData(this.#parts.privacy, settings.privacy, session?.state.profile ?? {})
    const masked = hidden.hideDialogue(turns)
    const reply = masked.at(-1)
    const asked = this.#parts.withoutMarkup(askedBefore(masked.slice(0, -1))).trim()
    if (reply?.seq !== event.seq || asked === '') return
    const text = asGaps(reply.text)
    if ((text.match(/\[/g)?.length ?? 0) > MOST_HIDDEN) return
    await this.#keep(owner.endpointId, {
      sessionId: key,
      seq: event.seq,
      asked: asked.slice(-LONGEST_ASKED),
      reply: text,
      saidAt: event.at,
    })
  }

  async #keep(endpointId: string, past: PastReply): Promise<void> {
    const { sessionId, seq, asked, reply, saidAt } = past
    await this.#parts.database.kysely
      .insertInto('past_replies')
      .values({ session_id: sessionId, seq, endpoint_id: endpointId, asked, reply, said_at: saidAt })
      .onConflict(conflict => conflict.columns(['session_id', 'seq']).doNothing())
      .execute()
    const index = await this.#indexes.get(endpointId, () => this.#read(endpointId))
    index.add(past)
  }

  async #read(endpointId: string): Promise<PastReplyIndex> {
    const rows = await this.#parts.database.kysely
      .selectFrom('past_replies')
      .selectAll()
      .where('endpoint_id', '=', endpointId)
      .orderBy('said_at', 'desc')
      .limit(MOST_REPLIES)
      .execute()
    return new PastReplyIndex(
      rows.map(({ session_id: sessionId, seq, asked, reply, said_at: saidAt }) => ({
        sessionId,
        seq,
        asked,
        reply,
        saidAt,
      })),
    )
  }
}

const isReply = (event: SessionEvent): event is EventOf<'message'> =>
  event.type === 'message' &&
  event.from === 'agent' &&
  event.text !== undefined &&
  event.text.length >= SHORTEST &&
  event.text.length <= LONGEST

/** What the customer said since somebody else last spoke. */
function askedBefore(turns: { from: string; text: string }[]): string {
  const last = turns.findLastIndex(({ from }) => from !== 'customer')
  return turns
    .slice(last + 1)
    .map(({ text }) => text)
    .join('\n')
}

/** `[name 2]` of that chat is `[name]` in every other one. */
const asGaps = (text: string) =>
  text.replaceAll(PLACEHOLDER, (placeholder, number: string) => placeholder.replace(number, ''))
