import { css } from 'lit'

export const customerStyles = css`
  :host {
    display: block;
  }

  .customer {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
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
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 var(--s3);
  }

  /* A name is whole, on two lines where it has to be; longer than that nobody is called. */
  h2 {
    display: -webkit-box;
    overflow: hidden;
    max-inline-size: 100%;
    font: var(--text-title);
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
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

  /* A separator at the start of a line falls outside and is cut off. */
  .line-of-parts {
    overflow: hidden;
    min-inline-size: 0;
  }

  .parts {
    display: flex;
    flex-wrap: wrap;
    margin-inline-start: -15px;
  }

  .part {
    min-inline-size: 0;
    padding-inline-start: 15px;
    overflow-wrap: anywhere;
  }

  .part::before {
    content: '·';
    float: inline-start;
    margin-inline-start: -9px;
    color: var(--ink-faint);
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

  /* In one line while it is short */
  .known {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--s3);
    font: var(--text-meta);
    color: var(--ink-soft);
  }

  .facts {
    display: contents;
  }

  .facts > div {
    display: flex;
    gap: var(--s1);
    min-inline-size: 0;
  }

  .known:not(.all) .facts > :nth-child(n + 4) {
    display: none;
  }

  dt,
  dd {
    overflow-wrap: anywhere;
  }

  dt {
    flex: none;
    max-inline-size: 50%;
  }

  dd {
    color: var(--ink);
  }

  .known.all {
    display: block;
    padding-block-start: var(--s1);
  }

  .all .facts {
    display: grid;
    grid-template-columns: fit-content(45%) minmax(0, 1fr);
    gap: var(--s1) var(--s3);
    font: var(--text-ui);
  }

  .all .facts > div {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    gap: inherit;
  }

  .all dt {
    max-inline-size: none;
  }

  .more {
    min-block-size: 24px;
    margin-block: -2px;
    padding-block: 0;
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

    .known,
    .known.all {
      display: block;
      padding-block-start: var(--s2);
    }

    .facts {
      display: grid;
      grid-template-columns: fit-content(45%) minmax(0, 1fr);
      gap: var(--s1) var(--s3);
      font: var(--text-ui);
    }

    .facts > div,
    .known:not(.all) .facts > :nth-child(n + 4) {
      display: grid;
      grid-column: 1 / -1;
      grid-template-columns: subgrid;
      gap: inherit;
    }

    dt {
      max-inline-size: none;
    }

    .more {
      display: none;
    }
  }

  @media (forced-colors: active) {
    .dot {
      forced-color-adjust: none;
    }
  }
`
