import { html, nothing, type TemplateResult } from 'lit'
import type { Schema } from '../api.ts'
import { type Json, type ListText, optionTitle } from './form-schema.ts'

/* The controls of a form that is made from a schema: one for each kind of value. */

const LONG_TEXT = 300

/** A place in a form. */
export interface Field {
  id: string
  /** Of the property; the last part of its path. */
  name: string
  title: string
  schema: Schema
  /** What the server found wrong here, as a sentence. */
  fault: string | undefined
  disabled: boolean
  set: (value: Json) => void
}

/** What a field can be chosen from. */
export interface Choice {
  value: string
  label: string
}

/** Several controls under one name. */
export function renderGroup({ title, schema: { description } }: Field, content: unknown, kind = '') {
  return html`<fieldset class="group ${kind}">
    <legend>${title}</legend>
    ${description ? html`<p class="help">${description}</p>` : nothing}
    ${content}
  </fieldset>`
}

/** Values of an enum, any number of them. */
export function renderSet(field: Field, item: Schema, chosen: readonly Json[]) {
  const toggle = (option: unknown) => (event: Event) =>
    field.set(inputOf(event).checked ? [...chosen, option] : chosen.filter(one => one !== option))
  return renderGroup(
    field,
    item.enum?.map(
      option => html`<label class="check">
        <input type="checkbox" ?disabled=${field.disabled} .checked=${chosen.includes(option)} @change=${toggle(option)} />${optionTitle(item, option)}
      </label>`,
    ),
    'choices',
  )
}

/** A list as text. */
export function renderLines(field: Field, items: readonly Json[], text: ListText) {
  const read = (event: Event) => field.set(text.read(inputOf(event).value))
  return renderLabelled(
    field,
    described =>
      html`<textarea id=${field.id} aria-describedby=${described} rows="3" ?disabled=${field.disabled} dir="auto" .value=${text.write(items)} @change=${read}></textarea>`,
    text.help,
  )
}

/** One value of a few. */
export function renderSelect(field: Field, value: Json, choices: readonly Choice[]) {
  const read = (event: Event) => field.set(inputOf(event).value || undefined)
  return renderLabelled(
    field,
    described => html`<select id=${field.id} aria-describedby=${described} ?disabled=${field.disabled} @change=${read}>
      ${field.schema.default === undefined ? html`<option value="" ?selected=${value === undefined}>None</option>` : nothing}
      ${choices.map(choice => html`<option value=${choice.value} ?selected=${choice.value === value}>${choice.label}</option>`)}
    </select>`,
  )
}

/** Yes or no. */
export function renderCheck(field: Field, value: Json) {
  const read = (event: Event) => field.set(inputOf(event).checked)
  return html`<div class="labelled">
    <label class="check">
      <input id=${field.id} type="checkbox" ?disabled=${field.disabled} .checked=${value === true} @change=${read} />
      ${field.title}
    </label>
    ${renderHelp(field)}
  </div>`
}

/** A number; empty for none. */
export function renderNumber(field: Field, value: Json) {
  const { minimum, maximum } = field.schema
  const read = (event: Event) => {
    const { value: text } = inputOf(event)
    field.set(text === '' ? undefined : Number(text))
  }
  const shown = typeof value === 'number' ? String(Number(value.toFixed(3))) : ''
  return renderLabelled(
    field,
    described =>
      html`<input id=${field.id} type="number" step="any" min=${minimum ?? nothing} max=${maximum ?? nothing} aria-describedby=${described} ?disabled=${field.disabled} .value=${shown} @change=${read} />`,
  )
}

/** A line, a paragraph where much may be written, or a secret. */
export function renderText(field: Field, value: Json) {
  const { schema, id, disabled } = field
  const read = (event: Event) => {
    const { value: text } = inputOf(event)
    field.set(text === '' && schema.default === undefined ? undefined : text)
  }
  const text = typeof value === 'string' ? value : ''
  const isSecret = /secret|password|apikey/i.test(field.name)
  const isLong = !isSecret && (schema.maxLength ?? 0) > LONG_TEXT && schema.format !== 'uri'
  return renderLabelled(field, described =>
    isLong
      ? html`<textarea id=${id} rows="2" dir="auto" aria-describedby=${described} ?disabled=${disabled} .value=${text} @change=${read}></textarea>`
      : html`<input id=${id} type=${isSecret ? 'password' : 'text'} dir="auto" autocomplete="off" spellcheck="false" aria-describedby=${described} ?disabled=${disabled} .value=${text} @change=${read} />`,
  )
}

/** Whatever has no control of its own. */
export function renderJson(field: Field, value: Json) {
  const read = (event: Event) => {
    const input = inputOf(event)
    try {
      field.set(input.value.trim() === '' ? undefined : JSON.parse(input.value))
      input.setCustomValidity('')
    } catch {
      input.setCustomValidity('This is not JSON.')
    }
    input.reportValidity()
  }
  const text = value === undefined ? '' : JSON.stringify(value, null, 2)
  return renderLabelled(
    field,
    described =>
      html`<textarea id=${field.id} class="code" rows="4" spellcheck="false" aria-describedby=${described} ?disabled=${field.disabled} .value=${text} @change=${read}></textarea>`,
    'JSON.',
  )
}

function renderLabelled(field: Field, control: (described: string) => TemplateResult, more = '') {
  return html`<div class="labelled">
    <label for=${field.id}>${field.title}</label>
    ${control(`${field.id}-help`)} ${renderHelp(field, more)}
  </div>`
}

function renderHelp({ id, fault, schema: { description } }: Field, more = '') {
  const help = [description?.replaceAll('*', ''), more].filter(Boolean).join(' ')
  return html`<p class="help ${fault ? 'fault' : ''}" id="${id}-help">${fault ?? help}</p>`
}

/** The control that an event comes from. */
export const inputOf = (event: Event) => event.target as HTMLInputElement
