/** Whether an item of a list is wanted. */
type Condition = (item: unknown) => boolean

/**
 * Reads a FIQL filter: `name==Foo`, `!=`, `;` for and, `,` for or, parentheses, `*` as wildcard at either end.
 * Undefined when it cannot be read.
 */
export function parseFilter(text: string): Condition | undefined {
  const reader = new FilterReader(text)
  const condition = reader.anyOf()
  return condition && reader.atEnd ? condition : undefined
}

class FilterReader {
  #rest: string

  constructor(text: string) {
    this.#rest = text
  }

  get atEnd() {
    return this.#rest === ''
  }

  anyOf(): Condition | undefined {
    const conditions = this.#separated(',', () => this.#allOf())
    return conditions && (item => conditions.some(condition => condition(item)))
  }

  #allOf(): Condition | undefined {
    const conditions = this.#separated(';', () => this.#single())
    return conditions && (item => conditions.every(condition => condition(item)))
  }

  #separated(separator: string, read: () => Condition | undefined): Condition[] | undefined {
    const conditions: Condition[] = []
    do {
      const condition = read()
      if (!condition) return undefined
      conditions.push(condition)
    } while (this.#take(separator))
    return conditions
  }

  #single(): Condition | undefined {
    if (this.#take('(')) {
      const inner = this.anyOf()
      return inner && this.#take(')') ? inner : undefined
    }
    const comparison = /^([\w.]+)(==|!=)([^;,()]*)/.exec(this.#rest)
    if (!comparison) return undefined
    const [whole, path = '', operator, value = ''] = comparison
    this.#rest = this.#rest.slice(whole.length)
    return item => resembles(valueAt(item, path), value) === (operator === '==')
  }

  #take(token: string): boolean {
    if (!this.#rest.startsWith(token)) return false
    this.#rest = this.#rest.slice(token.length)
    return true
  }
}

const valueAt = (item: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => {
    return value && typeof value === 'object' ? (value as Record<string, unknown>)[key] : undefined
  }, item)

function resembles(value: unknown, pattern: string): boolean {
  if (value === undefined) return false
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const middle = pattern.replace(/^\*/, '').replace(/\*$/, '')
  if (pattern.startsWith('*') && pattern.endsWith('*')) return text.includes(middle)
  if (pattern.startsWith('*')) return text.endsWith(middle)
  return pattern.endsWith('*') ? text.startsWith(middle) : text === pattern
}
