import { css } from 'lit'

/** What every element of the widget shares: measures, buttons, small marks, cards and sections. */
export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
    /* Inter draws "8x8" as "8×8" otherwise; the font shorthand resets this, hence the force. */
    font-variant-ligatures: no-contextual !important;
  }

  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }

  ul,
  ol {
    list-style: none;
  }

  time {
    font-variant-numeric: tabular-nums;
  }

  a {
    color: var(--action-ink);
    text-underline-offset: 2px;
  }

  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }

  [hidden] {
    display: none !important;
  }

  .spoken {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .icon {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .directional:dir(rtl) {
    transform: scaleX(-1);
  }

  .meta {
    font: var(--text-meta);
    color: var(--ink-soft);
    overflow-wrap: anywhere;
  }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-block-size: 28px;
    padding: 3px 11px;
    font: var(--text-ui-strong);
    color: var(--ink);
    white-space: nowrap;
    background: var(--surface);
    border: 1px solid var(--edge);
    border-radius: var(--r-control);
    cursor: pointer;
  }

  .button:hover {
    background: var(--hover);
  }

  .button.primary {
    color: var(--on-action);
    background: var(--action);
    border-color: var(--action);
  }

  .button.primary:hover {
    background: var(--action-hover);
  }

  .button.quiet {
    min-inline-size: 28px;
    padding-inline: 5px;
    color: var(--ink-soft);
    background: transparent;
    border-color: transparent;
  }

  .button.quiet:hover {
    color: var(--ink);
    background: var(--hover);
  }

  /* Not yet: something has to be filled in before. */
  .button.waiting {
    color: var(--action-ink);
    background: transparent;
    border: 1px dashed var(--outline);
  }

  .button:disabled {
    color: var(--ink-faint);
    background: transparent;
    border-style: dashed;
    cursor: default;
  }

  /* What a button says lies in one place, so that nothing beside it moves. */
  .words {
    display: grid;
    place-items: center;
  }

  .words > * {
    grid-area: 1 / 1;
  }

  .words > :not(.now) {
    visibility: hidden;
  }

  .done {
    display: inline-flex;
    align-items: center;
    gap: var(--s1);
  }

  .key {
    display: inline-grid;
    place-items: center;
    min-inline-size: 18px;
    padding: 0 4px;
    font: 500 0.6875rem/1rem var(--font);
    font-variant-numeric: tabular-nums;
    color: var(--ink-soft);
    background: var(--surface);
    border: 1px solid var(--edge);
    border-radius: var(--r-small);
  }

  .trouble {
    font: var(--text-meta);
    color: var(--bad);
  }

  .check-note {
    display: flex;
    gap: 6px;
    font: var(--text-meta);
    color: var(--warn);
    overflow-wrap: anywhere;
  }

  .unlinked {
    text-decoration: underline dashed var(--warn-line) 1.5px;
    text-underline-offset: 3px;
    text-decoration-skip-ink: none;
  }

  .text-button {
    justify-self: start;
    min-block-size: 24px;
    padding: 2px 0;
    font: var(--text-ui);
    font-weight: 500;
    color: var(--action-ink);
    text-align: start;
    text-decoration: underline transparent;
    text-underline-offset: 2px;
    background: none;
    border: 0;
    border-radius: 2px;
    cursor: pointer;
  }

  .text-button:hover {
    text-decoration-color: currentcolor;
  }

  .tag {
    display: inline-flex;
    align-items: center;
    min-block-size: 20px;
    padding: 0 6px;
    font: 500 0.75rem/1rem var(--font);
    color: var(--action-ink);
    background: var(--action-wash);
    border-radius: var(--r-small);
  }

  .ref {
    flex: none;
    padding: 1px 4px;
    font: 600 0.6875rem/1 var(--font);
    font-variant-numeric: tabular-nums;
    color: var(--ink-soft);
    background: var(--sunken);
    border-radius: 3px;
  }

  .section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s2);
    min-inline-size: 0;
  }

  .section-head {
    display: flex;
    align-items: center;
    gap: var(--s2);
    min-block-size: 28px;
  }

  .section-head h2 {
    max-inline-size: 100%;
    font: var(--text-ui-strong);
    overflow-wrap: break-word;
  }

  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s2);
    min-inline-size: 0;
    padding: var(--s2) var(--s3) var(--s3);
    background: var(--surface);
    border: 1px solid var(--hairline);
    border-radius: var(--r-card);
  }

  .card-text {
    font: var(--text-body);
    text-align: start;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }

  .actions {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: var(--s2);
  }

  @media (forced-colors: active) {
    .tag,
    .ref {
      border: 1px solid;
    }

    .unlinked {
      text-decoration-color: CanvasText;
    }

    .button.primary {
      forced-color-adjust: none;
      color: HighlightText;
      background: Highlight;
      border-color: Highlight;
    }
  }
`
