import type { z } from 'zod'
import type { NextAction } from '../protocol/assists.ts'
import type { markStepSchema } from '../protocol/copilot.ts'
import { faultsOfForm } from '../protocol/forms.ts'
import { Refusal } from '../protocol/refusal.ts'
import type { SessionLog } from '../sessions/session-log.ts'
import type { Viewer } from './viewer.ts'

export interface MarkStepParts {
  log: SessionLog
}

const NO_LONGER = 'This playbook is not followed any more.'

/**
 * Marks a step of the playbook that is followed as done or not, with what its form holds. A step with a form is done
 * only once the required fields are filled in; a mark that says nothing new changes nothing.
 */
export const markStep =
  ({ log }: MarkStepParts) =>
  async ({ playbookId, stepId, done, values }: z.output<typeof markStepSchema>, { key }: Viewer) => {
    const followed = await findFollowed(log, key)
    if (followed?.playbookId !== playbookId) throw new Refusal('not-ready', NO_LONGER)
    const step = followed.steps.find(({ id }) => id === stepId)
    if (!step) throw new Refusal('invalid', 'stepId: there is no such step')
    await log.append({
      key,
      decide: ({ assists }, at) => {
        if (assists.playbook?.id !== playbookId) throw new Refusal('not-ready', NO_LONGER)
        const before = assists.marks[playbookId]?.[stepId]
        const held = values ?? before?.values
        const [fault] = faultsOfForm(step.form ?? [], held ?? {}, { complete: done })
        if (fault) throw new Refusal('invalid', fault)
        if ((before?.done ?? false) === done && isSame(before?.values, held)) return {}
        const mark = { playbookId, stepId, done, ...(held && { values: held }) }
        return { entries: [{ event: { type: 'next-action-step-marked', at, ...mark } }] }
      },
    })
    return {}
  }

/** The playbook as it was set for this chat: its settings may have changed since. */
async function findFollowed(log: SessionLog, key: string): Promise<NextAction | undefined> {
  const session = await log.find(key)
  const { seq } = session?.state.assists.playbook ?? {}
  const [event] = seq === undefined ? [] : await log.read(key, seq - 1, 1)
  return event?.type === 'next-action-set' ? (event.nextAction ?? undefined) : undefined
}

function isSame(one: Record<string, string> = {}, other: Record<string, string> = {}): boolean {
  const ids = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...ids].every(id => one[id] === other[id])
}
