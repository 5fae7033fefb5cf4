import type { Fact } from '../../server/protocol/assists.ts'
import type { Folds } from './session-draft.ts'

/** What became of so many assists is remembered; agents see the last few. */
const remembered = 200

/** What the copilot's assists, and what agents do with them, change in the view. */
export const assistFolds: Folds = {
  'sentiment-read': (draft, { sentiment }) => {
    draft.sentiment = sentiment ?? undefined
  },
  'facts-found': (draft, { facts }) => {
    const isTold = (known: Fact) => facts.some(fact => fact.kind === known.kind && fact.label === known.label)
    draft.facts = [...draft.facts.filter(known => !isTold(known)), ...facts]
  },

  'next-action-set': (draft, { nextAction }) => {
    draft.nextAction = nextAction ?? undefined
  },
  'next-action-step-marked': (draft, { playbookId, stepId, done, values }) => {
    if (draft.nextAction?.playbookId !== playbookId) return
    const steps = draft.nextAction.steps.map(step =>
      step.id === stepId ? { ...step, done, values: values ?? step.values } : step,
    )
    draft.nextAction = { ...draft.nextAction, steps }
  },

  'summary-made': (draft, event) => {
    if (event.purpose !== 'return') draft.summary = event
  },
  'wrap-up-made': (draft, { handoverId, wrapUp, because }) => {
    const known = draft.wrapUp.handoverId === handoverId ? draft.wrapUp : {}
    draft.wrapUp = { ...known, handoverId, made: wrapUp, because }
  },
  'wrap-up-saved': (draft, { handoverId, wrapUp, at, agent }) => {
    const known = draft.wrapUp.handoverId === handoverId ? draft.wrapUp : {}
    draft.wrapUp = { ...known, handoverId, saved: wrapUp, savedAt: at, savedBy: agent }
  },

  'assist-feedback': (draft, { feedback }) => {
    if (feedback.act === 'shown') {
      draft.seen = newest({ ...draft.seen, [feedback.id]: true })
      return
    }
    const { [feedback.id]: _before, ...others } = draft.outcomes
    draft.outcomes = feedback.act === 'undone' ? others : newest({ ...others, [feedback.id]: feedback })
  },
  'suggestions-snoozed': (draft, { until }) => {
    draft.snoozedUntil = until ?? undefined
  },
}

function newest<Value>(record: Record<string, Value>): Record<string, Value> {
  const entries = Object.entries(record)
  return entries.length > remembered ? Object.fromEntries(entries.slice(-remembered)) : record
}
