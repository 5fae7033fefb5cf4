import { type MaskingContext, mask, type Replaced } from './mask.ts'

/** A number or a name may come in so many messages. */
export const MOST_PARTS = 4

interface Turn {
  from: 'customer' | 'virtual-agent' | 'agent'
  text: string
}

/** Masks what was said, oldest first; each turn knows what the other side had said before it. */
export function maskDialogue<Said extends Turn>(
  turns: readonly Said[],
  context: Omit<MaskingContext, 'before' | 'announced'> = {},
): { turns: Said[]; replaced: Replaced } {
  let replaced = context.replaced ?? {}
  const masked: Said[] = []
  for (const [index, turn] of turns.entries()) {
    const before = wordsBefore(turns, index)
    const announced = ownWordsBefore(turns, index)
    const made = mask(turn.text, { ...context, replaced, before, announced })
    replaced = made.replaced
    masked.push({ ...turn, text: made.text })
  }
  return { turns: masked, replaced }
}

/** What the other side said last: an answer may come in several messages. */
function wordsBefore(turns: readonly Turn[], index: number): string | undefined {
  const isCustomer = turns[index]?.from === 'customer'
  for (let earlier = index - 1; earlier >= Math.max(0, index - MOST_PARTS); earlier--) {
    const turn = turns[earlier]
    if (turn && (turn.from === 'customer') !== isCustomer) return turn.text
  }
  return undefined
}

/** What the same side said right before, message by message, since the other one spoke. */
function ownWordsBefore(turns: readonly Turn[], index: number): string[] {
  const isCustomer = turns[index]?.from === 'customer'
  const earlier = turns.slice(Math.max(0, index - MOST_PARTS), index)
  const other = earlier.findLastIndex(({ from }) => (from === 'customer') !== isCustomer)
  return earlier.slice(other + 1).map(({ text }) => text)
}
