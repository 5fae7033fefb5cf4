import { css } from 'lit'

export const customerStyles = css`
  :host {
    display: block;
  }

  .customer {
    display: grid;
    gap: var(--s1);
    padding: var(--s3) var(--s4);
    background: var(--surface);
    border-block-end: 1px solid var(--hairline);
  }

  .label {
    display: none;
  }

  .line {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: var(--s3);
  }

  h2 {
    overflow: hidden;
    min-inline-size: 0;
    font: var(--text-title);
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .wait {
    flex: none;
    font: var(--text-ui);
    color: var(--ink-soft);
  }

  .wait time {
    font-weight: 600;
    color: var(--ink);
  }

  .handover {
    display: flex;
    gap: 6px;
    font: var(--text-meta);
    color: var(--ink-soft);
  }

  .handover b {
    font-weight: 600;
    color: var(--ink);
  }

  .part::before {
    content: '·';
    margin-inline: 6px;
    color: var(--ink-faint);
  }

  .state,
  .queued {
    white-space: nowrap;
  }

  /* Solid is certain, dashed is not yet. */
  .dot {
    flex: none;
    inline-size: 8px;
    block-size: 8px;
    margin-block-start: 4px;
    background: var(--ink-faint);
    border-radius: 50%;
  }

  [data-status='active'] .dot {
    background: var(--good);
  }

  :is([data-status='requested'], [data-status='queued'], [data-status='left'], [data-status='transferring']) .dot {
    background: transparent;
    border: 1.5px dashed var(--ink-soft);
  }

  :is([data-status='error'], [data-status='refused']) b {
    color: var(--bad);
  }

  :is([data-status='error'], [data-status='refused']) .dot {
    background: var(--bad);
    border-radius: 1px;
  }

  :is([data-status='none']) .dot {
    background: transparent;
    border: 1.5px solid var(--outline);
  }

  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--s3);
    font: var(--text-meta);
    color: var(--ink-soft);
  }

  .facts > div {
    display: flex;
    gap: var(--s1);
    min-inline-size: 0;
  }

  .facts:not(.all) > :nth-child(n + 4) {
    display: none;
  }

  .facts dd {
    color: var(--ink);
    overflow-wrap: anywhere;
  }

  .facts.all {
    display: grid;
    grid-template-columns: fit-content(45%) minmax(0, 1fr);
    gap: var(--s1) var(--s3);
    padding-block-start: var(--s1);
    font: var(--text-ui);
  }

  .facts.all > div {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
  }

  .facts.all dt {
    overflow-wrap: anywhere;
  }

  .more {
    font: 500 0.75rem/1rem var(--font);
  }

  @container (width < 340px) {
    .customer {
      padding-inline: var(--s3);
    }

    .queued {
      display: none;
    }
  }

  @container (width >= 1120px) {
    .customer {
      gap: 6px;
      padding: var(--s2) var(--s4) var(--s4);
      border: 1px solid var(--hairline);
      border-radius: var(--r-card);
    }

    .label {
      display: flex;
      align-items: center;
      min-block-size: 28px;
      font: var(--text-ui-strong);
    }

    .facts,
    .facts.all {
      display: grid;
      grid-template-columns: fit-content(45%) minmax(0, 1fr);
      gap: var(--s1) var(--s3);
      padding-block-start: var(--s2);
      font: var(--text-ui);
    }

    .facts > div,
    .facts:not(.all) > :nth-child(n + 4) {
      display: grid;
      grid-column: 1 / -1;
      grid-template-columns: subgrid;
    }

    .facts dt {
      overflow-wrap: anywhere;
    }

    .more {
      display: none;
    }
  }

  @media (forced-colors: active) {
    .dot {
      forced-color-adjust: none;
      background: CanvasText;
      border-color: CanvasText !important;
    }
  }
`
