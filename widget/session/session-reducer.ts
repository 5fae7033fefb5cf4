import type { EventOf, SessionEvent } from '../../server/protocol/session-events.ts'
import { assistFolds } from './assist-folds.ts'
import type { Draft, Folds } from './session-draft.ts'
import type { MessageEntry, NoticeEvent, SessionView, TranscriptEntry } from './session-view.ts'
import { tileFolds } from './tile-folds.ts'

/**
 * Folds events into the view, in their order. An event that the view already holds changes nothing, and an
 * event of a type that this widget does not know is passed over.
 */
export function foldEvents(view: SessionView, events: readonly SessionEvent[]): SessionView {
  const draft: Draft = { ...view, transcript: [...view.transcript], unsettled: [...view.unsettled] }
  for (const event of events) {
    if (event.seq <= draft.lastSeq) continue
    draft.lastSeq = event.seq
    foldOf(event.type)?.(draft, event)
  }
  return draft
}

function foldOf(type: SessionEvent['type']) {
  const fold = Object.hasOwn(folds, type) ? folds[type] : undefined
  return fold as ((draft: Draft, event: SessionEvent) => void) | undefined
}

const folds: Folds = {
  'profile-updated': (draft, { profile }) => {
    draft.profile = {
      ...draft.profile,
      ...profile,
      properties: { ...draft.profile.properties, ...profile.properties },
    }
  },

  message: (draft, event) => {
    draft.transcript.push(messageEntry(event))
    if (event.from === 'agent') {
      draft.unsettled.push(draft.transcript.length - 1)
      orderAgentMessages(draft)
    }
    if (event.from === 'customer') noteCustomerMessage(draft, event)
    else if (event.from === 'agent' || !isWithPeople(draft)) draft.unansweredSince = undefined
  },
  'agent-messages-released': (draft, { messages }) => {
    orderAgentMessages(draft, messages)
    draft.unsettled = draft.unsettled.filter(place => !messages.includes(seqAt(draft, place)))
  },

  'handover-requested': (draft, event) => {
    draft.handover = { status: 'requested', since: event.at }
    if (draft.summary) draft.summary = { ...draft.summary, purpose: 'live' }
    note(draft, event)
  },
  'handover-refused': (draft, event) => {
    draft.handover = { status: 'refused', since: event.at }
    note(draft, event)
  },
  'handover-queued': (draft, event) => {
    const { status, queueName = event.queueName } = draft.handover
    if (status === 'queued' && queueName === (event.queueName ?? queueName)) return
    draft.handover = {
      status: 'queued',
      since: event.at,
      queueName: event.queueName ?? queueName,
      queuedAt: event.at,
    }
    note(draft, event)
  },
  'handover-agent-joined': (draft, event) => {
    const { handover } = draft
    if (draft.wrapUp.handoverId !== event.handoverId) draft.wrapUp = {}
    if (handover.status === 'active' && handover.agentId === event.agentId) return
    draft.handover = {
      ...handover,
      status: 'active',
      since: event.at,
      agentId: event.agentId,
      joinedAt: event.at,
    }
    note(draft, event)
  },
  'handover-agent-left': (draft, event) => {
    note(draft, event)
    if (draft.handover.status !== 'active' || !isNewsOfTheAgent(draft, event)) return
    draft.handover = { ...draft.handover, status: 'left', since: event.at }
  },
  'handover-transferred': (draft, event) => {
    note(draft, event)
    if (!isNewsOfTheAgent(draft, event)) return
    draft.handover = { ...draft.handover, status: 'transferring', since: event.at }
  },
  'handover-inactive': (draft, event) => note(draft, event),
  'handover-ended': (draft, event) => {
    draft.handover = { ...draft.handover, status: event.status, since: event.at }
    draft.unansweredSince = undefined
    note(draft, event)
  },

  'delivery-parked': (draft, event) => {
    const place = draft.transcript.findLastIndex(entry => entry.kind === 'message' && entry.seq === event.of)
    const entry = draft.transcript[place]
    if (entry?.kind === 'message') draft.transcript[place] = { ...entry, undelivered: event.detail }
    else note(draft, event)
  },

  'suggestions-made': (draft, event) => {
    if (draft.assistance && draft.assistance.for > event.for) return
    draft.assistance = {
      for: event.for,
      question: textOf(draft, event.for),
      suggestions: event.suggestions,
      passages: event.passages,
      quiet: event.quiet,
      modelTrouble: event.modelTrouble,
      stale: (event.through ?? event.for) < (draft.newestCustomerMessage?.seq ?? 0),
    }
  },
  ...assistFolds,
  ...tileFolds,
}

function messageEntry(event: EventOf<'message'>): MessageEntry {
  return {
    kind: 'message',
    seq: event.seq,
    at: event.at,
    from: event.from,
    text: event.text ?? '',
    data: event.data,
    attachments: event.attachments ?? [],
    agentId: event.agentId,
  }
}

function note(draft: Draft, event: NoticeEvent) {
  draft.transcript.push({ kind: 'notice', seq: event.seq, at: event.at, event })
}

function noteCustomerMessage(draft: Draft, event: EventOf<'message'>) {
  draft.newestCustomerMessage = event
  draft.unansweredSince ??= event.at
  if (draft.assistance) draft.assistance = { ...draft.assistance, stale: true }
}

/** What the virtual agent says meanwhile (an accepted message, a queue message) answers nobody. */
function isWithPeople({ handover }: Draft) {
  return ['requested', 'queued', 'active', 'left', 'transferring'].includes(handover.status)
}

/** 8x8 tells of a transfer and of the agent who left in any order, and even after the next agent joined. */
function isNewsOfTheAgent({ handover }: Draft, event: { at: number; agentId?: string }) {
  const aboutAnother = event.agentId !== undefined && event.agentId !== handover.agentId
  return handover.joinedAt !== undefined && event.at >= handover.joinedAt && !aboutAnother
}

/**
 * Webhooks come in any order. Agents' messages keep the places that they took in the transcript and share them
 * out anew: first as 8x8 released them, then by their time until they are released.
 */
function orderAgentMessages(draft: Draft, released: readonly number[] = []) {
  const rank = (entry: TranscriptEntry) => {
    const place = released.indexOf(entry.seq)
    return place === -1 ? released.length : place
  }
  const entries = draft.unsettled.flatMap(place => draft.transcript[place] ?? [])
  entries.sort((a, b) => rank(a) - rank(b) || a.at - b.at || a.seq - b.seq)
  draft.unsettled.forEach((place, index) => {
    const entry = entries[index]
    if (entry) draft.transcript[place] = entry
  })
}

function textOf(draft: Draft, seq: number) {
  const entry = draft.transcript.findLast(entry => entry.seq === seq)
  return entry?.kind === 'message' ? entry.text : ''
}

function seqAt(draft: Draft, place: number) {
  return draft.transcript[place]?.seq ?? 0
}
