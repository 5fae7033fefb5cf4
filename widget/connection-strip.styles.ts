import { css } from 'lit'

/** The line that says that the connection is being made again. */
export const connectionStripStyles = css`
  /* What passes within a second is not worth a word, nor a movement. */
  .strip {
    display: flex;
    align-items: center;
    gap: var(--s2);
    overflow: hidden;
    min-block-size: 32px;
    padding: var(--s1) var(--s4);
    font: var(--text-meta);
    background: var(--sunken);
    border-block-start: 1px dashed var(--outline);
    animation: reveal 1ms 800ms both;
  }

  @keyframes reveal {
    from {
      block-size: 0;
      min-block-size: 0;
      padding-block: 0;
      border: 0;
      visibility: hidden;
    }
  }

  .strip .icon {
    color: var(--warn);
  }
`
