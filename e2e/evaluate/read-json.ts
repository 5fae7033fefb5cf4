import { readFile } from 'node:fs/promises'
import type { z } from 'zod'

/** A JSON file of this shape. Throws a sentence that names the file and the first things that are wrong. */
export async function readJson<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  return checked(file, parsed(file, await text(file)), schema)
}

/** A file with a JSON value on each line; empty lines are left out. Throws a sentence that names file and line. */
export async function readJsonLines<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<z.output<Schema>[]> {
  const lines = (await text(file)).split('\n')
  return lines.flatMap((line, place) => {
    const where = `${file}, line ${place + 1}`
    return line.trim() === '' ? [] : [checked(where, parsed(where, line), schema)]
  })
}

async function text(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => {
    throw new Error(`${file} cannot be read`)
  })
}

function parsed(where: string, json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw new Error(`${where} is not JSON`)
  }
}

function checked<Schema extends z.ZodType>(where: string, value: unknown, schema: Schema): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issues = result.error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`)
  throw new Error(`${where} is not as expected: ${issues.join('; ')}`)
}
