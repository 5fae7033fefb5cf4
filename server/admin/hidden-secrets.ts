import { createHmac } from 'node:crypto'
import { z } from 'zod'

/**
 * Secrets in what administrators see: a placeholder stands where a secret is, and sent back it means "as it is". Which
 * members are secret, the schema says: `.meta({ writeOnly: true })`.
 */
export class HiddenSecrets {
  readonly #key: Buffer

  /** `key` makes placeholders that tell nothing of the secret. */
  constructor(key: Buffer) {
    this.#key = key
  }

  /** The value with a placeholder for each secret. */
  hide<Value>(schema: z.ZodType, value: Value): Value {
    return replaceSecrets(schema, value, secret => this.#placeholder(secret)) as Value
  }

  /** What was sent, with the stored secrets where their placeholders stand. */
  reveal<Value>(schema: z.ZodType, sent: Value, stored: unknown): Value {
    const secrets = new Map<string, string>()
    replaceSecrets(schema, stored, secret => {
      secrets.set(this.#placeholder(secret), secret)
      return secret
    })
    return replaceStrings(sent, text => secrets.get(text) ?? text) as Value
  }

  /** Long enough, and of the right characters, to stand wherever a secret may. */
  #placeholder(secret: string): string {
    return `kept-secret-${createHmac('sha256', this.#key).update(secret).digest('hex').slice(0, 32)}`
  }
}

type Def = z.core.$ZodTypeDef & {
  innerType?: z.ZodType
  in?: z.ZodType
  element?: z.ZodType
  valueType?: z.ZodType
  shape?: Record<string, z.ZodType>
  options?: z.ZodType[]
}

function replaceSecrets(schema: z.ZodType, value: unknown, replace: (secret: string) => string): unknown {
  if (value === undefined || value === null) return value
  if (z.globalRegistry.get(schema)?.writeOnly) return typeof value === 'string' ? replace(value) : value
  const def = schema._zod.def as Def
  const inner = def.innerType ?? def.in
  if (inner) return replaceSecrets(inner, value, replace)
  if (def.options) {
    const option = def.options.find(candidate => candidate.safeParse(value).success)
    return option ? replaceSecrets(option, value, replace) : value
  }
  if (Array.isArray(value)) {
    const { element } = def
    return element ? value.map(item => replaceSecrets(element, item, replace)) : value
  }
  if (typeof value !== 'object') return value
  return mapMembers(value, (member, key) => {
    const memberSchema = def.shape?.[key] ?? def.valueType
    return memberSchema ? replaceSecrets(memberSchema, member, replace) : member
  })
}

function replaceStrings(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === 'string') return replace(value)
  if (Array.isArray(value)) return value.map(item => replaceStrings(item, replace))
  if (typeof value !== 'object' || value === null) return value
  return mapMembers(value, member => replaceStrings(member, replace))
}

const mapMembers = (value: object, map: (member: unknown, key: string) => unknown) =>
  Object.fromEntries(Object.entries(value).map(([key, member]) => [key, map(member, key)]))
