import type { Fact, Quote, Sentiment } from '../protocol/assists.ts'
import type { EventOf, SessionEvent } from '../protocol/session-events.ts'

type StepMark = Pick<EventOf<'next-action-step-marked'>, 'done' | 'values'>

/** What the copilot has told the agent so far, as far as deciding needs it. */
export interface AssistsState {
  readonly sentiment?: Sentiment
  readonly facts: readonly Fact[]
  /** The playbook that is followed, the event that set it and the words that called for it. */
  readonly playbook?: { readonly id: string; readonly seq: number; readonly because?: Quote }
  /** What agents marked, by playbook and step: it outlives a change of playbook. */
  readonly marks: Readonly<Record<string, Readonly<Record<string, StepMark>>>>
  /** The last summary of each purpose. */
  readonly summaries: Readonly<
    Partial<
      Record<EventOf<'summary-made'>['purpose'], Pick<EventOf<'summary-made'>, 'seq' | 'through' | 'by'>>
    >
  >
  /** The handovers' last wrap-ups by handover id. */
  readonly wrapUps: Readonly<Record<string, { readonly made?: number; readonly saved?: number }>>
}

export const noAssists: AssistsState = { facts: [], marks: {}, summaries: {}, wrapUps: {} }

/** The state after one more event; the same object where the event is none of its business. */
export function applyToAssists(state: AssistsState, event: SessionEvent): AssistsState {
  switch (event.type) {
    case 'sentiment-read':
      return { ...state, sentiment: event.sentiment ?? undefined }
    case 'facts-found':
      return { ...state, facts: event.facts }
    case 'next-action-set':
      return { ...state, playbook: followed(event) }
    case 'next-action-step-marked':
      return { ...state, marks: marked(state.marks, event) }
    case 'summary-made': {
      const { seq, through, by } = event
      return { ...state, summaries: { ...state.summaries, [event.purpose]: { seq, through, by } } }
    }
    case 'wrap-up-made':
      return { ...state, wrapUps: wrapped(state.wrapUps, event.handoverId, { made: event.seq }) }
    case 'wrap-up-saved':
      return { ...state, wrapUps: wrapped(state.wrapUps, event.handoverId, { saved: event.seq }) }
    default:
      return state
  }
}

const followed = ({ seq, nextAction }: EventOf<'next-action-set'>): AssistsState['playbook'] =>
  nextAction ? { id: nextAction.playbookId, seq, because: nextAction.because } : undefined

function marked(
  marks: AssistsState['marks'],
  { playbookId, stepId, done, values }: EventOf<'next-action-step-marked'>,
): AssistsState['marks'] {
  return { ...marks, [playbookId]: { ...marks[playbookId], [stepId]: { done, values } } }
}

const wrapped = (
  wrapUps: AssistsState['wrapUps'],
  handoverId: string,
  news: { made?: number; saved?: number },
): AssistsState['wrapUps'] => ({ ...wrapUps, [handoverId]: { ...wrapUps[handoverId], ...news } })
