import { html, nothing } from 'lit'
import { texts } from '../locales/texts.ts'
import { icon } from '../ui/icon.ts'
import type { Taken } from '../ui/take-event.ts'
import type { Ready } from './suggestion-work.ts'

/** How a suggestion can be used now, and what does it. */
export interface Use {
  readonly ready: Ready
  /** No source bears out all of it. */
  readonly hasUnlinked: boolean
  /** Whether there is a reply box to insert into; else texts are copied. */
  readonly inserts: boolean
  /** Whether its first button is the filled one. */
  readonly isPrimary: boolean
  /** What came of it just now. */
  readonly taken?: Taken
  readonly take: (text: string) => void
  readonly undo: () => void
  readonly fill: () => void
}

/** The buttons that take a suggestion along, or back; gaps come first, and what no source bears out is left out first. */
export function renderUse(use: Use) {
  const { ready, hasUnlinked, inserts, taken } = use
  if (taken?.way === 'inserted' && taken.undo) return renderUndo(use)
  if (ready.openGaps > 0) return renderFill(use)
  const { insert, insertAgain, copy, insertWithout, copyWithout, insertAsIs, copyAsIs } = texts.replies
  const put = taken?.way === 'inserted' ? insertAgain : insert
  if (!hasUnlinked) return renderButton(use, ready.text, inserts ? put : copy, true)
  const hasSafe = ready.safeText !== ''
  return html`
    ${hasSafe ? renderButton(use, ready.safeText, inserts ? insertWithout : copyWithout, true) : nothing}
    ${renderButton(use, ready.text, inserts ? insertAsIs : copyAsIs, false)}
  `
}

function renderUndo({ undo }: Use) {
  return html`<button class="button" type="button" data-testid="undo" @click=${undo}>
    ${icon('undo')}${texts.replies.undoInsert}
  </button>`
}

function renderFill({ ready, fill }: Use) {
  return html`<button class="button waiting" type="button" data-testid="fill" @click=${fill}>
    ${texts.replies.fillGaps(ready.openGaps)}
  </button>`
}

/** The button keeps its width while it says what came of it. */
function renderButton(
  { inserts, isPrimary, taken, take }: Use,
  text: string,
  words: string,
  isFirst: boolean,
) {
  const outcome = taken && taken.way !== 'inserted' && isFirst ? taken.way : 'none'
  return html`<button
    class="button ${isFirst && isPrimary ? 'primary' : ''}"
    type="button"
    data-testid=${isFirst ? 'copy' : 'use-as-is'}
    data-outcome=${outcome}
    @click=${() => take(text)}
  >
    <span class="words">
      <span class=${outcome === 'none' ? 'now' : ''}>${words}</span>
      ${
        inserts && outcome !== 'copied'
          ? nothing
          : html`<span class="done ${outcome === 'copied' ? 'now' : ''}">${icon('check')}${texts.replies.copied}</span>`
      }
      ${outcome === 'refused' ? html`<span class="now">${texts.replies.copyByHand}</span>` : nothing}
    </span>
  </button>`
}
