import { css, html, type TemplateResult } from 'lit'
import type { Sentiment } from '../../server/protocol/assists.ts'
import { texts } from '../locales/texts.ts'
import { icon } from '../ui/icon.ts'
import { RevealEvent } from './suggestion-events.ts'

/** A mood in words with the customer's own sentence, which leads to where it was said. */
export function renderMood({ mood, reason, seq, sentence }: Sentiment, target: EventTarget): TemplateResult {
  const words = texts.mood.because(reason || texts.mood[mood])
  return html`<p class="mood" data-testid="mood" data-mood=${mood}>
    ${icon('message')}
    <span
      ><bdi>${words}</bdi>
      <button class="said" type="button" title=${texts.mood.show} @click=${() => target.dispatchEvent(new RevealEvent(seq))}>
        <bdi>“${sentence}”</bdi>
      </button></span
    >
  </p>`
}

export const moodStyles = css`
  .mood {
    display: flex;
    gap: 6px;
    margin-block-start: var(--s1);
    padding-block-start: var(--s2);
    font: var(--text-meta);
    color: var(--ink-soft);
    overflow-wrap: anywhere;
    border-block-start: 1px solid var(--hairline);
  }

  .said,
  .told {
    display: inline;
    padding: 0;
    font: inherit;
    color: inherit;
    text-align: start;
    text-decoration: underline var(--outline);
    text-underline-offset: 2px;
    overflow-wrap: anywhere;
    background: none;
    border: 0;
    border-radius: 2px;
    cursor: pointer;
  }
`
