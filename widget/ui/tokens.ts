import { css } from 'lit'

/**
 * Colour, type, space, shape and motion; nothing else names a colour. Dark follows the system unless the
 * element's `theme` says otherwise. A page of ours takes them as well: its root is what the element is elsewhere. Edges of fields, gaps and stale cards (`outline`) reach 3:1, words 4.5:1.
 */
export const tokens = css`
  :host,
  :root {
    color-scheme: light dark;

    /* Paper below, cards above */
    --paper: light-dark(#f4f3ee, #19191c);
    --surface: light-dark(#ffffff, #232327);
    --sunken: light-dark(#eceae3, #131316);
    --hover: light-dark(#f0eee8, #2d2d32);

    --ink: light-dark(#26252a, #f1f0ed);
    --ink-soft: light-dark(#5a5861, #b9b7be);
    --ink-faint: light-dark(#6b6973, #a19fa8);

    --hairline: light-dark(#e1ded6, #37363c);
    --edge: light-dark(#c9c5bb, #504f57);
    --outline: light-dark(#87847f, #7d7b85);

    /* Blue is for what the agent can do next */
    --action: light-dark(#0056e0, #246fe5);
    --action-hover: light-dark(#0047ba, #1f63d0);
    --action-ink: light-dark(#0050d1, #8db8ff);
    --on-action: #ffffff;
    --action-wash: light-dark(#e8effc, #1f2c45);

    /* Always together with a word and a shape */
    --good: light-dark(#127440, #6ecf97);
    --warn: light-dark(#855100, #f0bd62);
    --warn-line: light-dark(#b06f00, #c98f2b);
    --warn-wash: light-dark(#fbf1dc, #35291a);
    --bad: light-dark(#b91c2c, #ff979b);
    --bad-wash: light-dark(#fbe9e9, #3c2226);

    --focus: light-dark(#0056e0, #8db8ff);

    --shadow: 0 1px 2px light-dark(rgb(38 37 42 / 8%), rgb(0 0 0 / 40%)),
      0 8px 24px light-dark(rgb(38 37 42 / 12%), rgb(0 0 0 / 48%));

    --font:
      Inter, 'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Arabic',
      'Helvetica Neue', Arial, sans-serif;
    --text-meta: 400 0.75rem/1rem var(--font);
    --text-label: 600 0.75rem/1rem var(--font);
    --text-ui: 400 0.8125rem/1.25rem var(--font);
    --text-ui-strong: 600 0.8125rem/1.25rem var(--font);
    --text-body: 400 0.875rem/1.25rem var(--font);
    --text-title: 600 1rem/1.5rem var(--font);

    --s1: 4px;
    --s2: 8px;
    --s3: 12px;
    --s4: 16px;
    --s5: 24px;

    --r-small: 4px;
    --r-control: 6px;
    --r-card: 8px;
    --r-full: 999px;

    --arrive: 160ms cubic-bezier(0.2, 0, 0, 1);
  }

  :host(:is([theme='light'], [data-theme='light'])) {
    color-scheme: light;
  }

  :host(:is([theme='dark'], [data-theme='dark'])) {
    color-scheme: dark;
  }

  @media (prefers-reduced-motion: reduce) {
    :host,
    :root {
      --arrive: 1ms linear;
    }
  }
`
