import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

export interface Operation {
  operationId: string
  method: string
  /** `/endpoints/{endpointId}`. */
  path: string
  scope: string
  /** What a request without a body, or with another one, is measured against. */
  requestBody?: { content: Record<string, { schema?: object }> }
  responses: Record<string, { content?: Record<string, { schema?: object }> }>
  parameters: { in: string; name: string; required?: boolean; schema: object }[]
}

interface Document {
  paths: Record<string, Record<string, Operation & { 'x-scope': string }>>
}

/** The API's own OpenAPI document as a judge of what goes over the wire. */
export class ApiContract {
  readonly operations: readonly Operation[]
  /** `readSession good`, `readSession bad`: what was asked for, and whether it was answered or refused. */
  readonly exercised = new Set<string>()
  readonly #ajv: Ajv2020
  readonly #compiled = new Map<string, ValidateFunction>()

  constructor(document: Document) {
    this.#ajv = new Ajv2020({ strict: false, allErrors: true })
    addFormats.default(this.#ajv)
    this.#ajv.addSchema({ $id: 'api', ...document })
    this.operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        ...operation,
        method: method.toUpperCase(),
        path,
        scope: operation['x-scope'],
        parameters: operation.parameters ?? [],
      })),
    )
  }

  /** The operation that a request is for. */
  find(method: string, path: string): Operation | undefined {
    const parts = path.split('?')[0]?.split('/') ?? []
    const fits = (pattern: string[]) =>
      pattern.length === parts.length &&
      pattern.every((part, index) => part === parts[index] || (part.startsWith('{') && parts[index] !== ''))
    const candidates = this.operations.filter(
      operation => operation.method === method && fits(operation.path.split('/')),
    )
    // `/keys/new` before `/keys/{keyId}`.
    return candidates.sort((one, other) => count(one.path) - count(other.path))[0]
  }

  /** What is wrong with a body that was sent; empty where the document allows it. */
  checkRequest({ path, method, requestBody }: Operation, body: unknown): string[] {
    if (!requestBody?.content['application/json'])
      return body === undefined ? [] : ['a body was not expected']
    return this.#check(
      `paths/${escape(path)}/${method.toLowerCase()}/requestBody/content/application~1json/schema`,
      body,
    )
  }

  /** What is wrong with an answer; empty where the document says it may look so. */
  checkAnswer(
    { path, method, responses }: Operation,
    status: number,
    mediaType: string,
    body: unknown,
  ): string[] {
    const response = responses[status]
    if (!response) return [`${status} is not among the answers`]
    const content = response.content
    if (!content) return body === undefined ? [] : ['an answer with a body was not expected']
    if (!content[mediaType]) return [`${mediaType} is not among the media types`]
    if (!mediaType.endsWith('json')) return []
    const at = `paths/${escape(path)}/${method.toLowerCase()}/responses/${status}/content/${escape(mediaType)}/schema`
    return this.#check(at, body)
  }

  #check(pointer: string, value: unknown): string[] {
    const validate = this.#compiled.get(pointer) ?? this.#ajv.compile({ $ref: `api#/${pointer}` })
    this.#compiled.set(pointer, validate)
    if (validate(value)) return []
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`)
  }
}

const count = (path: string) => path.split('{').length
const escape = (part: string) =>
  part.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')
