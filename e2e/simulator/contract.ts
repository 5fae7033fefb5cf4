import { existsSync, readFileSync } from 'node:fs'
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { fullFormats } from 'ajv-formats/dist/formats.js'
import { parse } from 'yaml'
import { isKnownContradiction } from './contradictions.ts'

/** A call to the API and its answer. */
export interface ContractExchange {
  method: string
  /** Without the query. */
  path: string
  requestBody?: unknown
  status: number
  responseBody?: unknown
}

/** 8x8's published specification as a judge. */
export interface Contract {
  /** What in this exchange does not fit the specification, one sentence each; the known contradictions are left out. */
  checkExchange(exchange: ContractExchange): string[]
}

interface Schema {
  [keyword: string]: unknown
}

interface Body {
  required?: boolean
  content?: Record<string, { schema: Schema }>
}

interface Operation {
  requestBody?: Body
  responses: Record<string, Body>
}

interface Specification {
  paths: Record<string, Record<string, Operation>>
}

const LOCATION = new URL('../../../shared/8x8/chat-gateway-v1.oas.yml', import.meta.url)

/** The contract of 8x8's own OpenAPI file; undefined where that file is absent. */
export function loadContract(): Contract | undefined {
  if (!existsSync(LOCATION)) return undefined
  const judge = new Judge(parse(withoutDescriptions(readFileSync(LOCATION, 'utf8'))) as Specification)
  return { checkExchange: exchange => judge.check(exchange) }
}

/** Two long descriptions are indented too little to be YAML; none of them is needed here. */
const withoutDescriptions = (text: string) => text.replaceAll(/description: *"[^"]*"/g, 'description: ""')

class Judge {
  readonly #specification: Specification
  readonly #ajv = new Ajv({ strict: false, allErrors: true, formats: fullFormats })
  readonly #validators = new Map<Schema, ValidateFunction>()

  constructor(specification: Specification) {
    this.#specification = withArrayLimits(specification)
    for (const name of ['string', 'int32', 'int64', 'binary']) this.#ajv.addFormat(name, true)
    this.#ajv.addSchema(this.#specification, 'specification')
  }

  check({ method, path, requestBody, status, responseBody }: ContractExchange): string[] {
    const operation = this.#operation(method, path)
    if (!operation) return [`${method} ${path} is not in the specification.`]
    const request = this.#resolve(operation.requestBody)
    const response = this.#resolve(operation.responses[String(status)] ?? operation.responses['default'])
    if (!response) return [`${method} ${path} may not answer ${status}.`]
    const requestFindings = status < 400 ? this.#checkBody(request, requestBody, path, 'request') : []
    return [...requestFindings, ...this.#checkBody(response, responseBody, path, `answer ${status}`)]
  }

  #operation(method: string, path: string): Operation | undefined {
    const candidates = Object.entries(this.#specification.paths).filter(([template]) => fits(template, path))
    // A literal path such as /webhooks/verify goes before /webhooks/{webhookId}.
    const [, operations] = candidates.toSorted(([a], [b]) => variables(a) - variables(b))[0] ?? []
    return operations?.[method.toLowerCase()]
  }

  #checkBody(media: Body | undefined, value: unknown, path: string, what: string): string[] {
    const schema = Object.values(media?.content ?? {})[0]?.schema
    const isNeeded = what === 'request' ? media?.required : schema
    if (value === undefined) return isNeeded ? [`The ${what} has no body.`] : []
    if (!schema) return what === 'request' ? [] : [`The ${what} should have no body.`]
    const validate = this.#validator(schema)
    if (validate(value)) return []
    const errors = validate.errors ?? []
    return errors
      .filter(error => !isKnownContradiction({ error, value, path }))
      .filter(error => !isSummary(error))
      .map(error => `${what} ${error.instancePath || '/'} ${error.message}`)
  }

  #validator(schema: Schema): ValidateFunction {
    const known = this.#validators.get(schema)
    if (known) return known
    const validate = this.#ajv.compile(withAbsoluteReferences(schema))
    this.#validators.set(schema, validate)
    return validate
  }

  #resolve<Part extends object>(part: Part | undefined): Part | undefined {
    const reference = part && '$ref' in part ? String(part.$ref) : undefined
    if (!reference) return part
    const keys = reference.slice(2).split('/')
    return keys.reduce<unknown>((value, key) => (value as Schema)[key], this.#specification) as Part
  }
}

const fits = (template: string, path: string) =>
  new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path)
const variables = (template: string) => template.split('{').length

/** anyOf and oneOf repeat what their branches say. */
const isSummary = ({ keyword }: ErrorObject) => keyword === 'anyOf' || keyword === 'oneOf'

/** Limits of lists are written as maxProperties and maxLength, which say nothing about lists. */
function withArrayLimits(specification: Specification): Specification {
  return JSON.parse(JSON.stringify(specification), (_key, value: unknown) => {
    if (!isSchema(value) || value['type'] !== 'array') return value
    const maxItems = value['maxProperties'] ?? value['maxLength']
    return maxItems === undefined ? value : { ...value, maxItems }
  }) as Specification
}

const withAbsoluteReferences = (schema: Schema): Schema =>
  JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === '$ref' ? `specification${String(value)}` : value,
  ) as Schema

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null
