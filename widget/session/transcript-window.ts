import type { History } from '../../server/protocol/copilot.ts'
import { foldEvents } from './session-reducer.ts'
import { emptySession, type SessionView, type TranscriptEntry } from './session-view.ts'
import { blockOf } from './transcript-blocks.ts'

/** So many entries are held while nobody reads further up: more than a screen shows, and more than most chats have. */
const held = 100

/** The view without what was said long ago, which the server has. */
export function withoutOld(view: SessionView): SessionView {
  const cut = placeToCut(view)
  if (cut === 0) return view
  const transcript = view.transcript.slice(cut)
  const unsettled = view.unsettled.map(place => place - cut)
  return { ...view, transcript, unsettled, heldFrom: Math.min(...transcript.map(({ seq }) => seq)) }
}

/** The view with a stretch of what was said before what it holds. */
export function withEarlier(view: SessionView, { from, events }: History): SessionView {
  const stretch = foldEvents(emptySession, events).transcript.filter(({ seq }) => seq < view.heldFrom)
  return {
    ...view,
    transcript: [...stretch, ...view.transcript],
    unsettled: view.unsettled.map(place => place + stretch.length),
    heldFrom: from,
  }
}

/** Between two blocks, where everything before happened before everything after and no message waits for its place. */
function placeToCut({ transcript, unsettled }: SessionView): number {
  const last = Math.min(transcript.length - held, unsettled[0] ?? transcript.length)
  if (last <= 0) return 0
  const earliestFrom = earliestFromEach(transcript)
  let cut = 0
  let latest = 0
  for (let place = 1; place <= last; place++) {
    latest = Math.max(latest, transcript[place - 1]?.seq ?? 0)
    const next = earliestFrom[place] ?? 0
    if (latest < next && blockOf(latest) < blockOf(next)) cut = place
  }
  return cut
}

function earliestFromEach(transcript: readonly TranscriptEntry[]): number[] {
  let earliest = Number.POSITIVE_INFINITY
  return transcript
    .map(({ seq }) => seq)
    .reduceRight<number[]>((list, seq, place) => {
      earliest = Math.min(earliest, seq)
      list[place] = earliest
      return list
    }, [])
}
