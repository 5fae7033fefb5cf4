/** What is loaded when it is first needed: each defines its element. */
const chunks = {
  editor: () => import('../tiles/suggestion-editor.ts'),
  help: () => import('../tiles/help-sheet.ts'),
  knowledge: () => import('../tiles/knowledge.ts'),
  'next-action': () => import('../tiles/next-action.ts'),
  'program-tile': () => import('../tiles/program-tile.ts'),
  'reply-box': () => import('../tiles/reply-box.ts'),
  sentiment: () => import('../tiles/sentiment.ts'),
  summary: () => import('../tiles/summary.ts'),
}

const asked = new Set<string>()

/**
 * Loads what an element needs that is rendered without it; the element comes to life when it is there. Where it
 * cannot be loaded, after an update of the server for instance, the page hears `copilot-part-missing`.
 */
export function needChunk(name: keyof typeof chunks): void {
  if (asked.has(name)) return
  asked.add(name)
  chunks[name]().catch(() => {
    asked.delete(name)
    dispatchEvent(new Event('copilot-part-missing'))
  })
}
