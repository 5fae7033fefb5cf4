import { css } from 'lit'

export const copilotSessionStyles = css`
  :host {
    display: block;
    block-size: 100%;
    min-inline-size: 0;
    container-type: inline-size;
  }

  .copilot {
    display: grid;
    grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
    block-size: 100%;
  }

  .screen {
    grid-row: 2;
    inline-size: min(100%, 480px);
    margin-inline: auto;
    padding: var(--s3);
  }

  .customer {
    overflow: auto;
    max-block-size: 50dvh;
  }

  .body {
    grid-row: 2;
    display: flex;
    flex-direction: column;
    gap: var(--s4);
    overflow: auto;
    min-block-size: 0;
    padding-block: var(--s2) var(--s5);
    padding-inline: var(--s3) var(--s1);
    scrollbar-gutter: stable;
    scrollbar-width: thin;
    scrollbar-color: var(--edge) transparent;
  }

  .body > * {
    flex: none;
  }

  .state {
    grid-row: 3;
  }

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

  .state > agent-copilot-notice {
    padding: var(--s2) var(--s3);
  }

  /* Room is kept in the shape of what is to come. */
  .bones {
    display: grid;
    align-content: start;
    gap: var(--s2);
    padding: var(--s3);
    background: var(--surface);
    border: 1px solid var(--hairline);
    border-radius: var(--r-card);
  }

  .bones i {
    block-size: 12px;
    background: var(--hairline);
    border-radius: var(--r-small);
  }

  .bones i:nth-child(1) {
    inline-size: 30%;
    margin-block-end: var(--s1);
  }

  .bones i:nth-child(2) {
    inline-size: 95%;
  }

  .bones i:nth-child(3) {
    inline-size: 85%;
  }

  .bones i:nth-child(4) {
    inline-size: 60%;
  }

  .band {
    padding: var(--s4);
    border-width: 0 0 1px;
    border-radius: 0;
  }

  .band i:nth-child(n + 3) {
    display: none;
  }

  .band i:nth-child(2) {
    inline-size: 60%;
  }

  @container (width >= 480px) {
    .body {
      padding-inline: var(--s4) var(--s2);
    }
  }

  @container (width >= 720px) {
    .body {
      display: grid;
      grid-template: minmax(0, 1fr) / minmax(0, 1fr) 360px;
      gap: var(--s3);
      overflow: visible;
      padding-block: var(--s3);
      padding-inline: var(--s3) var(--s1);
    }

    .transcript {
      order: -1;
    }

    .assistance {
      overflow: auto;
      min-block-size: 0;
      scrollbar-gutter: stable;
      scrollbar-width: thin;
      scrollbar-color: var(--edge) transparent;
    }
  }

  @container (width >= 1120px) {
    .copilot {
      grid-template: minmax(0, 1fr) auto / 304px minmax(0, 1fr);
      column-gap: var(--s3);
    }

    .customer {
      grid-area: 1 / 1;
      max-block-size: none;
      min-block-size: 0;
      padding-block: var(--s3);
      padding-inline-start: var(--s3);
    }

    .band {
      border-width: 1px;
      border-radius: var(--r-card);
      margin-block-start: var(--s3);
      margin-inline-start: var(--s3);
      align-self: start;
    }

    .band i:nth-child(n + 3) {
      display: block;
    }

    .body {
      grid-area: 1 / 2;
      grid-template-columns: minmax(0, 1fr) 408px;
      padding-inline-start: 0;
    }

    .screen {
      grid-area: 1 / 1 / auto / -1;
    }

    .state {
      grid-area: 2 / 1 / auto / -1;
    }
  }
`
