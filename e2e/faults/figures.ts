import type { Outcome } from './play.ts'

const LONGEST_RECOVERY_MILLISECONDS = 15_000

/** What the run came to, over all faults. */
export function figuresOf(outcomes: readonly Outcome[]) {
  const sum = (figure: 'said' | 'lost' | 'duplicated' | 'reordered' | 'stuck' | 'parked') =>
    outcomes.reduce((total, outcome) => total + outcome[figure], 0)
  return {
    faults: outcomes.length,
    lost: sum('lost'),
    duplicated: sum('duplicated'),
    reordered: sum('reordered'),
    stuck: sum('stuck'),
    'recoveryMs.max': Math.max(0, ...outcomes.map(({ recoveryMs }) => recoveryMs)),
    messages: sum('said'),
    parked: sum('parked'),
  }
}

/** Whether nothing was lost, nothing came twice or out of order, nothing waits, and all was well again soon. */
export const isClean = ({ lost, duplicated, reordered, stuck, ...figures }: ReturnType<typeof figuresOf>) =>
  lost + duplicated + reordered + stuck === 0 && figures['recoveryMs.max'] <= LONGEST_RECOVERY_MILLISECONDS
