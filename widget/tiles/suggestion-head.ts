import { html } from 'lit'
import type { Suggestion } from '../../server/protocol/assists.ts'
import { texts } from '../locales/texts.ts'
import { icon } from '../ui/icon.ts'

/** What stands above a suggestion's text. */
export interface Head {
  /** The key that uses it. */
  readonly number: number
  readonly kind: Suggestion['kind']
  /** Why it may not hold any more; empty where nothing speaks against it. */
  readonly doubt: string
  /** What it rests on, or what became of it. */
  readonly evidence: unknown
  readonly dismiss: () => void
}

/** The key, the kind and the evidence of a suggestion; a doubt stands in their place. */
export function renderHead({ number, kind, doubt, evidence, dismiss }: Head) {
  const name = kind === 'question' ? texts.replies.question : texts.replies.reply
  return html`<header class="card-head">
    <kbd class="key" aria-hidden="true">${number}</kbd>
    ${
      doubt
        ? html`<h3 class="stale-note">${icon('earlier')}${doubt}</h3>`
        : html`<h3>${name}</h3>
            <span class="evidence" data-testid="evidence">${evidence}</span>`
    }
    <button class="button quiet end" type="button" aria-label=${texts.replies.dismiss} data-testid="dismiss" @click=${dismiss}>
      ${icon('close')}
    </button>
  </header>`
}

/** What is left of a suggestion that was put away, where it stood. */
export function renderDismissed(undo: () => void) {
  return html`<p class="put-away" data-testid="dismissed">
    <span>${texts.replies.dismissed}</span>
    <button class="text-button" type="button" @click=${undo}>${texts.replies.undo}</button>
  </p>`
}
