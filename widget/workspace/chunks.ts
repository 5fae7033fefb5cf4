/** What is loaded when it is first needed: each defines its element. */
const chunks = {
  card: () => import('../tiles/adaptive-card.ts'),
  chats: () => import('../chats/chat-switcher.ts'),
  editor: () => import('../tiles/suggestion-editor.ts'),
  help: () => import('../tiles/help-sheet.ts'),
  knowledge: () => import('../tiles/knowledge.ts'),
  'next-action': () => import('../tiles/next-action.ts'),
  'program-tile': () => import('../tiles/program-tile.ts'),
  'reply-box': () => import('../tiles/reply-box.ts'),
  sentiment: () => import('../tiles/sentiment.ts'),
  'rich-content': () => import('../tiles/rich-content.ts'),
  suggestions: () => import('../tiles/suggestions.ts'),
  summary: () => import('../tiles/summary.ts'),
}

const asked = new Set<string>()

/** Waits between attempts, in milliseconds: the network may be away, or the server about to come back. */
const retryDelays = [1000, 2000, 4000, 8000, 16_000]

/**
 * Loads what an element needs that is rendered without it; the element comes to life when it is there. Where it
 * cannot be loaded, after an update of the server for instance, the page hears `copilot-part-missing`.
 */
export function needChunk(name: keyof typeof chunks): void {
  if (asked.has(name)) return
  asked.add(name)
  void load(name)
}

async function load(name: keyof typeof chunks) {
  for (const delay of [...retryDelays, 0]) {
    try {
      await chunks[name]()
      return
    } catch {
      await new Promise(resolve => setTimeout(resolve, delay))
    }
  }
  asked.delete(name)
  dispatchEvent(new Event('copilot-part-missing'))
}
