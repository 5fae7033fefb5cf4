import { randomBytes } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import { MAX_ATTACHMENTS } from '../protocol/limits.ts'
import type { Attachment, Data } from '../protocol/values.ts'
import type { Database } from '../storage/database.ts'
import { Refusal } from './refusal.ts'

const UNCLAIMED_MILLISECONDS = 60 * 60 * 1_000

/** Files that customers send: stored when uploaded, and part of a session once a message names them. */
export class CustomerFiles {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /**
   * Stores an uploaded file under a new unguessable id. The type is read from the bytes, never believed from a name.
   * Throws Refusal where the endpoint does not take such files.
   */
  async store(endpointId: string, name: string, content: Buffer, allowed: readonly string[]): Promise<Attachment> {
    const mediaType = await sniff(content)
    if (!mediaType || !allowed.includes(mediaType)) throw new Refusal('invalid', 'Files of this kind are not accepted.')
    const attachment: Attachment = {
      id: randomBytes(18).toString('base64url'),
      name: tidyName(name),
      mediaType,
      sizeInBytes: content.length,
    }
    const now = Date.now()
    await this.#database.kysely
      .deleteFrom('attachments')
      .where('session_id', 'like', 'upload:%')
      .where('created_at', '<', now - UNCLAIMED_MILLISECONDS)
      .execute()
    await this.#database.kysely
      .insertInto('attachments')
      .values({
        id: attachment.id,
        session_id: unclaimed(endpointId),
        name: attachment.name,
        media_type: mediaType,
        size_in_bytes: content.length,
        content,
        connection_id: null,
        conversation_id: null,
        remote_id: null,
        created_at: now,
      })
      .execute()
    return attachment
  }

  /** The files that `data.attachments` names, now the session's own, and the rest of `data`. */
  async claim(
    endpointId: string,
    key: string,
    data: Data | undefined,
  ): Promise<{ attachments?: Attachment[]; data?: Data }> {
    const ids = namedFiles(data)
    if (!data || ids.length === 0) return { data }
    const { attachments: _named, ...rest } = data
    const rows = await this.#database.kysely
      .updateTable('attachments')
      .set({ session_id: key })
      .where('id', 'in', ids)
      .where('session_id', 'in', [unclaimed(endpointId), key])
      .returning(['id', 'name', 'media_type', 'size_in_bytes'])
      .execute()
    if (rows.length !== ids.length) throw new Refusal('invalid', 'An attachment is not there any more. Please send it again.')
    return {
      attachments: rows.map(row => ({
        id: row.id,
        name: row.name,
        mediaType: row.media_type,
        sizeInBytes: row.size_in_bytes ?? undefined,
      })),
      ...(Object.keys(rest).length > 0 && { data: rest }),
    }
  }

  /** The row of a file that belongs to a session, by its unguessable id. */
  find(id: string) {
    return this.#database.kysely
      .selectFrom('attachments')
      .selectAll()
      .where('id', '=', id)
      .where('session_id', 'not like', 'upload:%')
      .executeTakeFirst()
  }
}

const unclaimed = (endpointId: string) => `upload:${endpointId}`

function namedFiles(data: Data | undefined): string[] {
  const named = data?.attachments
  if (!Array.isArray(named)) return []
  const ids = named.slice(0, MAX_ATTACHMENTS).flatMap(entry => {
    const id = typeof entry === 'object' && entry !== null && !Array.isArray(entry) ? entry.runtimeFileId : undefined
    return typeof id === 'string' && id.length <= 64 ? [id] : []
  })
  return [...new Set(ids)]
}

/** What the bytes are; text is what has no signature and decodes as UTF-8 without control characters. */
export async function sniff(content: Uint8Array): Promise<string | undefined> {
  const known = await fileTypeFromBuffer(content)
  if (known) return known.mime
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content)
    return /[\0-\x08\x0e-\x1f]/.test(text) ? undefined : 'text/plain'
  } catch {
    return undefined
  }
}

const tidyName = (name: string) =>
  name
    .replace(/[\p{Cc}\p{Cf}/\\]/gu, '')
    .trim()
    .slice(-200) || 'file'
