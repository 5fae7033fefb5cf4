import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { keyed } from 'lit/directives/keyed.js'
import type { Passage } from '../../../server/protocol/assists.ts'
import type { KnowledgeHealth, KnowledgeSource } from '../../../server/protocol/knowledge.ts'
import { ask, askAll } from '../api.ts'
import { ConsolePage } from '../console-page.ts'
import { chooseEndpoint } from '../ui/choose-endpoint.ts'
import { consoleIcon } from '../ui/console-icon.ts'
import { stateOf } from '../ui/import-state.ts'
import { dayAndTime } from '../ui/times.ts'
import './knowledge-source.ts'

interface EndpointName {
  id: string
  name: string
}

const kinds = { files: 'Files', address: 'Web address', typed: 'Written here' }
const whys = {
  old: 'Not read for a long time',
  empty: 'Holds nothing',
  'import-failed': 'Could not be read the last time',
}

/** What an endpoint knows: its sources, how they are read, a search to try them, and what is wrong with them. */
@customElement('console-knowledge')
export class KnowledgePage extends ConsolePage {
  @state() private endpoints: EndpointName[] = []
  @state() private sources: KnowledgeSource[] = []
  @state() private health?: KnowledgeHealth
  @state() private found?: Passage[]
  @state() private kind: keyof typeof kinds = 'files'

