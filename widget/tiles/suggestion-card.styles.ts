import { css } from 'lit'

export const suggestionCardStyles = css`
  :host {
    display: block;
    animation: arrive var(--arrive) both;
  }

  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateY(4px);
    }
  }

  :host([primary]) .card:not(.stale) {
    border-color: var(--outline);
  }

  .card-head {
    display: flex;
    align-items: center;
    gap: var(--s2);
    min-block-size: 28px;
    font: var(--text-meta);
    color: var(--ink-soft);
  }

  h3 {
    font: var(--text-label);
    color: var(--ink);
  }

  .card-text {
    margin-block: -6px -2px;
    padding-block: 2px;
  }

  .clamp {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 6;
  }

  /* The card sinks into the paper and keeps its place. */
  .card.stale {
    background: transparent;
    border: 1px dashed var(--outline);
  }

  .stale .card-text {
    color: var(--ink-soft);
  }

  .stale-note {
    display: flex;
    align-items: center;
    gap: 6px;
    font: 500 0.75rem/1rem var(--font);
    color: var(--warn);
  }

  .key {
    flex: none;
  }

  .evidence {
    display: flex;
    align-items: center;
    gap: var(--s2);
    min-inline-size: 0;
    overflow: hidden;
    white-space: nowrap;
  }

  .end {
    margin-inline-start: auto;
  }

  .card-head .end {
    margin-inline-end: -6px;
  }

  .meter {
    display: inline-flex;
    gap: 3px;
  }

  .meter i {
    inline-size: 8px;
    block-size: 8px;
    background: var(--ink-soft);
    border: 1px solid var(--ink-soft);
    border-radius: 2px;
  }

  .meter .not {
    background: transparent;
    border: 1.5px solid var(--warn-line);
  }

  .ref.inline {
    margin-inline: 2px 0;
    vertical-align: 1px;
  }

  /* Room is kept while it is written, so that nothing below it moves. */
  [aria-busy='true'] .card-text {
    min-block-size: 100px;
  }

  .arriving {
    color: var(--ink-soft);
  }

  .nib {
    display: inline-block;
    inline-size: 2px;
    block-size: 14px;
    margin-inline-start: 2px;
    vertical-align: -2px;
    background: var(--action-ink);
  }

  .gap {
    max-inline-size: 100%;
    block-size: 24px;
    margin-block: -2px;
    padding: 0 6px;
    font: 500 0.8125rem/1.25rem var(--font);
    color: var(--ink);
    background: var(--action-wash);
    border: 1px dashed var(--action-ink);
    border-radius: var(--r-small);
  }

  .gap:not(:placeholder-shown) {
    border-style: solid;
  }

  .gap::placeholder {
    color: var(--action-ink);
    opacity: 1;
  }

  .put-away {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--s2);
    padding: 2px var(--s3);
    font: var(--text-meta);
    color: var(--ink-soft);
    border: 1px dashed var(--outline);
    border-radius: var(--r-card);
  }

  @container (width < 340px) {
    .meter {
      display: none;
    }
  }

  @media (forced-colors: active) {
    .nib,
    .meter i:not(.not) {
      forced-color-adjust: none;
      background: CanvasText;
      border-color: CanvasText;
    }
  }
`
