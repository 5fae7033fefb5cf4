import { css } from 'lit'

/** Fields to write into and to choose from. */
export const fieldStyles = css`
  :is(input:not([type='radio'], [type='checkbox']), textarea, select) {
    inline-size: 100%;
    min-block-size: 32px;
    margin: 0;
    padding: 5px 10px;
    font: var(--text-ui);
    color: var(--ink);
    background: var(--surface);
    border: 1px solid var(--outline);
    border-radius: var(--r-control);
  }

  textarea {
    display: block;
    max-block-size: 50dvh;
    padding-block: 6px;
    resize: vertical;
  }

  :is(input, textarea)::placeholder {
    color: var(--ink-faint);
    opacity: 1;
  }

  :is(input, textarea)[readonly] {
    color: var(--ink-soft);
    border-style: dashed;
  }

  :is(input, textarea, select):focus-visible {
    outline-offset: -1px;
  }

  label {
    display: block;
    font: var(--text-label);
  }
`