  get #endpointId(): string | undefined {
    return this.parts[0] ?? this.endpoints[0]?.id
  }

  get #path(): string {
    return `/endpoints/${encodeURIComponent(this.#endpointId ?? '')}/knowledge`
  }

  protected override async load(): Promise<void> {
    this.endpoints = await askAll('/endpoints')
    this.found = undefined
    if (!this.#endpointId || this.parts[1]) return
    this.sources = (await this.read<{ items: KnowledgeSource[] }>(`${this.#path}/sources`)).items
    this.health = await this.read(`${this.#path}/health`)
  }

  protected override renderPage() {
    if (this.endpoints.length === 0)
      return this.isLoading
        ? html`<p class="meta" role="status">Loading</p>`
        : html`<header class="page-head"><h1>Knowledge</h1></header><div class="notice"><h2>No endpoint yet</h2><p>Knowledge belongs to an endpoint. Create one first.</p><a class="button" href="#/endpoints/new">New endpoint</a></div>`
    if (this.parts[1])
      return keyed(
        this.parts.join('/'),
        html`<console-knowledge-source .parts=${this.parts} .me=${this.me}></console-knowledge-source>`,
      )
    return html`<header class="page-head"><h1>Knowledge</h1>${chooseEndpoint('knowledge', this.endpoints, this.#endpointId)}</header>
      ${this.#renderSources()}
      <div class="two even">${this.#renderSearch()} ${this.health ? this.#renderHealth(this.health) : nothing}</div>`
  }

  #renderSources() {
    return html`<section class="tile" aria-label="Sources">
      <div class="section-head"><h2>Sources</h2></div>
      ${this.sources.length === 0 && !this.isLoading ? html`<p class="meta">This endpoint knows nothing yet. Add the articles that its agents use.</p>` : this.#renderTable()}
      ${this.can('knowledge:write') ? this.#renderAdd() : nothing}
    </section>`
  }

  #renderTable() {
    return html`<table class="table">
      <thead><tr><th scope="col">Name</th><th scope="col">Kind</th><th scope="col" class="number">Articles</th><th scope="col">Read</th><th scope="col">State</th></tr></thead>
      <tbody>
        ${this.sources.map(
          ({ id, name, kind, documents, importedAt, lastImport, managed }) => html`<tr>
            <th scope="row"><a href="#/knowledge/${this.#endpointId}/${id}" dir="auto">${name}</a></th>
            <td>${managed ? 'Setup file' : kinds[kind]}</td>
            <td class="number">${documents}</td>
            <td>${importedAt ? dayAndTime(importedAt) : '–'}</td>
            <td>${stateOf(lastImport)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`
  }

  #renderAdd() {
    return html`<form class="search foot" @submit=${this.#add}>
      <div class="labelled"><label for="kind">New source</label>
        <select id="kind" @change=${(event: Event) => (this.kind = (event.target as HTMLSelectElement).value as typeof this.kind)}>
          ${Object.entries(kinds).map(([kind, label]) => html`<option value=${kind} ?selected=${kind === this.kind}>${label}</option>`)}
        </select></div>
      <div class="labelled grow"><label for="source-name">Name</label><input id="source-name" name="name" required dir="auto" /></div>
      ${this.kind === 'address' ? html`<div class="labelled grow"><label for="url">Page or sitemap</label><input id="url" name="url" type="url" required /></div>` : nothing}
      ${this.kind === 'files' ? html`<div class="labelled grow"><label for="files">Markdown, text, HTML, PDF, Word, CSV or JSON</label><input id="files" name="files" type="file" multiple required accept=".md,.txt,.html,.htm,.pdf,.docx,.csv,.json" /></div>` : nothing}
      <button class="button" ?disabled=${this.busy !== undefined}>Add source</button>
    </form>`
  }

  readonly #add = (event: SubmitEvent) => {
    event.preventDefault()
    const fields = new FormData(event.target as HTMLFormElement)
    const { kind } = this
    void this.act('add', async () => {
      const draft = {
        kind,
        name: fields.get('name'),
        ...(kind === 'address' && { address: { url: fields.get('url') } }),
      }
      const { id } = await ask<KnowledgeSource>('POST', `${this.#path}/sources`, draft)
      const files = new FormData()
      for (const file of fields.getAll('files')) files.append('files', file)
      if (kind === 'files') await ask('POST', `${this.#path}/sources/${id}/files`, files)
      location.hash = `#/knowledge/${this.#endpointId}/${id}`
    })
  }

  #renderSearch() {
    return html`<section class="tile" aria-label="Try it">
      <div class="section-head"><h2>Try it</h2><span class="meta">What agents would be shown, best first</span></div>
      <form class="search" role="search" @submit=${this.#search}>
        <div class="labelled grow"><label for="words">A customer’s question</label><input id="words" name="words" required dir="auto" /></div>
        <button class="button">Search</button>
      </form>
      ${this.found ? this.#renderFound(this.found) : nothing}
    </section>`
  }

  readonly #search = (event: SubmitEvent) => {
    event.preventDefault()
    const words = new FormData(event.target as HTMLFormElement).get('words') as string
    void this.act('search', async () => {
      const query = new URLSearchParams({ text: words, limit: '5' })
      this.found = (await ask<{ passages: Passage[] }>('GET', `${this.#path}/search?${query}`)).passages
    })
  }

  #renderFound(found: Passage[]) {
    if (found.length === 0)
      return html`<p class="meta" role="status">Nothing in the sources speaks of this.</p>`
    return html`<ol class="said" role="status">
      ${found.map(
        ({ title, headings, answer, score, sourceName }) => html`<li>
          <p><strong dir="auto">${title}</strong> <span class="meta" dir="auto">${headings.join(' › ')}</span></p>
          <p dir="auto">${answer}</p>
          <p class="meta">${sourceName ? `${sourceName} · ` : ''}speaks of ${Math.round(score * 100)} % of what was asked</p>
        </li>`,
      )}
    </ol>
    <p class="meta">Their order also weighs how telling the words in common are, and what the rest of an article is about.</p>`
  }

  #renderHealth({ overlaps, unanswered, stale }: KnowledgeHealth) {
    const isWell = overlaps.length + unanswered.length + stale.length === 0
    return html`<section class="tile" aria-label="Health">
      <div class="section-head"><h2>Needs you</h2></div>
      ${isWell ? html`<p class="meta">Nothing is said twice, asked in vain or out of date.</p>` : nothing}
      <ul class="todo">
        ${unanswered.map(
          ({ question, times, lastAskedAt }) =>
            html`<li>${consoleIcon('alert')}<div><strong dir="auto">“${question}”</strong><p class="meta">Nobody could answer; asked ${times} times, last ${dayAndTime(lastAskedAt)}</p></div></li>`,
        )}
        ${stale.map(
          ({ sourceId, name, why }) =>
            html`<li>${consoleIcon('article')}<div><a href="#/knowledge/${this.#endpointId}/${sourceId}" dir="auto">${name}</a><p class="meta">${whys[why]}</p></div></li>`,
        )}
        ${overlaps.map(
          ({ passages, alike }) =>
            html`<li>${consoleIcon('copy')}<div><strong dir="auto">${passages.map(({ title }) => title).join(' · ')}</strong><p class="meta">Say nearly the same (${Math.round(alike * 100)} of 100)</p></div></li>`,
        )}
      </ul>
    </section>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'console-knowledge': KnowledgePage
  }
}
