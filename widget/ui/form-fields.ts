import { html, nothing, type TemplateResult } from 'lit'
import type { FormField } from '../../server/protocol/assists.ts'
import { moreTexts } from '../locales/more-texts.ts'

export type FieldValues = Readonly<Record<string, string>>

/** The fields of a form with their labels; `change` hears what the agent enters. `prefix` keeps their ids apart. */
export function renderFields(
  fields: readonly FormField[],
  values: FieldValues,
  change: (id: string, value: string) => void,
  prefix: string,
): TemplateResult[] {
  return fields.map((field, index) => {
    const id = `${prefix}-${index}`
    return html`<div class="field">
      <label for=${id}
        ><bdi>${field.label}</bdi>${field.required ? html` <span class="needed">${moreTexts.wrapUp.required}</span>` : nothing}</label
      >
      ${renderField(field, id, values[field.id] ?? '', value => change(field.id, value))}
    </div>`
  })
}

/** The labels of required fields that are empty. */
export function missingFields(fields: readonly FormField[], values: FieldValues): string[] {
  return fields.filter(({ id, required }) => required && !values[id]?.trim()).map(({ label }) => label)
}

function renderField(field: FormField, id: string, value: string, change: (value: string) => void) {
  const hear = ({ target }: Event) => change((target as HTMLInputElement).value)
  if (field.kind === 'long-text')
    return html`<textarea id=${id} rows="2" dir="auto" maxlength="4000" .value=${value} ?required=${field.required} @input=${hear}></textarea>`
  if (field.kind === 'choice')
    return renderSelect(field.choices ?? [], field.choices ?? [], field, id, value, hear)
  if (field.kind === 'yes-no') {
    const { yes, no } = moreTexts.steps
    return renderSelect(['yes', 'no'], [yes, no], field, id, value, hear)
  }
  return html`<input id=${id} type=${field.kind} dir="auto" maxlength="4000" autocomplete="off" .value=${value} ?required=${field.required} @input=${hear} />`
}

function renderSelect(
  values: readonly string[],
  words: readonly string[],
  field: FormField,
  id: string,
  value: string,
  hear: (event: Event) => void,
) {
  return html`<select id=${id} ?required=${field.required} @change=${hear}>
    <option value="" ?selected=${value === ''}>${moreTexts.steps.choose}</option>
    ${values.map((one, index) => html`<option value=${one} ?selected=${one === value}>${words[index]}</option>`)}
  </select>`
}
