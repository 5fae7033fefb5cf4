import type { FormField } from './assists.ts'

/** What a form holds, by field id. */
export type FormValues = Readonly<Record<string, string>>

/**
 * What is wrong with a filled-in form, as `field: sentence`; empty where nothing is. An empty value is none;
 * `complete` asks for the required ones as well.
 */
export function faultsOfForm(
  fields: readonly FormField[],
  values: FormValues,
  { complete }: { complete: boolean },
): string[] {
  const unknown = Object.keys(values).filter(id => !fields.some(field => field.id === id))
  return [
    ...unknown.map(id => `${id}: there is no such field`),
    ...fields.flatMap(field => faultsOfValue(field, values[field.id]?.trim() ?? '', complete)),
  ]
}

function faultsOfValue(field: FormField, value: string, complete: boolean): string[] {
  if (value === '') return complete && field.required ? [`${field.label}: please fill this in`] : []
  switch (field.kind) {
    case 'number':
      return /^-?\d+(?:[.,]\d+)?$/.test(value) ? [] : [`${field.label}: please enter a number`]
    case 'date':
      return isDay(value) ? [] : [`${field.label}: please enter a date as 2026-11-21`]
    case 'choice':
      return field.choices?.includes(value) ? [] : [`${field.label}: please choose from the list`]
    case 'yes-no':
      return value === 'yes' || value === 'no' ? [] : [`${field.label}: please answer yes or no`]
    default:
      return []
  }
}

function isDay(value: string): boolean {
  const time = Date.parse(`${value}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === value
}
