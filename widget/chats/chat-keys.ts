const typing = 'input, textarea, select, [contenteditable]'

/** How many chats further a key leads: Alt with an arrow, except where somebody writes; there it moves the cursor. */
export function chatStep(event: KeyboardEvent): 1 | -1 | undefined {
  const { altKey, ctrlKey, metaKey, shiftKey, key } = event
  if (!altKey || ctrlKey || metaKey || shiftKey) return undefined
  const [target] = event.composedPath()
  if (target instanceof Element && target.matches(typing)) return undefined
  return key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : undefined
}
