import type { Tile } from '../protocol/assists.ts'
import type { EventOf, SessionEvent } from '../protocol/session-events.ts'
import type { Profile } from '../protocol/values.ts'
import { type AssistsState, applyToAssists, noAssists } from './assists-state.ts'
import { applyToHandover, type HandoverState } from './handover-state.ts'

/** A session as its events leave it: all that deciding the next events needs, never the whole transcript. */
export interface SessionState {
  /** The last event; 0 before the first. */
  readonly seq: number
  readonly channel: EventOf<'session-started'>['channel']
  readonly profile: Profile
  /** The handover that is on, or the last one. */
  readonly handover?: HandoverState
  readonly handoverCount: number
  /** The customer's last message; 0 before the first. */
  readonly lastCustomerSeq: number
  /** The customer's last message that suggestions were made for; 0 before the first. */
  readonly suggestedThrough: number
  /** Agents want no suggestions before this time, in milliseconds since the epoch. */
  readonly snoozedUntil?: number
  readonly assists: AssistsState
  /** The tiles that bots and programs have filled, by their types. */
  readonly tiles: Readonly<Record<string, Tile['type']>>
}

export const emptySession: SessionState = {
  seq: 0,
  channel: 'socket',
  profile: {},
  handoverCount: 0,
  lastCustomerSeq: 0,
  suggestedThrough: 0,
  assists: noAssists,
  tiles: {},
}

/** The state after one more event. */
export function applyEvent(state: SessionState, event: SessionEvent): SessionState {
  return {
    seq: event.seq,
    channel: event.type === 'session-started' ? event.channel : state.channel,
    profile: event.type === 'profile-updated' ? mergeProfiles(state.profile, event.profile) : state.profile,
    handover: applyToHandover(state.handover, event),
    handoverCount: state.handoverCount + (event.type === 'handover-requested' ? 1 : 0),
    lastCustomerSeq:
      event.type === 'message' && event.from === 'customer' ? event.seq : state.lastCustomerSeq,
    suggestedThrough:
      event.type === 'suggestions-made'
        ? Math.max(state.suggestedThrough, event.for)
        : state.suggestedThrough,
    snoozedUntil: event.type === 'suggestions-snoozed' ? (event.until ?? undefined) : state.snoozedUntil,
    assists: applyToAssists(state.assists, event),
    tiles: applyToTiles(state.tiles ?? {}, event),
  }
}

function applyToTiles(tiles: SessionState['tiles'], event: SessionEvent): SessionState['tiles'] {
  if (event.type === 'tile-updated') return { ...tiles, [event.tileId]: event.tile.type }
  if (event.type !== 'tile-removed') return tiles
  const { [event.tileId]: _removed, ...others } = tiles
  return others
}

/** A later profile completes an earlier one, field by field and property by property. */
function mergeProfiles(earlier: Profile, later: Profile): Profile {
  return { ...earlier, ...later, properties: { ...earlier.properties, ...later.properties } }
}
