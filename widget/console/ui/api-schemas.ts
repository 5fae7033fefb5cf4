import type { OpenApiDocument, Schema } from '../api.ts'

/** The schemas of the API's own document. */
export class ApiSchemas {
  readonly #document: OpenApiDocument

  constructor(document: OpenApiDocument) {
    this.#document = document
  }

  /** Of an operation's body, or of the part of it that is at this place. */
  bodyOf(operationId: string, place: readonly string[]): Schema | undefined {
    const operations = Object.values(this.#document.paths).flatMap(methods => Object.values(methods))
    const operation = operations.find(one => one.operationId === operationId)
    const body = operation?.requestBody?.content['application/json']?.schema
    return place.reduce<Schema | undefined>(
      (schema, name) => schema && this.resolve(schema).properties?.[name],
      body,
    )
  }

  /** The schema itself behind a reference, and without "or null". */
  resolve(schema: Schema): Schema {
    const { $ref, ...beside } = schema
    if ($ref) {
      const name = $ref.split('/').at(-1) ?? ''
      return { ...this.resolve(this.#document.components?.schemas?.[name] ?? {}), ...beside }
    }
    if (schema.allOf?.length === 1 && schema.allOf[0])
      return { ...this.resolve(schema.allOf[0]), ...schema, allOf: undefined }
    const options = schema.anyOf?.filter(option => option.type !== 'null')
    if (options?.length === 1 && options[0])
      return { ...schema, ...this.resolve(options[0]), anyOf: undefined }
    return schema
  }
}
