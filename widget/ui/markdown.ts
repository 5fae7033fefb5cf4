import { css, html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { lexer, type Token, type Tokens } from 'marked'
import { base } from './base.ts'
import { CopilotElement } from './copilot-element.ts'

/** Nobody means to nest deeper. */
const deepest = 12

/** Text with Markdown in it, as elements: no HTML of anybody's is ever read as such, and pictures are not fetched. */
@customElement('agent-copilot-markdown')
export class MarkdownText extends CopilotElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--s2);
        overflow-wrap: anywhere;
      }

      ul,
      ol {
        display: grid;
        gap: 2px;
        padding-inline-start: 20px;
      }

      ul {
        list-style: disc;
      }

      ol {
        list-style: decimal;
      }

      h3 {
        font: var(--text-ui-strong);
      }

      pre,
      code {
        font-family: ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', Consolas, monospace;
        font-size: 0.75rem;
        background: var(--sunken);
        border-radius: var(--r-small);
      }

      code {
        padding: 0 3px;
      }

      pre {
        margin: 0;
        padding: var(--s2);
        overflow: auto;
      }

      blockquote {
        margin: 0;
        padding-inline-start: var(--s2);
        color: var(--ink-soft);
        border-inline-start: 2px solid var(--edge);
      }

      .table {
        overflow: auto;
      }

      table {
        border-collapse: collapse;
      }

      th,
      td {
        padding: 2px 6px;
        text-align: start;
        border: 1px solid var(--hairline);
      }

      hr {
        inline-size: 100%;
        border: 0;
        border-block-start: 1px solid var(--hairline);
      }
    `,
  ]

  @property() text = ''

  protected override render() {
    return renderTokens(lexer(this.text, { gfm: true, breaks: true }), 0)
  }
}

function renderTokens(tokens: readonly Token[] = [], depth: number): unknown {
  if (depth > deepest) return tokens.map(({ raw }) => raw)
  return tokens.map(token => renderToken(token, depth + 1))
}

function renderToken(token: Token, depth: number): unknown {
  const inner = () => renderTokens('tokens' in token ? token.tokens : [], depth)
  switch (token.type) {
    case 'space':
      return nothing
    case 'paragraph':
      return html`<p dir="auto">${inner()}</p>`
    case 'heading':
      return html`<h3 dir="auto">${inner()}</h3>`
    case 'strong':
      return html`<b>${inner()}</b>`
    case 'em':
      return html`<em>${inner()}</em>`
    case 'del':
      return html`<s>${inner()}</s>`
    case 'codespan':
      return html`<code>${(token as Tokens.Codespan).text}</code>`
    case 'code':
      return html`<pre tabindex="0">${(token as Tokens.Code).text}</pre>`
    case 'blockquote':
      return html`<blockquote>${inner()}</blockquote>`
    case 'br':
      return html`<br />`
    case 'hr':
      return html`<hr />`
    case 'list':
      return renderList(token as Tokens.List, depth)
    case 'table':
      return renderTable(token as Tokens.Table, depth)
    case 'link':
      return renderLink((token as Tokens.Link).href, inner())
    case 'image':
      return renderLink((token as Tokens.Image).href, (token as Tokens.Image).text)
    case 'text':
      return 'tokens' in token && token.tokens ? inner() : (token as Tokens.Text).text
    default:
      return token.raw
  }
}

function renderList({ ordered, start, items }: Tokens.List, depth: number) {
  const entries = items.map(item => html`<li dir="auto">${renderTokens(item.tokens, depth)}</li>`)
  return ordered ? html`<ol start=${Number(start) || 1}>${entries}</ol>` : html`<ul>${entries}</ul>`
}

function renderTable({ header, rows }: Tokens.Table, depth: number) {
  return html`<div class="table" tabindex="0">
    <table>
      <thead>
        <tr>${header.map(cell => html`<th dir="auto">${renderTokens(cell.tokens, depth)}</th>`)}</tr>
      </thead>
      <tbody>
        ${rows.map(row => html`<tr>${row.map(cell => html`<td dir="auto">${renderTokens(cell.tokens, depth)}</td>`)}</tr>`)}
      </tbody>
    </table>
  </div>`
}

/** Links to pages and addresses of mail and telephone; others are words. */
function renderLink(href: string, words: unknown) {
  return /^(https?|mailto|tel):/i.test(href)
    ? html`<a href=${href} target="_blank" rel="noopener noreferrer">${words}</a>`
    : words
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-markdown': MarkdownText
  }
}
