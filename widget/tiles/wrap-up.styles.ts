import { css } from 'lit'

export const wrapUpStyles = css`
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s3);
    padding-block-start: var(--s2);
  }

  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s1);
    overflow-wrap: anywhere;
  }

  .needed {
    font-weight: 400;
    color: var(--ink-soft);
  }

  .save {
    inline-size: 100%;
    min-block-size: 36px;
  }

  .centre {
    text-align: center;
  }

  .card {
    margin-block-start: var(--s2);
    padding-block-start: var(--s3);
  }

  .saved {
    font: var(--text-ui-strong);
  }

  .said {
    font: var(--text-ui);
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
`
