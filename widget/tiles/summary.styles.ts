import { css } from 'lit'

export const summaryStyles = css`
  /* What is said of it goes below its heading sooner than either breaks. */
  .section-head {
    flex-wrap: wrap;
    row-gap: 0;
  }

  :host {
    display: block;
  }

  .older {
    color: var(--warn);
  }

  .summary {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }

  .summary > div {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2px;
    padding-block: var(--s2);
    border-block-start: 1px solid var(--hairline);
  }

  .summary > div:first-child {
    border-block-start: 0;
  }

  dt {
    font: var(--text-label);
    color: var(--ink-soft);
  }

  dd {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 2px var(--s2);
    font: var(--text-ui);
    overflow-wrap: anywhere;
  }

  dd .check-note {
    grid-column: 1 / -1;
  }

  .from {
    display: grid;
    align-content: start;
  }

  .time {
    min-block-size: 24px;
    padding: 0;
    font: var(--text-meta);
    font-variant-numeric: tabular-nums;
    color: var(--ink-soft);
    text-decoration: underline var(--outline);
    text-underline-offset: 2px;
    background: none;
    border: 0;
    border-radius: 2px;
    cursor: pointer;
  }

  .card .actions {
    margin-block-start: var(--s1);
  }
`
