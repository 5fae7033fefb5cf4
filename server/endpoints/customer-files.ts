import { randomBytes } from 'node:crypto'
import { MAX_ATTACHMENTS } from '../protocol/limits.ts'
import { Refusal } from '../protocol/refusal.ts'
import type { Attachment, Data } from '../protocol/values.ts'
import type { Database } from '../storage/database.ts'
import type { AttachmentRow } from '../storage/tables/sessions.ts'
import { nameFor, sniff } from './sniff.ts'

const HOUR_IN_MILLISECONDS = 60 * 60 * 1_000

/** How long an upload waits for the message that names it. */
const WAIT_MILLISECONDS = HOUR_IN_MILLISECONDS

/** Forgotten later than refused, so that no message loses a file while it is being written. */
const FORGET_MILLISECONDS = 2 * HOUR_IN_MILLISECONDS

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
  async store(
    endpointId: string,
    name: string,
    content: Buffer,
    allowed: readonly string[],
  ): Promise<Attachment & { sizeInBytes: number }> {
    const type = await sniff(content)
    if (!type || !allowed.includes(type.mediaType))
      throw new Refusal('invalid', 'Files of this kind are not accepted.')
    const id = randomBytes(18).toString('base64url')
    const attachment = {
      id,
      name: nameFor(name, type),
      mediaType: type.mediaType,
      sizeInBytes: content.length,
    }
    const now = Date.now()
    await this.#forgetOld(endpointId, now)
    await this.#database.kysely
      .insertInto('attachments')
      .values({ ...toRow(attachment), session_id: waiting(endpointId), content, created_at: now })
      .execute()
    return attachment
  }

  /**
   * The files that `data.attachments` names and the rest of `data`. Throws Refusal for a file that is neither waiting
   * nor in this session; the message that takes the files makes them the session's.
   */
  async take(
    endpointId: string,
    key: string,
    data: Data | undefined,
  ): Promise<{ attachments?: Attachment[]; data?: Data | undefined }> {
    const ids = namedFiles(data)
    if (!data || ids.length === 0) return { data }
    const { attachments: _named, ...rest } = data
    const rows = await this.#database.kysely
      .selectFrom('attachments')
      .select(['id', 'name', 'media_type', 'size_in_bytes', 'session_id', 'created_at'])
      .where('id', 'in', ids)
      .where('session_id', 'in', [waiting(endpointId), key])
      .execute()
    const usable = rows.filter(
      row => row.session_id === key || row.created_at > Date.now() - WAIT_MILLISECONDS,
    )
    const attachments = ids.flatMap(id => usable.find(row => row.id === id) ?? []).map(toAttachment)
    if (attachments.length < ids.length) {
      throw new Refusal('invalid', 'An attachment is not there any more. Please send it again.')
    }
    return { attachments, ...(Object.keys(rest).length > 0 && { data: rest }) }
  }

  /** The row of a file that belongs to a session, by its unguessable id. */
  find(id: string): Promise<AttachmentRow | undefined> {
    return this.#database.kysely
      .selectFrom('attachments')
      .selectAll()
      .where('id', '=', id)
      .where('session_id', 'not like', 'upload:%')
      .executeTakeFirst()
  }

  async #forgetOld(endpointId: string, now: number): Promise<void> {
    await this.#database.kysely
      .deleteFrom('attachments')
      .where('session_id', '=', waiting(endpointId))
      .where('created_at', '<', now - FORGET_MILLISECONDS)
      .execute()
  }
}

/** Stands where the session's key will. */
const waiting = (endpointId: string) => `upload:${endpointId}`

const toRow = ({ id, name, mediaType, sizeInBytes }: Attachment & { sizeInBytes: number }) => ({
  id,
  name,
  media_type: mediaType,
  size_in_bytes: sizeInBytes,
  connection_id: null,
  conversation_id: null,
  remote_id: null,
})

const toAttachment = (
  row: Pick<AttachmentRow, 'id' | 'name' | 'media_type' | 'size_in_bytes'>,
): Attachment => ({
  id: row.id,
  name: row.name,
  mediaType: row.media_type,
  sizeInBytes: row.size_in_bytes ?? undefined,
})

function namedFiles(data: Data | undefined): string[] {
  const named = data?.attachments
  if (!Array.isArray(named)) return []
  const ids = named.flatMap(entry => {
    const id =
      typeof entry === 'object' && entry !== null && !Array.isArray(entry) ? entry.runtimeFileId : undefined
    return typeof id === 'string' ? [id] : []
  })
  if (ids.length > MAX_ATTACHMENTS)
    throw new Refusal('too-large', `A message may have ${MAX_ATTACHMENTS} files.`)
  return [...new Set(ids)]
}
