import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type {
  ImportProgress,
  KnowledgeSource,
  SourceDocument,
  WholeDocument,
} from '../../../server/protocol/knowledge.ts'
import { ask, askAll } from '../api.ts'
import { ConsolePage } from '../console-page.ts'
import { confirmAct } from '../ui/confirm.ts'
import { stateOf } from '../ui/import-state.ts'
import { dayAndTime } from '../ui/times.ts'

const LOOK_AGAIN_MILLISECONDS = 1_000

/** One source: what it holds, the import that runs or ran last with each file's outcome, and how to read it again. */
@customElement('console-knowledge-source')
export class KnowledgeSourcePage extends ConsolePage {
  @state() private source?: KnowledgeSource
  @state() private progress?: ImportProgress
  @state() private documents: SourceDocument[] = []
  @state() private opened?: WholeDocument | 'new'
  #timer?: ReturnType<typeof setTimeout>

  get #path(): string {
    const [endpointId = '', sourceId = ''] = this.parts
    return `/endpoints/${encodeURIComponent(endpointId)}/knowledge/sources/${encodeURIComponent(sourceId)}`
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#timer)
  }

  protected override async load(): Promise<void> {
    clearTimeout(this.#timer)
    this.source = await ask('GET', this.#path)
    const { lastImport } = this.source as KnowledgeSource
    this.progress = lastImport && (await ask('GET', `${this.#path}/imports/${lastImport.id}`))
    const runs = lastImport?.status === 'waiting' || lastImport?.status === 'running'
    // An import changes nothing before its end.
    if (!runs || this.documents.length === 0) this.documents = await askAll(`${this.#path}/documents`)
    if (runs && this.isConnected) this.#timer = setTimeout(() => void this.reload(), LOOK_AGAIN_MILLISECONDS)
  }

  protected override renderPage() {
    const { source } = this
    if (!source) return html`<p class="meta" role="status">Loading</p>`
    return html`<header class="page-head">
        <h1 dir="auto">${source.name}</h1>
        ${stateOf(source.lastImport)}
        <a class="button quiet end" href="#/knowledge/${source.endpointId}">All sources</a>
      </header>
      ${source.managed ? html`<div class="notice"><p>This source comes from the setup file and is read again at each start. Change it there.</p></div>` : nothing}
      ${this.progress ? this.#renderProgress(this.progress) : nothing}
      ${this.can('knowledge:write') && !source.managed ? this.#renderActs(source) : nothing} ${this.#renderDocuments(source)}`
  }

  #renderProgress({ id, status, reason, total, done, skipped, failed, startedAt, outcomes }: ImportProgress) {
    const runs = status === 'waiting' || status === 'running'
    return html`<section class="tile" aria-label="Import">
      <div class="section-head"><h2>${runs ? 'Reading now' : 'Last reading'}</h2><span class="meta">${dayAndTime(startedAt)}</span>
        ${runs && this.can('knowledge:write') ? html`<span class="end">${this.button('cancel', 'Stop', () => this.act('cancel', () => ask('POST', `${this.#path}/imports/${id}/cancel`).then(() => this.reload())))}</span>` : nothing}</div>
      ${runs ? html`<progress aria-label="Files read" max=${total ?? nothing} value=${total === undefined ? nothing : done + skipped + failed}></progress>` : nothing}
      <p role="status">${done} read, ${skipped} skipped, ${failed} failed${total === undefined ? '' : ` of ${total}`}. ${reason ?? ''}</p>
      <details ?open=${failed > 0}>
        <summary>Each file</summary>
        <table class="table">
          <thead><tr><th scope="col">File or page</th><th scope="col">Outcome</th><th scope="col" class="number">Articles</th></tr></thead>
          <tbody>
            ${outcomes.map(
              outcome => html`<tr>
                <th scope="row" dir="auto">${outcome.name}</th>
                <td><span class="tag ${outcome.result === 'failed' ? 'bad' : outcome.result === 'skipped' ? 'warn' : 'good'}">${outcome.result}</span> ${outcome.reason ?? ''}</td>
                <td class="number">${outcome.documents}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </details>
    </section>`
  }

  #renderActs({ kind }: KnowledgeSource) {
    return html`<section class="tile" aria-label="Read again">
      ${kind === 'files' ? this.#renderUpload() : nothing}
      <div class="actions">
        ${kind === 'address' ? this.button('again', 'Read the address again', () => this.act('again', () => ask('POST', `${this.#path}/imports`).then(() => this.reload()))) : nothing}
        ${kind === 'typed' ? this.button('write', 'Write an article', () => (this.opened = 'new'), 'primary') : nothing}
        ${this.button('remove', 'Remove source', this.#remove, 'danger')}
      </div>
    </section>`
  }

  #renderUpload() {
    return html`<form class="search" @submit=${this.#upload}>
      <div class="labelled grow"><label for="files">Upload again</label><input id="files" name="files" type="file" multiple required accept=".md,.txt,.html,.htm,.pdf,.docx,.csv,.json" /><p class="help">What the source holds now stays until the new files are read.</p></div>
      <div class="labelled"><label for="mode">As</label><select id="mode" name="mode"><option value="replace">In place of everything there</option><option value="add">Beside what is there</option></select></div>
      <button class="button" ?disabled=${this.busy !== undefined}>Upload</button>
    </form>`
  }

  readonly #upload = (event: SubmitEvent) => {
    event.preventDefault()
    const fields = new FormData(event.target as HTMLFormElement)
    const body = new FormData()
    for (const file of fields.getAll('files')) body.append('files', file)
    void this.act('upload', () =>
      ask('POST', `${this.#path}/files?mode=${fields.get('mode') as string}`, body).then(() => this.reload()),
    )
  }

  readonly #remove = async () => {
    const text = `${this.source?.name} and its ${this.documents.length} articles are forgotten. Agents are shown nothing of it any more.`
    if (!(await confirmAct({ title: 'Remove this source?', text, action: 'Remove source' }))) return
    await this.act('remove', async () => {
      await ask('DELETE', this.#path)
      location.hash = `#/knowledge/${this.parts[0]}`
    })
  }

  #renderDocuments({ kind, managed }: KnowledgeSource) {
    const mayWrite = kind === 'typed' && !managed && this.can('knowledge:write')
    return html`<section class="tile" aria-label="Articles">
      <div class="section-head"><h2>Articles</h2><span class="meta">${this.documents.length}</span></div>
      ${this.opened ? this.#renderDocument(this.opened, mayWrite) : nothing}
      ${
        this.documents.length === 0
          ? html`<p class="meta">${kind === 'typed' ? 'Write the first article.' : 'Nothing was read yet.'}</p>`
          : html`<table class="table">
            <thead><tr><th scope="col">Title</th><th scope="col">From</th><th scope="col">Language</th><th scope="col">Changed</th></tr></thead>
            <tbody>
              ${this.documents.map(
                ({ id, title, file, language, updatedAt }) => html`<tr>
                  <th scope="row"><button type="button" class="button quiet" dir="auto" @click=${() => void this.#open(id)}>${title}</button></th>
                  <td dir="auto">${file}</td>
                  <td>${language ?? '–'}</td>
                  <td>${dayAndTime(updatedAt)}</td>
                </tr>`,
              )}
            </tbody>
          </table>`
      }
    </section>`
  }

  #open(id: string) {
    return this.act('open', async () => {
      this.opened = await ask('GET', `${this.#path}/documents/${encodeURIComponent(id)}`)
    })
  }

  #renderDocument(opened: WholeDocument | 'new', mayWrite: boolean) {
    const { title = '', body = '' } = opened === 'new' ? {} : opened
    if (!mayWrite)
      return html`<article class="item"><h3 dir="auto">${title}</h3><pre dir="auto">${body}</pre>
        <div class="actions"><button type="button" class="button" @click=${this.#shut}>Close</button></div></article>`
    return html`<form class="item" @submit=${(event: SubmitEvent) => this.#write(event, opened)}>
      <div class="labelled"><label for="title">Title, or a customer’s question</label><input id="title" name="title" required dir="auto" .value=${title} /></div>
      <div class="labelled"><label for="body">Text, in Markdown</label><textarea id="body" class="tall" name="body" rows="10" required dir="auto" .value=${body}></textarea></div>
      <div class="labelled"><label for="doc-kind">Kind</label><select id="doc-kind" name="kind"><option value="article">Article</option><option value="question" ?selected=${opened !== 'new' && opened.kind === 'question'}>Question with its answer</option></select></div>
      <div class="actions">
        <button class="button primary" ?disabled=${this.busy !== undefined}>Save article</button>
        <button type="button" class="button" @click=${this.#shut}>Close</button>
        ${opened === 'new' ? nothing : this.button('forget', 'Remove article', () => this.#forget(opened), 'danger')}
      </div>
    </form>`
  }

  readonly #shut = () => {
    this.opened = undefined
  }

  #write(event: SubmitEvent, opened: WholeDocument | 'new') {
    event.preventDefault()
    const body = Object.fromEntries(new FormData(event.target as HTMLFormElement))
    void this.act(
      'write',
      async () => {
        if (opened === 'new') await ask('POST', `${this.#path}/documents`, body)
        else
          await ask('PUT', `${this.#path}/documents/${encodeURIComponent(opened.id)}`, {
            ...body,
            tags: opened.tags,
            language: opened.language,
            url: opened.url,
          })
        this.opened = undefined
        await this.reload()
      },
      'The article is saved; agents are shown it from now on.',
    )
  }

  async #forget({ id, title }: WholeDocument) {
    if (!(await confirmAct({ title: 'Remove this article?', text: title, action: 'Remove article' }))) return
    await this.act('forget', async () => {
      await ask('DELETE', `${this.#path}/documents/${encodeURIComponent(id)}`)
      this.opened = undefined
      await this.reload()
    })
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'console-knowledge-source': KnowledgeSourcePage
  }
}
