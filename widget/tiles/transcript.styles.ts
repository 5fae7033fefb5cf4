import { css } from 'lit'

export const transcriptStyles = css`
  :host {
    display: block;
    min-inline-size: 0;
    min-block-size: 0;
  }

  .transcript {
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
    block-size: 100%;
    background: var(--surface);
    border: 1px solid var(--hairline);
    border-radius: var(--r-card);
  }

  /* Where room is short: a section that opens */
  .head {
    display: none;
  }

  .fold {
    display: grid;
    grid-template-columns: auto auto 1fr;
    align-items: center;
    gap: 2px var(--s2);
    padding: 10px var(--s3);
    font: var(--text-ui-strong);
    color: var(--ink);
    text-align: start;
    background: none;
    border: 0;
    border-radius: var(--r-card);
    cursor: pointer;
  }

  .fold .icon {
    grid-column: 3;
    justify-self: end;
    color: var(--ink-soft);
  }

  .open .fold .icon {
    transform: scaleY(-1);
  }

  .preview {
    grid-column: 1 / -1;
    overflow: hidden;
    font: var(--text-meta);
    color: var(--ink-soft);
    text-align: start;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .log {
    position: relative;
    display: grid;
    grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
    min-block-size: 0;
  }

  .scroll {
    overflow: auto;
    max-block-size: min(480px, 70dvh);
    padding: 0 var(--s3) var(--s2);
    overscroll-behavior: contain;
    scrollbar-gutter: stable;
    scrollbar-width: thin;
    scrollbar-color: var(--edge) transparent;
  }

  .scroll:focus-visible {
    outline-offset: -2px;
    border-radius: var(--r-card);
  }

  .transcript:not(.open) .log {
    display: none;
  }

  .messages {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s3);
    padding-block-start: var(--s3);
    content-visibility: auto;
    contain-intrinsic-block-size: auto 3400px;
  }

  .earlier {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: var(--s1) var(--s2);
    padding-block-start: var(--s2);
    font: var(--text-meta);
    color: var(--bad);
  }

  .empty {
    padding-block: var(--s2);
  }

  .message {
    display: grid;
    grid-template-columns: minmax(0, auto);
    justify-self: start;
    justify-items: start;
    gap: 2px;
    max-inline-size: min(60ch, 88%);
  }

  .message:focus {
    outline: 2px solid var(--focus);
    outline-offset: 4px;
    border-radius: var(--r-small);
  }

  .by {
    display: flex;
    gap: var(--s2);
    max-inline-size: 100%;
    font: var(--text-meta);
    color: var(--ink-soft);
  }

  .by b {
    overflow: hidden;
    font-weight: 600;
    color: var(--ink);
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .said {
    padding: var(--s2) var(--s3);
    font: var(--text-body);
    text-align: start;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
    background: var(--paper);
    border: 1px solid transparent;
    border-radius: var(--r-card);
    border-start-start-radius: 2px;
  }

  .virtual-agent .said {
    background: transparent;
    border-color: var(--hairline);
  }

  .agent {
    justify-self: end;
    justify-items: end;
  }

  .agent .said {
    background: var(--action-wash);
    border-start-start-radius: var(--r-card);
    border-start-end-radius: 2px;
  }

  .undelivered .said {
    background: transparent;
    border: 1px dashed var(--outline);
  }

  .wordless {
    font-style: italic;
    color: var(--ink-soft);
  }

  .trouble {
    display: flex;
    gap: 6px;
    font: var(--text-meta);
    color: var(--warn);
    overflow-wrap: anywhere;
  }

  .attachment {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: 28px;
    max-inline-size: 100%;
    padding: 3px 11px 3px 8px;
    font: var(--text-ui);
    text-decoration: none;
    background: var(--surface);
    border: 1px solid var(--edge);
    border-radius: var(--r-control);
  }

  .attachment:hover {
    background: var(--hover);
  }

  .attachment .name {
    text-decoration: underline;
    text-underline-offset: 2px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .attachment .size {
    flex: none;
    font: var(--text-meta);
    color: var(--ink-soft);
  }

  .offered {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s1);
    padding-block-start: 2px;
  }

  .offered li {
    padding: 1px 8px;
    font: var(--text-meta);
    color: var(--ink-soft);
    overflow-wrap: anywhere;
    border: 1px solid var(--hairline);
    border-radius: var(--r-full);
  }

  .event {
    display: flex;
    align-items: center;
    gap: var(--s3);
    font: var(--text-meta);
    color: var(--ink-soft);
    text-align: center;
    overflow-wrap: anywhere;
  }

  .event::before,
  .event::after {
    content: '';
    flex: 1;
    min-inline-size: var(--s3);
    block-size: 1px;
    background: var(--hairline);
  }

  .writing {
    min-block-size: 24px;
    padding: 2px var(--s3) 6px;
    font: var(--text-meta);
    color: var(--ink-soft);
  }

  .to-end {
    position: absolute;
    inset-block-end: 32px;
    inset-inline-start: 50%;
    translate: -50%;
    font: var(--text-ui-strong);
    color: var(--action-ink);
    border-radius: var(--r-full);
    box-shadow: var(--shadow);
  }

  .to-end:dir(rtl) {
    translate: 50%;
  }

  @container (width >= 720px) {
    .fold {
      display: none;
    }

    .head {
      display: flex;
      align-items: center;
      gap: var(--s2);
      min-block-size: 36px;
      padding: var(--s2) var(--s4) 0;
    }

    .head h2 {
      font: var(--text-ui-strong);
    }

    .transcript .log,
    .transcript:not(.open) .log {
      display: grid;
    }

    .scroll {
      max-block-size: none;
      padding-inline: var(--s4);
    }

    .writing {
      padding-inline: var(--s4);
    }
  }
`
