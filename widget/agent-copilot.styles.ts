import { css } from 'lit'

export const agentCopilotStyles = css`
  :host {
    display: block;
    block-size: 100%;
    min-inline-size: 0;
    font: var(--text-body);
    color: var(--ink);
    background: var(--paper);
  }

  :host([hidden]) {
    display: none;
  }

  .frame {
    display: grid;
    grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
    block-size: 100%;
  }

  .chat,
  .screen {
    grid-row: 2;
    min-block-size: 0;
  }

  .chat:focus-visible {
    outline-offset: -2px;
  }

  .hint {
    grid-row: 3;
    padding: var(--s1) var(--s4);
    font: var(--text-meta);
    background: var(--warn-wash);
    border-block-start: 1px solid var(--hairline);
  }

  .screen {
    inline-size: min(100%, 480px);
    margin-inline: auto;
    padding: var(--s3);
  }
`
