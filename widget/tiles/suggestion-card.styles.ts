import { css } from 'lit'

export const suggestionCardStyles = css`
  :host {
    display: block;
    animation: arrive var(--arrive) both;
  }

  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateY(4px);
    }
  }

  :host([primary]) .card:not(.stale) {
    border-color: var(--outline);
  }

  .card-head {
    display: flex;
    align-items: center;
    gap: var(--s2);
    min-block-size: 28px;
    font: var(--text-meta);
    color: var(--ink-soft);
  }

  h3 {
    font: var(--text-label);
    color: var(--ink);
  }

  .card-text {
    margin-block-start: -4px;
  }

  .clamp {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 6;
  }

  /* The card sinks into the paper and keeps its place. */
  .card.stale {
    background: transparent;
    border: 1px dashed var(--outline);
  }

  .stale .card-text {
    color: var(--ink-soft);
  }

  .stale-note {
    display: flex;
    align-items: center;
    gap: 6px;
    font: 500 0.75rem/1rem var(--font);
    color: var(--warn);
  }

  .sources {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    font: var(--text-meta);
  }

  .source {
    display: flex;
    align-items: center;
    gap: 6px;
    inline-size: 100%;
    min-block-size: 24px;
    padding: 0;
    font: inherit;
    color: var(--ink-soft);
    text-align: start;
    background: none;
    border: 0;
    border-radius: 2px;
    cursor: pointer;
  }

  .source .icon {
    inline-size: 14px;
    block-size: 14px;
  }

  .name,
  .where {
    overflow: hidden;
    min-inline-size: 0;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  /* The article comes first; its part takes what is left. */
  .name {
    flex: none;
    max-inline-size: calc(100% - 48px);
    color: var(--ink);
  }

  .source:hover .name {
    text-decoration: underline;
    text-underline-offset: 2px;
  }

  .where {
    margin-inline-start: auto;
  }

  @container (width < 340px) {
    .where {
      display: none;
    }
  }
`
