import { css, html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Data } from '../../server/protocol/values.ts'
import { moreTexts } from '../locales/more-texts.ts'
import { read } from '../session/offered-replies.ts'
import { base } from '../ui/base.ts'
import { CopilotElement } from '../ui/copilot-element.ts'
import { icon } from '../ui/icon.ts'
import { needChunk } from '../workspace/chunks.ts'

/** More entries of a gallery or a list are not shown: channels offer at most 10. */
const mostItems = 10

/**
 * What a message shows beyond words, in the vocabulary of Cognigy's clients (`_cognigy._default`): galleries and lists
 * with their buttons, Adaptive Cards to look at, and pictures, sounds and videos as links, since nothing is fetched.
 */
@customElement('agent-copilot-rich-content')
export class RichContent extends CopilotElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--s1);
        max-inline-size: 100%;
      }

      .items {
        display: grid;
        gap: var(--s1);
      }

      .item,
      .adaptive {
        padding: var(--s2) var(--s3);
        font: var(--text-ui);
        overflow-wrap: anywhere;
        border: 1px solid var(--hairline);
        border-radius: var(--r-card);
      }

      .title {
        font-weight: 600;
      }

      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s1);
        padding-block-start: var(--s1);
      }

      .buttons li {
        padding: 1px 8px;
        font: var(--text-meta);
        color: var(--ink-soft);
        border: 1px solid var(--hairline);
        border-radius: var(--r-full);
      }

      a {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        min-block-size: 24px;
        font: var(--text-ui);
      }
    `,
  ]

  @property({ attribute: false }) data?: Data

  protected override render() {
    const content = read(this.data, '_cognigy', '_default')
    const items = [read(content, '_gallery', 'items'), read(content, '_list', 'items')]
      .flatMap(list => (Array.isArray(list) ? (list as unknown[]) : []))
      .slice(0, mostItems)
    const { image, audio, video } = moreTexts.content
    return html`
      ${items.length > 0 ? html`<ul class="items">${items.map(renderItem)}</ul>` : nothing}
      ${renderLink(read(content, '_image', 'imageUrl'), image)}
      ${renderLink(read(content, '_audio', 'audioUrl'), audio)}
      ${renderLink(read(content, '_video', 'videoUrl'), video)}
      ${renderCard(read(content, '_adaptiveCard', 'adaptiveCard'))}
    `
  }
}

function renderItem(item: unknown) {
  const buttons = read(item, 'buttons')
  const titles = (Array.isArray(buttons) ? buttons : [])
    .map(button => wordsOf(read(button, 'title')))
    .filter(Boolean)
  return html`<li class="item">
    <p class="title" dir="auto">${wordsOf(read(item, 'title'))}</p>
    <p class="meta" dir="auto">${wordsOf(read(item, 'subtitle'))}</p>
    ${renderLink(read(item, 'imageUrl'), moreTexts.content.image)}
    ${titles.length > 0 ? html`<ul class="buttons">${titles.map(title => html`<li><bdi>${title}</bdi></li>`)}</ul>` : nothing}
  </li>`
}

function renderLink(address: unknown, name: string) {
  const url = wordsOf(address)
  if (!/^https?:/i.test(url)) return nothing
  return html`<a href=${url} target="_blank" rel="noopener noreferrer">${icon('attachment')}${name}</a>`
}

function renderCard(card: unknown) {
  if (typeof card !== 'object' || card === null) return nothing
  needChunk('card')
  return html`<div class="adaptive"><agent-copilot-card readonly .card=${card}></agent-copilot-card></div>`
}

function wordsOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

declare global {
  interface HTMLElementTagNameMap {
    'agent-copilot-rich-content': RichContent
  }
}
