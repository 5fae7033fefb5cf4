import { css } from 'lit'

export const nextActionStyles = css`
  :host {
    display: block;
  }

  .end {
    margin-inline-start: auto;
  }

  .playbook {
    gap: var(--s1);
    padding-block-start: 10px;
  }

  h3 {
    font: var(--text-ui-strong);
    overflow-wrap: anywhere;
  }

  .said {
    padding: 0;
    font: inherit;
    color: inherit;
    text-align: start;
    text-decoration: underline var(--outline);
    text-underline-offset: 2px;
    background: none;
    border: 0;
    cursor: pointer;
  }

  .step {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: 0 var(--s2);
    padding: 6px 0;
    font: var(--text-ui);
    overflow-wrap: anywhere;
  }

  .step > input {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: 16px;
    block-size: 16px;
    margin: 2px 0 0;
    appearance: none;
    border: 1.5px dashed var(--outline);
    border-radius: 50%;
    cursor: pointer;
  }

  /* The target is larger than the mark. */
  .step > input::before {
    content: '';
    position: absolute;
    inset: -6px;
  }

  .step.now > input {
    border: 1.5px solid var(--action-ink);
  }

  .step > input:checked {
    background: var(--good);
    border: 1.5px solid var(--good);
  }

  .step > input:checked::after {
    content: '';
    inline-size: 8px;
    block-size: 4px;
    margin-block-start: -2px;
    border: solid var(--surface);
    border-width: 0 0 1.75px 1.75px;
    rotate: -45deg;
  }

  .step > label {
    font: inherit;
    text-align: start;
  }

  .step.done > label {
    color: var(--ink-soft);
  }

  .step.now > label {
    font-weight: 600;
  }

  .detail {
    grid-column: 2;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s1);
    font: var(--text-meta);
    color: var(--ink-soft);
  }

  .detail > p {
    white-space: pre-line;
  }

  .detail.trouble {
    color: var(--bad);
  }

  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s2);
    padding-block: var(--s1);
    color: var(--ink);
  }

  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2px;
  }

  .needed {
    font-weight: 400;
    color: var(--ink-soft);
  }

  @media (forced-colors: active) {
    .step > input:checked {
      forced-color-adjust: none;
      background: CanvasText;
      border-color: CanvasText;
    }
  }
`
