import type { ApiError, Schema } from '../api.ts'

/* What a form reads from a schema, and how it writes into its value. */

export type Path = readonly (string | number)[]
export type Json = unknown

/** An object that may have each of these names, as one that has them. */
export const withNames = (schema: Schema, property: Schema, names: readonly unknown[]): Schema => ({
  ...schema,
  properties: Object.fromEntries(names.map(name => [String(name), property])),
})

/** Its type but for null. */
export const typeOf = ({ type }: Schema) => (Array.isArray(type) ? type.find(one => one !== 'null') : type)

/** The property that has another constant in each of the shapes. */
export function discriminatorOf(variants: readonly Schema[]): string | undefined {
  const [first] = variants
  return Object.keys(first?.properties ?? {}).find(name =>
    variants.every(({ properties }) => properties?.[name]?.const !== undefined),
  )
}

/** What a form calls one of the values of an enum. */
export const optionTitle = (schema: Schema, option: unknown) =>
  schema['x-titles']?.[String(option)] ?? titleOf([String(option)])

/** How a list is written into one field. */
export interface ListText {
  read: (text: string) => Json[]
  write: (items: readonly Json[]) => string
  help: string
}

const linesIn = (text: string) =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)

export const lines: ListText = {
  read: linesIn,
  write: items => items.join('\n'),
  help: 'One a line.',
}

/** Lists of words, such as synonyms. */
export const groups: ListText = {
  read: text =>
    linesIn(text).map(line =>
      line
        .split(',')
        .map(word => word.trim())
        .filter(Boolean),
    ),
  write: items => (items as string[][]).map(words => words.join(', ')).join('\n'),
  help: 'A group a line, with commas between.',
}

/** What the server found wrong at a place, as a sentence; a fault within a list is told by its line. */
export function faultAt(errors: ApiError['errors'], place: string, title: string): string | undefined {
  const own = errors.find(({ path }) => path === place)
  if (own) return `${title}: ${own.message}`
  const within = errors.find(
    ({ path }) => /^\.\d+(\.|$)/.test(path.slice(place.length)) && path.startsWith(place),
  )
  return within && `Line ${Number.parseInt(within.path.slice(place.length + 1), 10) + 1}: ${within.message}`
}

const MOST_FAULTS = 3

/** The first things that the server found wrong, each with the name of its field. */
export function faultsOf(errors: ApiError['errors']): string {
  const faults = errors
    .slice(0, MOST_FAULTS)
    .map(({ path, message }) => `${titleOf(path.split('.').filter(part => !/^\d*$/.test(part)))}: ${message}`)
  return `Not saved. ${faults.join('. ')}.`
}

/** What a new item of a list begins with. */
export const startOf = (schema: Schema): Json => (typeOf(schema) === 'object' || schema.properties ? {} : '')

/** A copy with another value at the place. */
export function setIn(value: Json, [name, ...rest]: Path, to: Json): Json {
  if (name === undefined) return to
  const container =
    typeof name === 'number'
      ? [...((value as Json[] | undefined) ?? [])]
      : { ...(value as object | undefined) }
  ;(container as Record<string | number, Json>)[name] = setIn(
    (container as Record<string | number, Json>)[name],
    rest,
    to,
  )
  return container
}

/** `queueTimeoutMinutes` → `Queue timeout minutes`. */
export function titleOf(path: Path): string {
  const words = (path.findLast(part => typeof part === 'string') ?? '')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[-_]/g, ' ')
  const sentence = /^[A-Z]{2}/.test(words) ? words : words.toLowerCase()
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`
    .replace(/\b(url|id|api|sso)\b/gi, found => found.toUpperCase())
    .replace(/\bID\b/, 'id')
}
