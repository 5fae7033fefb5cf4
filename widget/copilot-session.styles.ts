import { css } from 'lit'

export const copilotSessionStyles = css`
  :host {
    display: block;
    block-size: 100%;
    min-inline-size: 0;
    container-type: inline-size;
  }

  .copilot {
    position: relative;
    display: grid;
    grid-template: fit-content(50%) minmax(0, 1fr) auto auto / minmax(0, 1fr);
    block-size: 100%;
    background-color: var(--grid-colour, transparent);
    background-position: center;
    background-size: cover;
  }

  .screen {
    grid-row: 2;
    inline-size: min(100%, 480px);
    margin-inline: auto;
    padding: var(--s3);
  }

  .customer {
    overflow: auto;
    min-block-size: 0;
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

  .assistance,
  .aside {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: var(--s4);
    min-inline-size: 0;
  }

  /* When the chat is over, filing it comes first. */
  .over {
    reading-flow: flex-visual;
  }

  .over > .aside {
    order: -1;
  }

  .reply {
    grid-row: 3;
  }

  .state {
    grid-row: 4;
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

  /* A tile that the grid has no place for is not wanted. */
  .custom [data-outside] {
    display: none;
  }

  .custom :is(.body, .assistance, .aside) {
    display: contents;
  }

  @container (width < 720px) {
    .custom {
      display: flex;
      flex-direction: column;
      gap: var(--s3);
      overflow: auto;
      scrollbar-gutter: stable;
      scrollbar-width: thin;
    }

    .custom > .reply,
    .custom > .state {
      order: 9999;
    }

    .custom > .reply {
      position: sticky;
      inset-block-end: 0;
      margin-block-start: auto;
    }

    .custom [data-tile]:not(.customer) {
      flex: none;
      margin-inline: var(--s3);
    }

    .custom agent-copilot-program-tile {
      min-block-size: 120px;
    }
  }

  @container (width >= 720px) {
    .copilot:not(.custom) .body {
      display: grid;
      grid-template: minmax(0, 1fr) fit-content(40%) / minmax(0, 1fr) 360px;
      gap: var(--s3);
      overflow: visible;
      padding-block: var(--s3);
      padding-inline: var(--s3) var(--s1);
    }

    .copilot:not(.custom) .transcript {
      grid-area: 1 / 1;
    }

    .copilot:not(.custom) .assistance {
      grid-area: 1 / 2;
    }

    .copilot:not(.custom) .aside {
      grid-area: 2 / 1 / auto / -1;
      grid-template-columns: repeat(auto-fit, minmax(260px, 1fr));
    }

    .copilot:not(.custom) :is(.assistance, .aside) {
      overflow: auto;
      min-block-size: 0;
      scrollbar-gutter: stable;
      scrollbar-width: thin;
      scrollbar-color: var(--edge) transparent;
    }

    .copilot.custom {
      grid-template-columns: repeat(var(--grid-columns), minmax(0, 1fr));
      grid-template-rows: repeat(var(--grid-rows), minmax(0, 1fr)) auto auto;
      gap: var(--grid-gap);
      padding: var(--grid-gap);
    }

    .custom [data-tile] {
      grid-area: var(--place);
      overflow: auto;
      max-block-size: none;
      min-block-size: 0;
      scrollbar-width: thin;
    }

    .custom > .reply {
      grid-area: -3 / 1 / -2 / -1;
    }

    .custom > .state {
      grid-area: -2 / 1 / -1 / -1;
    }
  }

  @container (width >= 1120px) {
    .copilot:not(.custom) {
      grid-template: fit-content(60%) minmax(0, 1fr) auto auto / 304px minmax(0, 1fr) 408px;
      column-gap: var(--s3);
    }

    .copilot:not(.custom) .customer {
      grid-area: 1 / 1;
      max-block-size: none;
      padding-block-start: var(--s3);
      padding-inline-start: var(--s3);
      scrollbar-gutter: stable;
      scrollbar-width: thin;
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

    .copilot:not(.custom) .body {
      display: contents;
    }

    .copilot:not(.custom) .transcript {
      grid-area: 1 / 2 / 3 / auto;
      margin-block: var(--s3);
    }

    .copilot:not(.custom) .assistance {
      grid-area: 1 / 3 / 3 / auto;
      padding-block: var(--s2) var(--s3);
      padding-inline-end: var(--s1);
    }

    .copilot:not(.custom) .aside {
      grid-area: 2 / 1 / 4 / auto;
      grid-template-columns: minmax(0, 1fr);
      padding-block: var(--s3);
      padding-inline-start: var(--s3);
    }

    .copilot:not(.custom) > .reply {
      grid-area: 3 / 2 / auto / -1;
      margin-inline-end: var(--s3);
      border: 1px solid var(--hairline);
      border-radius: var(--r-card);
      margin-block-end: var(--s3);
    }

    .screen {
      grid-area: 1 / 1 / auto / -1;
    }

    .copilot:not(.custom) > .state {
      grid-area: 4 / 1 / auto / -1;
    }
  }
`
