import { css } from 'lit'

export const chatSwitcherStyles = css`
  :host {
    display: block;
    container: chats / inline-size;
  }

  nav {
    padding: var(--s1) var(--s1) 0;
    background: var(--sunken);
    border-block-end: 1px solid var(--hairline);
  }

  ul {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: minmax(0, 1fr);
    gap: 2px;
  }

  li {
    position: relative;
    min-inline-size: 0;
  }

  .chat {
    display: grid;
    grid-template: 'name count' 20px 'state state' 16px / minmax(0, 1fr) auto;
    column-gap: var(--s1);
    inline-size: 100%;
    min-block-size: 48px;
    padding: 5px 6px 7px;
    color: var(--ink-soft);
    text-align: start;
    background: transparent;
    border: 1px solid transparent;
    border-block-end: 0;
    border-radius: var(--r-control) var(--r-control) 0 0;
    cursor: pointer;
  }

  .chat:hover {
    background: var(--hover);
  }

  .chat:focus-visible {
    outline-offset: -2px;
  }

  .chat[aria-current='true'] {
    block-size: calc(100% + 1px);
    margin-block-end: -1px;
    padding-block-end: var(--s2);
    color: var(--ink);
    background: var(--surface);
    border-color: var(--hairline);
  }

  .name {
    grid-area: name;
    min-inline-size: 0;
    font: var(--text-ui-strong);
  }

  .name > span {
    display: block;
    inline-size: fit-content;
    max-inline-size: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .name > .short {
    display: none;
  }

  /* The whole name is there for those who hear it; the eye gets as much as there is room for. */
  .name > .full {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    clip-path: inset(50%);
  }

  .count {
    grid-area: count;
    align-self: center;
    min-inline-size: 18px;
    padding: 0 5px;
    font: 600 0.6875rem/1.125rem var(--font);
    font-variant-numeric: tabular-nums;
    color: var(--surface);
    text-align: center;
    background: var(--ink);
    border-radius: var(--r-full);
  }

  .state {
    grid-area: state;
    display: flex;
    align-items: center;
    gap: 6px;
    overflow: hidden;
    min-inline-size: 0;
    font: var(--text-meta);
    white-space: nowrap;
  }

  .state .icon {
    inline-size: 12px;
    block-size: 12px;
    stroke-width: 1.75;
  }

  .words {
    overflow: hidden;
    min-inline-size: 0;
    text-overflow: ellipsis;
  }

  .longest,
  .draft {
    display: inline-flex;
    align-items: center;
    gap: 3px;
  }

  /* The word stands beside its pen or, where there is no room, nowhere. */
  .draft {
    flex-wrap: wrap;
    max-block-size: 16px;
  }

  .longest {
    font-weight: 600;
    color: var(--warn);
  }

  .draft {
    overflow: hidden;
    font-weight: 500;
    color: var(--action-ink);
  }

  .draft .icon {
    margin-block: 2px;
  }

  .wide,
  .rough {
    display: none;
  }

  .dismiss {
    position: absolute;
    inset-block-start: 3px;
    inset-inline-end: 2px;
    display: grid;
    place-items: center;
    inline-size: 24px;
    block-size: 24px;
    color: var(--ink-soft);
    background: none;
    border: 0;
    border-radius: var(--r-small);
    cursor: pointer;
  }

  .dismiss:hover {
    color: var(--ink);
    background: var(--hover);
  }

  li:has(.dismiss) .name {
    padding-inline-end: 18px;
  }

  @container chats (width < 480px) {
    .crowded .name > .given,
    .crowded .draft .words,
    .crowded .exact {
      display: none;
    }

    .crowded .rough {
      display: inline;
    }

    .crowded .name > .short {
      display: block;
      font: var(--text-label);
      line-height: 20px;
      text-overflow: clip;
    }

    .crowded .chat {
      column-gap: 2px;
      padding-inline: 4px;
    }

    .crowded .state {
      gap: 3px;
    }
  }

  @container chats (width < 340px) {
    .name > .given,
    .draft .words,
    .longest .icon {
      display: none;
    }

    .name > .short {
      display: block;
    }

    .crowded .chat {
      column-gap: 1px;
      padding-inline: 3px;
    }

    .crowded .name > .short {
      letter-spacing: -0.03em;
    }

    .crowded .count {
      min-inline-size: 14px;
      padding-inline: 3px;
    }

    .crowded .state {
      gap: 2px;
      font-size: 0.6875rem;
      letter-spacing: -0.02em;
    }

    .crowded .words {
      letter-spacing: -0.05em;
    }

    .crowded .state .icon {
      inline-size: 10px;
      block-size: 10px;
    }

    .crowded li:has(.dismiss) .name {
      padding-inline-end: 14px;
    }

    .crowded .dismiss {
      inset-inline-end: -4px;
    }
  }

  @container chats (width >= 600px) {
    .name > .given {
      display: none;
    }

    .name > .full {
      position: static;
      inline-size: fit-content;
      block-size: auto;
      clip-path: none;
    }
  }

  @container chats (width >= 720px) {
    ul {
      grid-auto-columns: minmax(0, 200px);
    }
  }

  @container chats (width >= 900px) {
    .wide {
      display: inline;
    }
  }

  @media (forced-colors: active) {
    .chat[aria-current='true'] {
      border: 2px solid Highlight;
      border-block-end: 0;
    }

    .count {
      color: CanvasText;
      border: 1px solid;
    }
  }
`
