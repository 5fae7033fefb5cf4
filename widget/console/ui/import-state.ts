import { html } from 'lit'
import type { KnowledgeSource } from '../../../server/protocol/knowledge.ts'
import { consoleIcon } from './console-icon.ts'

/** An import's state in a word. */
export function stateOf(last: KnowledgeSource['lastImport']) {
  if (!last) return html`<span class="meta">Ready</span>`
  const count =
    last.total === undefined ? `${last.done}` : `${last.done + last.skipped + last.failed} of ${last.total}`
  if (last.status === 'waiting' || last.status === 'running')
    return html`<span class="tag">Reading ${count}</span>`
  if (last.status === 'done')
    return last.failed + last.skipped > 0
      ? html`<span class="tag warn">${consoleIcon('alert')}${last.failed + last.skipped} left out</span>`
      : html`<span class="tag good">Ready</span>`
  return html`<span class="tag bad">${last.status}</span>`
}
