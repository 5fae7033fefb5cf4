import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { type ApiError, openApi, type Schema } from '../api.ts'
import { ApiSchemas } from './api-schemas.ts'
import {
  discriminatorOf,
  faultAt,
  groups,
  type Json,
  lines,
  optionTitle,
  type Path,
  setIn,
  startOf,
  titleOf,
  typeOf,
  withNames,
} from './form-schema.ts'
import {
  type Choice,
  type Field,
  inputOf,
  renderCheck,
  renderGroup,
  renderJson,
  renderLines,
  renderNumber,
  renderSelect,
  renderSet,
  renderText,
} from './schema-controls.ts'

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
  @property({ attribute: false }) choices: Record<string, readonly Choice[]> = {}
  @property({ type: Boolean }) disabled = false

  @state() private schemas?: ApiSchemas
  /** Why there is no form. */
  @state() private failure?: string

  protected override createRenderRoot(): this {
    return this
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void this.#describe()
  }

  readonly #describe = async () => {
    this.failure = undefined
    try {
      this.schemas = new ApiSchemas(await openApi())
    } catch (error) {
      this.failure = (error as ApiError).message
    }
  }

  protected override render() {
    if (this.failure) return this.#renderFailure(this.failure)
    const schema = this.schemas?.bodyOf(this.operation, this.place)
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

  #renderFailure(failure: string) {
    return html`<div class="notice bad" role="alert">
      <p>${failure}</p>
      <button type="button" class="button" @click=${this.#describe}>Try again</button>
    </div>`
  }

  #resolve = (schema: Schema): Schema => this.schemas?.resolve(schema) ?? schema

  #renderObject(
    schema: Schema,
    path: Path,
    value: Json,
    isWanted: (name: string) => boolean = () => true,
  ): TemplateResult[] {
    const { properties = {} } = this.#resolve(schema)
    return Object.entries(properties)
      .filter(([name]) => isWanted(name) && !this.without.includes([...path, name].join('.')))
      .map(([name, property]) => this.#renderProperty(property, [...path, name], propertyOf(value, name)))
  }

  #renderProperty(raw: Schema, path: Path, given: Json): TemplateResult {
    const schema = this.#resolve(raw)
    const value = given === undefined ? schema.default : given
    const variants = (schema.oneOf ?? schema.anyOf)?.map(option => this.#resolve(option))
    const discriminator = variants && discriminatorOf(variants)
    if (discriminator) return this.#renderVariants(schema, variants, discriminator, path, value)
    if (schema.properties) return this.#renderGroup(schema, path, value)
    const names = schema.propertyNames?.enum
    if (names && typeof schema.additionalProperties === 'object')
      return this.#renderGroup(withNames(schema, schema.additionalProperties, names), path, value)
    if (typeOf(schema) === 'array' && schema.items)
      return this.#renderList(schema, this.#resolve(schema.items), path, value)
    return this.#renderValue(this.#field(schema, path), path, value)
  }

  #renderGroup(schema: Schema, path: Path, value: Json) {
    return renderGroup(this.#field(schema, path), this.#renderObject(schema, path, value))
  }

  /** One of several shapes, told apart by a constant, which is the value of `discriminator`. */
  #renderVariants(schema: Schema, variants: Schema[], discriminator: string, path: Path, value: Json) {
    const current = propertyOf(value, discriminator)
    const chosen =
      variants.find(({ properties }) => properties?.[discriminator]?.const === current) ?? variants[0]
    const id = this.#id([...path, discriminator])
    const choose = (event: Event) => this.#set(path, { [discriminator]: inputOf(event).value })
    const select = html`<div class="labelled">
      <label for=${id}>${titleOf([discriminator])}</label>
      <select id=${id} ?disabled=${this.disabled} @change=${choose}>
        ${variants.map(({ properties }) => {
          const { const: option, title } = properties?.[discriminator] ?? {}
          return html`<option value=${String(option)} ?selected=${option === current}>${title ?? titleOf([String(option)])}</option>`
        })}
      </select>
    </div>`
    const properties = Object.entries(chosen?.properties ?? {}).filter(([name]) => name !== discriminator)
    return renderGroup(
      this.#field(schema, path),
      html`${select} ${properties.map(([name, inner]) => this.#renderProperty(inner, [...path, name], propertyOf(value, name)))}`,
    )
  }

  #renderList(schema: Schema, item: Schema, path: Path, value: Json): TemplateResult {
    const field = this.#field(schema, path)
    const items = Array.isArray(value) ? (value as Json[]) : []
    if (item.enum) return renderSet(field, item, items)
    if (typeOf(item) === 'string') return renderLines(field, items, lines)
    if (item.items && typeOf(this.#resolve(item.items)) === 'string') return renderLines(field, items, groups)
    const name = field.title.toLowerCase()
    return renderGroup(
      field,
      html`${items.map(
        (one, index) => html`<div class="item">
          ${item.properties ? this.#renderObject(item, [...path, index], one) : this.#renderProperty(item, [...path, index], one)}
          <button type="button" class="button quiet" ?disabled=${this.disabled} @click=${() => field.set(items.toSpliced(index, 1))}>
            Remove from ${name}: ${index + 1}
          </button>
        </div>`,
      )}
      <button type="button" class="button" ?disabled=${this.disabled} @click=${() => field.set([...items, startOf(item)])}>Add to ${name}</button>`,
    )
  }

  #renderValue(field: Field, path: Path, value: Json): TemplateResult {
    const { schema } = field
    const choices =
      this.choices[path.join('.')] ??
      schema.enum?.map(option => ({ value: String(option), label: optionTitle(schema, option) }))
    if (choices) return renderSelect(field, value, choices)
    switch (typeOf(schema)) {
      case 'boolean':
        return renderCheck(field, value)
      case 'number':
      case 'integer':
        return renderNumber(field, value)
      case 'string':
        return renderText(field, value)
      default:
        return renderJson(field, value)
    }
  }

  #field(schema: Schema, path: Path): Field {
    const place = [...this.place, ...path]
    const title = schema.title ?? titleOf(place)
    return {
      id: this.#id(path),
      name: String(path.at(-1)),
      title,
      schema,
      fault: faultAt(this.errors, place.join('.'), title),
      disabled: this.disabled,
      set: value => this.#set(path, value),
    }
  }

  #id = (path: Path) => `${this.operation}-${[...this.place, ...path].join('-')}`

  #set(path: Path, value: Json) {
    this.value = setIn(this.value, path, value)
    this.dispatchEvent(new Event('form-change'))
  }
}

const propertyOf = (value: Json, name: string): Json => (value as Record<string, Json> | undefined)?.[name]

declare global {
  interface HTMLElementTagNameMap {
    'console-form': SchemaForm
  }
}
