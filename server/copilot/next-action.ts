import type { Knowledge } from '../knowledge/knowledge.ts'
import type { NextAction, Passage, Quote } from '../protocol/assists.ts'
import type { Playbook } from '../protocol/playbooks.ts'
import type { AssistsState } from '../sessions/assists-state.ts'
import type { Decide } from '../sessions/decision.ts'

/** A passage helps when it speaks of a third of what was looked up. */
const HELPS = 1 / 3
const PASSAGES_PER_STEP = 2

/** A playbook made ready for one conversation: what its steps look up is found. Marks are added when it is written. */
export interface ReadyPlaybook {
  playbook: Playbook
  because: Quote
  passages: ReadonlyMap<string, Passage[]>
}

export function makeReady(
  playbook: Playbook,
  because: Quote,
  knowledge: Knowledge,
  endpointId: string,
): ReadyPlaybook {
  const passages = new Map<string, Passage[]>()
  for (const { id, lookUp } of playbook.steps) {
    if (!lookUp) continue
    const turns = [because.sentence, lookUp].map(text => ({ from: 'customer' as const, text }))
    const found = knowledge.search(endpointId, { turns }, PASSAGES_PER_STEP).passages
    passages.set(
      id,
      found.filter(({ score }) => score >= HELPS),
    )
  }
  return { playbook, because, passages }
}

/**
 * Sets the playbook to follow, unless it is followed already. One that agents are in the middle of gives way only to words
 * that were said after those that called for it.
 */
export const setNextAction =
  (ready: ReadyPlaybook): Decide =>
  ({ assists }, now) => {
    const { playbook, because } = ready
    if (assists.playbook?.id === playbook.id || because.seq <= (assists.playbook?.because?.seq ?? 0))
      return {}
    const nextAction = toNextAction(ready, assists.marks[playbook.id] ?? {})
    return { entries: [{ event: { type: 'next-action-set', at: now, nextAction } }] }
  }

/** Nothing calls for the last handover's playbook any more. */
export const clearNextAction: Decide = ({ assists }, now) =>
  assists.playbook ? { entries: [{ event: { type: 'next-action-set', at: now, nextAction: null } }] } : {}

function toNextAction(
  { playbook, because, passages }: ReadyPlaybook,
  marks: AssistsState['marks'][string],
): NextAction {
  return {
    playbookId: playbook.id,
    title: playbook.title,
    because,
    steps: playbook.steps.map(({ id, title, text, form }) => {
      const { done = false, values } = marks[id] ?? {}
      const found = passages.get(id)
      return {
        id,
        title,
        ...(text && { text }),
        ...(found?.length && { passages: found }),
        ...(form && { form }),
        done,
        ...(values && { values }),
      }
    }),
  }
}
