/** What `/api/v1` refused, in its own words. */
export class ApiError extends Error {
  readonly status: number
  /** What is wrong with which field; `path` is dotted. */
  readonly errors: readonly { path: string; message: string }[]

  constructor(status: number, detail: string, errors: ApiError['errors'] = []) {
    super(detail)
    this.status = status
    this.errors = errors
  }
}

const api = new URL('../api/', location.href)
const timeoutInMilliseconds = 160_000

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * Asks `/api/v1`; `path` begins with a slash. Resolves with the answer's JSON, or undefined where it has none.
 * Rejects with ApiError, also where the server cannot be reached or `signal` gives the asking up.
 */
export async function ask<Answer>(
  method: Method,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Answer> {
  const isForm = body instanceof FormData
  const response = await reach(`v1${path}`, {
    method,
    ...(signal && { signal }),
    headers: {
      'x-requested-with': 'console',
      ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
  })
  return (response.status === 204 ? undefined : await response.json()) as Answer
}

/** A part of a list; `next` is the cursor of what follows, null at the end. */
export interface Page<Item> {
  items: Item[]
  next: string | null
}

/** Every item of a list, page after page; at most so many pages, for nobody reads more. */
export async function askAll<Item>(path: string, mostPages = 20): Promise<Item[]> {
  const items: Item[] = []
  let cursor: string | null = ''
  for (let page = 0; page < mostPages && cursor !== null; page += 1) {
    const query: string = cursor
      ? `${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`
      : ''
    const answer: { items: Item[]; next?: string | null } = await ask('GET', `${path}${query}`)
    items.push(...answer.items)
    cursor = answer.next ?? null
  }
  return items
}

/** The address of something that the browser itself downloads. */
export const addressOf = (path: string): string => new URL(`v1${path}`, api).href

let openApiDocument: Promise<OpenApiDocument> | undefined

/** The API's own document, from which forms are made; kept once it was read. */
export function openApi(): Promise<OpenApiDocument> {
  openApiDocument ??= reach('openapi.json', {})
    .then(response => response.json() as Promise<OpenApiDocument>)
    .catch(error => {
      openApiDocument = undefined
      throw error
    })
  return openApiDocument
}

/** As much of JSON Schema as the API's document uses. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  title?: string
  description?: string
  /** What the values of an enum are called. */
  'x-titles'?: Record<string, string>
  default?: unknown
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
  propertyNames?: Schema
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  maxLength?: number
  minimum?: number
  exclusiveMinimum?: number
  maximum?: number
  format?: string
}

export interface OpenApiDocument {
  paths: Record<
    string,
    Record<string, { operationId: string; requestBody?: { content: Record<string, { schema: Schema }> } }>
  >
  components?: { schemas?: Record<string, Schema> }
}

async function reach(path: string, options: RequestInit): Promise<Response> {
  const patience = AbortSignal.timeout(timeoutInMilliseconds)
  const signal = options.signal ? AbortSignal.any([patience, options.signal]) : patience
  const response = await fetch(new URL(path, api), { ...options, signal }).catch(() => {
    throw new ApiError(0, 'The server cannot be reached. Check your network, then try again.')
  })
  if (response.ok) return response
  const problem = (await response.json().catch(() => ({}))) as {
    detail?: string
    errors?: ApiError['errors']
  }
  throw new ApiError(
    response.status,
    problem.detail ?? 'The server did not answer as it should. Please try again.',
    problem.errors,
  )
}
