import { FormData } from 'undici'
import { EightByEightError, type EightByEightErrorKind } from '../errors.ts'

/** One HTTP call of Chat Gateway v1.0. */
export interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below the base URL; made with {@link pathOf}. A call whose path is not {@link isSafePath} is refused. */
  path: string
  query?: Record<string, string | number | undefined>
  /** Sent as JSON, or as a form. */
  body?: object
  withoutKey?: boolean
  timeoutMs?: number
  signal?: AbortSignal | undefined
}

/** What a call is named in errors. */
export const operationOf = (call: Call) => `${call.method} ${call.path}`

/** Whether the call may change something at 8x8. */
export const hasEffect = (call: Call) => call.method !== 'GET'

/** An error found on our side of the call; by default the call did nothing at 8x8. */
export const callError = (
  call: Call,
  kind: EightByEightErrorKind,
  detail: string,
  more: { ambiguous?: boolean; cause?: unknown } = {},
) => new EightByEightError({ operation: operationOf(call), kind, detail, ambiguous: false, ...more })

/** The query string of a call, with its question mark, or nothing. */
export function queryOf({ query = {} }: Call): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  )
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}

/** Headers and body as they are written: an object as JSON, a form with its own boundary. */
export function payloadOf({ body }: Call, headers: Record<string, string>) {
  if (body === undefined) return { headers }
  if (body instanceof FormData) return { headers, body }
  return { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

/** A path of literal text and identifiers, as template literal. */
export const pathOf = (literals: TemplateStringsArray, ...identifiers: string[]) =>
  String.raw(
    { raw: literals },
    ...identifiers.map(identifier => encodeURIComponent(identifier.toWellFormed())),
  )

const MAX_PATH_LENGTH = 4096

/** Identifiers come from outside: one that is nothing, or a step to another resource, makes the path unsafe. */
export const isSafePath = (path: string) =>
  path.length <= MAX_PATH_LENGTH &&
  path.split('/').every((segment, index) => index === 0 || !/^\.{0,2}$/.test(segment))
