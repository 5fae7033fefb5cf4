import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import type { Context } from './context.ts'
import { readMarkdownDocuments } from './knowledge/markdown-documents.ts'
import { connectionSchema, endpointSchema } from './protocol/settings.ts'

const setupSchema = z.strictObject({
  connections: z.array(connectionSchema).max(1_000).default([]),
  endpoints: z.array(endpointSchema).max(10_000).default([]),
  /** Folders of Markdown articles, beside the setup file unless absolute. */
  knowledge: z
    .array(z.strictObject({ endpointId: z.string(), folder: z.string() }))
    .max(1_000)
    .default([]),
})

/** Connections, endpoints and knowledge as an administrator writes them down in a file. */
export type Setup = z.input<typeof setupSchema>

/** Reads a setup file and applies it. Throws with the place of the first thing that is wrong; then nothing is changed. */
export async function applySetupFile(context: Context, file: string): Promise<void> {
  const setup: unknown = JSON.parse(await readFile(file, 'utf8'))
  await applySetup(context, setup, dirname(file))
}

/** Creates or replaces what the setup names; what it does not name stays. Folders are looked up from `folder`. */
export async function applySetup(context: Context, setup: unknown, folder: string): Promise<void> {
  const parsed = setupSchema.safeParse(setup)
  if (!parsed.success) throw new Error(`The setup is not valid:\n${z.prettifyError(parsed.error)}`)
  const { connections, endpoints, knowledge } = parsed.data
  for (const connection of connections) await context.connections.save(connection)
  for (const endpoint of endpoints) await context.endpoints.save(endpoint)
  for (const source of knowledge) {
    const documents = await readMarkdownDocuments(resolve(folder, source.folder))
    await context.library.replace(source.endpointId, documents)
  }
}
