import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import type { Context } from './context.ts'
import { scanFolder } from './knowledge/sources/setup-folder.ts'
import { connectionSchema } from './protocol/connections.ts'
import { endpointSchema } from './protocol/settings/endpoint.ts'

/** The setup cannot be used; the message says where and why, and quotes none of its secrets. */
export class SetupError extends Error {
  override readonly name = 'SetupError'
}

const setupSchema = z.strictObject({
  connections: distinctList(connectionSchema, 1_000, ['id', 'webhookSecret']),
  endpoints: distinctList(endpointSchema, 10_000, ['id', 'URLToken']),
  /** Folders of articles and of questions with their answers, beside the setup file unless absolute. */
  knowledge: z
    .array(z.strictObject({ endpointId: z.string(), folder: z.string() }))
    .max(1_000)
    .default([]),
})

/** Connections, endpoints and knowledge as an administrator writes them down in a file. */
export type Setup = z.input<typeof setupSchema>

/** Reads a setup file and applies it. Throws SetupError; then nothing is changed. */
export async function applySetupFile(context: Context, file: string): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => refuse(`${file} cannot be read`))
  await applySetup(context, parseJson(text) ?? refuse(`${file} is not JSON`), dirname(file))
}

/**
 * Creates or replaces what the setup names; what it does not name stays. Folders are looked up from `folder`.
 * Throws SetupError; then nothing is changed.
 */
export async function applySetup(context: Context, setup: unknown, folder: string): Promise<void> {
  const parsed = setupSchema.safeParse(setup)
  if (!parsed.success) return refuse(`the setup is not valid:\n${z.prettifyError(parsed.error)}`)
  const { connections, endpoints, knowledge } = parsed.data
  const folders = await Promise.all(knowledge.map(source => lookThrough(source, folder)))
  for (const connection of connections) await context.connections.save(connection)
  for (const endpoint of endpoints) await context.endpoints.save(endpoint)
  for (const [endpointId, found] of Map.groupBy(folders, source => source.endpointId)) {
    const left = await context.knowledgeSources.applyFolders(endpointId, found)
    for (const { file, reason } of left)
      context.logger.warn({ endpointId, file, reason }, 'a file was not read')
  }
}

async function lookThrough({ endpointId, folder }: { endpointId: string; folder: string }, base: string) {
  const path = resolve(base, folder)
  const found = await scanFolder(path).catch((error: Error) => refuse(`${path}: ${error.message}`))
  return { endpointId, writtenAs: folder, ...found }
}

/** At most `limit` items, no two of which have the same value under one of `keys`. */
function distinctList<Schema extends z.ZodType<object>>(
  item: Schema,
  limit: number,
  keys: (keyof z.output<Schema> & string)[],
) {
  const isDistinct = (items: z.output<Schema>[], key: keyof z.output<Schema>) =>
    new Set(items.map(one => one[key])).size === items.length
  return z
    .array(item)
    .max(limit)
    .superRefine((items, context) => {
      const repeated = keys.find(key => !isDistinct(items, key))
      if (repeated) context.addIssue({ code: 'custom', message: `two have the same ${repeated}` })
    })
    .default([])
}

/** Undefined for what is no JSON: the parser's own words would quote the text, and with it its secrets. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function refuse(reason: string): never {
  throw new SetupError(`SETUP_FILE: ${reason}`)
}
