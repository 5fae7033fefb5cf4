import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { type ApiError, type OpenApiDocument, openApi, type Schema } from '../api.ts'
import {
  discriminatorOf,
  faultAt,
  groups,
  type Json,
  type ListText,
  lines,
  optionTitle,
  type Path,
  setIn,
  startOf,
  titleOf,
  typeOf,
  withNames,
  withoutRef,
} from './form-schema.ts'

const LONG_TEXT = 300

/**
 * A form made from a schema of the API's document, so that a setting is in the console as soon as the server knows it.
 * `value` is replaced by a changed copy.
 *
 * @event {Event} form-change - Something was changed; `value` is what the form says now.
 */
@customElement('console-form')
export class SchemaForm extends LitElement {
  /** The operation whose body is edited. */
  @property() operation = ''
  /** Where in the body the edited part is; the whole without it. */
  @property({ attribute: false }) place: readonly string[] = []
  @property({ attribute: false }) value: Json = {}
  /** What the server found wrong; paths as the body has them. */
  @property({ attribute: false }) errors: ApiError['errors'] = []
  /** Names of fields to leave out, dotted from the edited part. */
  @property({ attribute: false }) without: readonly string[] = []
  /** Names of the fields of the edited part itself that are shown; all without any. */
  @property({ attribute: false }) only: readonly string[] = []
  /** Names of fields of the edited part itself that few need; they stand folded at the end. */
  @property({ attribute: false }) seldom: readonly string[] = []
  /** For fields that are chosen from a list: dotted name → choices. */
  @property({ attribute: false }) choices: Record<string, { value: string; label: string }[]> = {}
  @property({ type: Boolean }) disabled = false

  @state() private document?: OpenApiDocument

  protected override createRenderRoot(): this {
    return this
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void openApi().then(document => {
      this.document = document
    })
  }

