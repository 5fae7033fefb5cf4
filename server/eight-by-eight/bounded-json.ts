import { storable } from './lenient.ts'

export type Json = string | number | boolean | null | Json[] | JsonObject
export type JsonObject = { [key: string]: Json }

const MAX_DEPTH = 32
const MAX_VALUES = 5000
const MAX_LENGTH = 60_000

/**
 * A storable copy of foreign JSON (an Adaptive Card, what a customer entered in it), or undefined when it is
 * deeper or larger than anything a person made.
 */
export function boundedJson(value: unknown): Json | undefined {
  const copied = copy(value, MAX_DEPTH, { values: MAX_VALUES })
  return copied !== undefined && JSON.stringify(copied).length <= MAX_LENGTH ? copied : undefined
}

/** As {@link boundedJson}, for what has to be an object. */
export function boundedObject(value: unknown): JsonObject | undefined {
  const copied = boundedJson(value)
  return typeof copied === 'object' && copied !== null && !Array.isArray(copied) ? copied : undefined
}

/** Undefined as soon as anything inside is too much. */
function copy(value: unknown, depth: number, budget: { values: number }): Json | undefined {
  budget.values -= 1
  if (budget.values < 0 || depth < 0) return undefined
  if (typeof value === 'string') return storable(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'boolean' || value === null) return value
  if (Array.isArray(value)) return allOrNothing(value.map(item => copy(item, depth - 1, budget)))
  return typeof value === 'object' ? copyObject(value, depth, budget) : undefined
}

function copyObject(object: object, depth: number, budget: { values: number }): JsonObject | undefined {
  const members = Object.entries(object).filter(([key, value]) => key !== '__proto__' && value !== undefined)
  const values = allOrNothing(members.map(([, value]) => copy(value, depth - 1, budget)))
  return (
    values && Object.fromEntries(values.map((value, index) => [storable(members[index]?.[0] ?? ''), value]))
  )
}

const allOrNothing = (values: (Json | undefined)[]): Json[] | undefined =>
  values.every(value => value !== undefined) ? values : undefined
