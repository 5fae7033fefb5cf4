import { css } from 'lit'

export const adaptiveCardStyles = css`
  .ac-adaptiveCard {
    padding: 0 !important;
    overflow-wrap: anywhere;
  }

  .ac-input:not([type='checkbox'], [type='radio']) {
    inline-size: 100%;
    min-block-size: 32px;
    padding: 5px 10px;
    font: var(--text-ui);
    color: var(--ink);
    background: var(--surface);
    border: 1px solid var(--outline);
    border-radius: var(--r-control);
  }

  .ac-input-validation-failed {
    border-color: var(--bad);
  }

  .ac-pushButton {
    min-block-size: 28px;
    padding: 3px 11px;
    font: var(--text-ui-strong);
    color: var(--ink);
    background: var(--surface);
    border: 1px solid var(--edge);
    border-radius: var(--r-control);
    cursor: pointer;
  }

  .ac-pushButton:hover {
    background: var(--hover);
  }

  .ac-linkButton,
  .ac-anchor {
    color: var(--action-ink);
    text-decoration: underline;
  }

  .ac-image {
    max-inline-size: 100%;
  }
`