  protected override render() {
    const schema = this.#schema()
    if (!schema) return nothing
    const resolved = this.#resolve(schema)
    if (typeOf(resolved) === 'array' && resolved.items)
      return this.#renderList(
        { ...resolved, description: undefined },
        this.#resolve(resolved.items),
        [],
        this.value,
      )
    const isShown = (name: string) => this.only.length === 0 || this.only.includes(name)
    const isSeldom = (name: string) => this.seldom.includes(name)
    const fields = this.#renderObject(schema, [], this.value, name => isShown(name) && !isSeldom(name))
    const seldom = this.#renderObject(schema, [], this.value, name => isShown(name) && isSeldom(name))
    return html`<div class="form">
      ${fields} ${seldom.length > 0 ? html`<details class="form"><summary>More settings</summary>${seldom}</details>` : nothing}
    </div>`
  }

  #schema(): Schema | undefined {
    const operations = Object.values(this.document?.paths ?? {}).flatMap(methods => Object.values(methods))
    const operation = operations.find(({ operationId }) => operationId === this.operation)
    const body = operation?.requestBody?.content['application/json']?.schema
    return this.place.reduce<Schema | undefined>(
      (schema, name) => schema && this.#resolve(schema).properties?.[name],
      body,
    )
  }

  /** The schema itself behind a reference, and without "or null". */
  #resolve(schema: Schema): Schema {
    if (schema.$ref) {
      const name = schema.$ref.split('/').at(-1) ?? ''
      return { ...this.#resolve(this.document?.components?.schemas?.[name] ?? {}), ...withoutRef(schema) }
    }
    if (schema.allOf?.length === 1 && schema.allOf[0])
      return { ...this.#resolve(schema.allOf[0]), ...schema, allOf: undefined }
    const options = schema.anyOf?.filter(option => option.type !== 'null')
    if (options?.length === 1 && options[0])
      return { ...schema, ...this.#resolve(options[0]), anyOf: undefined }
    return schema
  }

  #renderObject(
    schema: Schema,
    path: Path,
    value: Json,
    isWanted: (name: string) => boolean = () => true,
  ): TemplateResult[] {
    const { properties = {} } = this.#resolve(schema)
    return Object.entries(properties)
      .filter(([name]) => isWanted(name) && !this.without.includes([...path, name].join('.')))
      .map(([name, property]) =>
        this.#renderField(property, [...path, name], (value as Record<string, Json> | undefined)?.[name]),
      )
  }

  #renderField(raw: Schema, path: Path, given: Json): TemplateResult {
    const schema = this.#resolve(raw)
    const value = given === undefined ? schema.default : given
    const variants = schema.oneOf ?? schema.anyOf
    if (variants && discriminatorOf(variants.map(option => this.#resolve(option))))
      return this.#renderVariants(
        schema,
        variants.map(option => this.#resolve(option)),
        path,
        value,
      )
    if (schema.properties) return this.#renderGroup(schema, path, value)
    const names = schema.propertyNames?.enum
    if (names && typeof schema.additionalProperties === 'object')
      return this.#renderGroup(withNames(schema, schema.additionalProperties, names), path, value)
    if (typeOf(schema) === 'array' && schema.items)
      return this.#renderList(schema, this.#resolve(schema.items), path, value)
    return this.#renderInput(schema, path, value)
  }

  #renderGroup(schema: Schema, path: Path, value: Json) {
    return html`<fieldset class="group">
      <legend>${this.#title(schema, path)}</legend>
      ${schema.description ? html`<p class="help">${schema.description}</p>` : nothing}
      ${this.#renderObject(schema, path, value)}
    </fieldset>`
  }

  /** One of several shapes, told apart by a constant. */
  #renderVariants(schema: Schema, variants: Schema[], path: Path, value: Json) {
    const name = discriminatorOf(variants) ?? ''
    const current = (value as Record<string, Json> | undefined)?.[name]
    const chosen = variants.find(variant => variant.properties?.[name]?.const === current) ?? variants[0]
    const id = this.#id([...path, name])
    return html`<fieldset class="group">
      <legend>${this.#title(schema, path)}</legend>
      ${schema.description ? html`<p class="help">${schema.description}</p>` : nothing}
      <div class="labelled">
        <label for=${id}>${titleOf([name])}</label>
        <select id=${id} ?disabled=${this.disabled} @change=${(event: Event) => this.#set(path, { [name]: inputOf(event).value })}>
          ${variants.map(variant => {
            const { const: option, title } = variant.properties?.[name] ?? {}
            return html`<option value=${String(option)} ?selected=${option === current}>${title ?? titleOf([String(option)])}</option>`
          })}
        </select>
      </div>
      ${Object.entries(chosen?.properties ?? {})
        .filter(([property]) => property !== name)
        .map(([property, inner]) =>
          this.#renderField(
            inner,
            [...path, property],
            (value as Record<string, Json> | undefined)?.[property],
          ),
        )}
    </fieldset>`
  }

  #renderList(schema: Schema, item: Schema, path: Path, value: Json): TemplateResult {
    const items = Array.isArray(value) ? (value as Json[]) : []
    if (item.enum) return this.#renderSet(schema, item, path, items)
    if (typeOf(item) === 'string') return this.#renderLines(schema, path, items, lines)
    if (item.items && typeOf(this.#resolve(item.items)) === 'string')
      return this.#renderLines(schema, path, items, groups)
    return html`<fieldset class="group">
      <legend>${this.#title(schema, path)}</legend>
      ${schema.description ? html`<p class="help">${schema.description}</p>` : nothing}
      ${items.map(
        (one, index) => html`<div class="item">
          ${item.properties ? this.#renderObject(item, [...path, index], one) : this.#renderField(item, [...path, index], one)}
          <button type="button" class="button quiet" ?disabled=${this.disabled} @click=${() => this.#set(path, items.toSpliced(index, 1))}>
            Remove from ${this.#title(schema, path).toLowerCase()}: ${index + 1}
          </button>
        </div>`,
      )}
      <button type="button" class="button" ?disabled=${this.disabled} @click=${() => this.#set(path, [...items, startOf(item)])}>
        Add to ${this.#title(schema, path).toLowerCase()}
      </button>
    </fieldset>`
  }

  #renderSet(schema: Schema, item: Schema, path: Path, items: Json[]) {
    return html`<fieldset class="group choices">
      <legend>${this.#title(schema, path)}</legend>
      ${schema.description ? html`<p class="help">${schema.description}</p>` : nothing}
      ${item.enum?.map(
        option => html`<label class="check">
          <input
            type="checkbox"
            ?disabled=${this.disabled}
            .checked=${items.includes(option)}
            @change=${(event: Event) =>
              this.#set(
                path,
                inputOf(event).checked ? [...items, option] : items.filter(one => one !== option),
              )}
          />${optionTitle(item, option)}
        </label>`,
      )}
    </fieldset>`
  }

  #renderLines(schema: Schema, path: Path, items: Json[], text: ListText) {
    const read = (event: Event) => this.#set(path, text.read(inputOf(event).value))
    return this.#labelled(
      schema,
      path,
      (id, described) =>
        html`<textarea id=${id} aria-describedby=${described} rows="3" ?disabled=${this.disabled} dir="auto" .value=${text.write(items)} @change=${read}></textarea>`,
      text.help,
    )
  }

  #renderInput(schema: Schema, path: Path, value: Json): TemplateResult {
    const chosen = this.choices[path.join('.')]
    const options =
      chosen ?? schema.enum?.map(option => ({ value: String(option), label: optionTitle(schema, option) }))
    if (options) return this.#renderSelect(schema, path, value, options)
    switch (typeOf(schema)) {
      case 'boolean':
        return this.#renderCheck(schema, path, value)
      case 'number':
      case 'integer':
        return this.#renderNumber(schema, path, value)
      case 'string':
        return this.#renderText(schema, path, value)
      default:
        return this.#renderJson(schema, path, value)
    }
  }

  #renderSelect(schema: Schema, path: Path, value: Json, options: { value: string; label: string }[]) {
    const read = (event: Event) => this.#set(path, inputOf(event).value || undefined)
    return this.#labelled(
      schema,
      path,
      (
        id,
        described,
      ) => html`<select id=${id} aria-describedby=${described} ?disabled=${this.disabled} @change=${read}>
        ${schema.default === undefined ? html`<option value="" ?selected=${value === undefined}>None</option>` : nothing}
        ${options.map(option => html`<option value=${option.value} ?selected=${option.value === value}>${option.label}</option>`)}
      </select>`,
    )
  }

  #renderCheck(schema: Schema, path: Path, value: Json) {
    const id = this.#id(path)
    return html`<div class="labelled">
      <label class="check">
        <input id=${id} type="checkbox" ?disabled=${this.disabled} .checked=${value === true} @change=${(event: Event) => this.#set(path, inputOf(event).checked)} />
        ${this.#title(schema, path)}
      </label>
      ${this.#help(schema, path)}
    </div>`
  }

  #renderNumber(schema: Schema, path: Path, value: Json) {
    const read = (event: Event) => {
      const { value: text } = inputOf(event)
      this.#set(path, text === '' ? undefined : Number(text))
    }
    return this.#labelled(
      schema,
      path,
      (id, described) =>
        html`<input id=${id} type="number" step="any" min=${schema.minimum ?? nothing} max=${schema.maximum ?? nothing} aria-describedby=${described} ?disabled=${this.disabled} .value=${typeof value === 'number' ? String(Number(value.toFixed(3))) : ''} @change=${read} />`,
    )
  }

  #renderText(schema: Schema, path: Path, value: Json) {
    const read = (event: Event) =>
      this.#set(
        path,
        inputOf(event).value === '' && schema.default === undefined ? undefined : inputOf(event).value,
      )
    const text = typeof value === 'string' ? value : ''
    const isSecret = /secret|password|apikey/i.test(String(path.at(-1)))
    const isLong = !isSecret && (schema.maxLength ?? 0) > LONG_TEXT && schema.format !== 'uri'
    return this.#labelled(schema, path, (id, described) =>
      isLong
        ? html`<textarea id=${id} rows="2" dir="auto" aria-describedby=${described} ?disabled=${this.disabled} .value=${text} @change=${read}></textarea>`
        : html`<input id=${id} type=${isSecret ? 'password' : 'text'} dir="auto" autocomplete="off" spellcheck="false" aria-describedby=${described} ?disabled=${this.disabled} .value=${text} @change=${read} />`,
    )
  }

  #renderJson(schema: Schema, path: Path, value: Json) {
    const read = (event: Event) => {
      const field = inputOf(event)
      try {
        this.#set(path, field.value.trim() === '' ? undefined : JSON.parse(field.value))
        field.setCustomValidity('')
      } catch {
        field.setCustomValidity('This is not JSON.')
      }
      field.reportValidity()
    }
    return this.#labelled(
      schema,
      path,
      (id, described) =>
        html`<textarea id=${id} class="code" rows="4" spellcheck="false" aria-describedby=${described} ?disabled=${this.disabled} .value=${value === undefined ? '' : JSON.stringify(value, null, 2)} @change=${read}></textarea>`,
      'JSON.',
    )
  }

  #labelled(
    schema: Schema,
    path: Path,
    control: (id: string, described: string) => TemplateResult,
    more = '',
  ) {
    const id = this.#id(path)
    return html`<div class="labelled">
      <label for=${id}>${this.#title(schema, path)}</label>
      ${control(id, `${id}-help`)} ${this.#help(schema, path, more)}
    </div>`
  }

  #help(schema: Schema, path: Path, more = '') {
    const place = [...this.place, ...path].join('.')
    const fault = faultAt(this.errors, place, this.#title(schema, path))
    const help = [schema.description?.replaceAll('*', ''), more].filter(Boolean).join(' ')
    return html`<p class="help ${fault ? 'fault' : ''}" id="${this.#id(path)}-help">${fault ?? help}</p>`
  }

  #title = ({ title }: Schema, path: Path) => title ?? titleOf([...this.place, ...path])

  #id = (path: Path) => `${this.operation}-${[...this.place, ...path].join('-')}`

  #set(path: Path, value: Json) {
    this.value = setIn(this.value, path, value)
    this.dispatchEvent(new Event('form-change'))
  }
}

const inputOf = (event: Event) => event.target as HTMLInputElement

declare global {
  interface HTMLElementTagNameMap {
    'console-form': SchemaForm
  }
}
