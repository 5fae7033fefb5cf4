import { createHash, randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type {
  ImportProgress,
  KnowledgeImport,
  KnowledgeSource,
  SourceChanges,
  SourceDraft,
  TypedDocument,
  UploadMode,
  WholeDocument,
} from '../../protocol/knowledge.ts'
import type { Database } from '../../storage/database.ts'
import type { Logger } from '../../telemetry/logger.ts'
import { conflict, HttpProblem } from '../../web/problem.ts'
import type { Library } from '../library.ts'
import { applyItems, DocumentStore } from './document-store.ts'
import { importAddress } from './import-address.ts'
import { importFiles } from './import-files.ts'
import type { ImportItem, ImportTelling } from './import-items.ts'
import { ImportJobs } from './import-jobs.ts'
import { Readers } from './reading/readers.ts'
import { UnreadableError } from './reading/reading.ts'
import type { ReceivedFiles } from './received-files.ts'
import type { ScannedFolder } from './setup-folder.ts'
import { SourceStore } from './source-store.ts'
import { WebFetcher } from './web/web-fetcher.ts'

export interface KnowledgeSourcesParts {
  database: Database
  library: Library
  serverId: string
  logger: Logger
  /** Hosts that are not public from which knowledge may be fetched, as `host` or `host:port`. */
  allowedHosts: readonly string[]
}

/** A folder of the setup file, and how it is written there. */
export type SetupFolder = ScannedFolder & { writtenAs: string }

/** How long setting up waits for another server that reads the same folder. */
const SETUP_ATTEMPTS = 60
const SETUP_WAIT_MILLISECONDS = 1_000

/** Where endpoints' knowledge comes from: sources, what they hold, and the imports that fill them. */
export class KnowledgeSources {
  readonly documents: DocumentStore
  readonly #library: Library
  readonly #sources: SourceStore
  readonly #jobs: ImportJobs
  readonly #readers = new Readers()
  readonly #fetcher: WebFetcher
  readonly #database: Database
  #started: Promise<void> | undefined

  constructor({ database, library, serverId, logger, allowedHosts }: KnowledgeSourcesParts) {
    this.#database = database
    this.#library = library
    this.#sources = new SourceStore(database)
    this.documents = new DocumentStore(database)
    this.#jobs = new ImportJobs({ database, serverId, logger })
    this.#fetcher = new WebFetcher({ allowedHosts })
  }

  /** Takes note of imports that an ended server left. */
  start(): Promise<void> {
    this.#started ??= this.#jobs.start()
    return this.#started
  }

  async stop(): Promise<void> {
    await this.#jobs.stop()
    await Promise.all([this.#readers.close(), this.#fetcher.close()])
  }

  list(endpointId: string): Promise<KnowledgeSource[]> {
    return this.#sources.list(endpointId)
  }

  /** Throws HttpProblem 404. */
  get(endpointId: string, sourceId: string): Promise<KnowledgeSource> {
    return this.#sources.get(endpointId, sourceId)
  }

  /** A new source; one with an address is read at once. */
  async create(endpointId: string, draft: SourceDraft): Promise<KnowledgeSource> {
    const source = await this.#sources.create(endpointId, draft)
    if (source.kind === 'address') await this.readAgain(endpointId, source.id)
    return await this.get(endpointId, source.id)
  }

  async change(endpointId: string, sourceId: string, changes: SourceChanges): Promise<KnowledgeSource> {
    const source = await this.#own(endpointId, sourceId)
    if (changes.address && source.kind !== 'address')
      throw conflict('Only a source with an address can be given another one.')
    await this.#sources.change(source, changes)
    await this.#library.changed(endpointId)
    return await this.get(endpointId, sourceId)
  }

  async remove(endpointId: string, sourceId: string): Promise<void> {
    await this.#removeWhole(await this.#own(endpointId, sourceId))
  }

  /** Everything an endpoint knows, and all that was known of it. */
  async removeEndpoint(endpointId: string): Promise<void> {
    for (const source of await this.list(endpointId)) await this.#removeWhole(source)
    await this.#database.kysely.deleteFrom('knowledge_stores').where('endpoint_id', '=', endpointId).execute()
    await this.#library.changed(endpointId)
  }

  /** Reads uploaded files into a source of files; they are discarded when that is over. */
  async upload(
    endpointId: string,
    sourceId: string,
    mode: UploadMode,
    received: ReceivedFiles,
  ): Promise<KnowledgeImport> {
    try {
      const source = await this.#own(endpointId, sourceId, 'files')
      const { begun } = await this.#import(
        source,
        mode,
        telling => importFiles(received.files, this.#readers, telling),
        () => received.discard(),
      )
      return begun
    } catch (error) {
      await received.discard()
      throw error
    }
  }

  /** Fetches a source's address again. */
  async readAgain(endpointId: string, sourceId: string): Promise<KnowledgeImport> {
    const source = await this.#own(endpointId, sourceId, 'address')
    const { address } = source
    if (!address) throw conflict('This source has no address.')
    const { begun } = await this.#import(source, 'replace', telling =>
      importAddress(address, this.#fetcher, this.#readers, telling),
    )
    return begun
  }

  async imports(endpointId: string, sourceId: string): Promise<KnowledgeImport[]> {
    await this.get(endpointId, sourceId)
    return await this.#jobs.list(sourceId)
  }

  async progress(
    endpointId: string,
    sourceId: string,
    importId: string,
    outcomes: number,
  ): Promise<ImportProgress> {
    await this.get(endpointId, sourceId)
    return await this.#jobs.progress(sourceId, importId, outcomes)
  }

  async cancel(endpointId: string, sourceId: string, importId: string): Promise<void> {
    await this.get(endpointId, sourceId)
    await this.#jobs.cancel(sourceId, importId)
  }

  /** Adds a document to a source of typed ones, or replaces the one with this id. */
  async write(
    endpointId: string,
    sourceId: string,
    document: TypedDocument,
    documentId?: string,
  ): Promise<WholeDocument> {
    const source = await this.#own(endpointId, sourceId, 'typed')
    const key = documentId ? (await this.documents.get(sourceId, documentId)).file : randomUUID()
    const language = document.language ?? (await this.#languageOf(document))
    try {
      const id = await this.documents.put(source, key, { ...document, language })
      await this.#library.changed(endpointId)
      return await this.documents.get(sourceId, id)
    } catch (error) {
      throw error instanceof UnreadableError ? conflict(error.message) : error
    }
  }

  async removeDocument(endpointId: string, sourceId: string, documentId: string): Promise<void> {
    const source = await this.#own(endpointId, sourceId)
    await this.documents.remove(source, documentId)
    await this.#library.changed(endpointId)
  }

  /**
   * Makes a setup file's folders the managed sources of an endpoint: reads what changed, removes what is named no
   * longer. Resolves with what could not be read, once all is.
   */
  async applyFolders(endpointId: string, folders: readonly SetupFolder[]): Promise<ImportItem[]> {
    await this.start()
    const named = folders.map(folder => ({ folder, id: managedId(endpointId, folder.writtenAs) }))
    const managed = (await this.list(endpointId)).filter(source => source.managed)
    for (const source of managed)
      if (!named.some(({ id }) => id === source.id)) await this.#removeWhole(source)
    const left: ImportItem[] = []
    for (const { folder, id } of named) left.push(...(await this.#applyFolder(endpointId, id, folder)))
    return left
  }

  async #applyFolder(
    endpointId: string,
    id: string,
    { name, files, digest }: ScannedFolder,
  ): Promise<ImportItem[]> {
    const known = (await this.#sources.managedDigest(id)) !== undefined
    const draft: SourceDraft = { kind: 'files', name, tags: [] }
    const source = known
      ? await this.get(endpointId, id)
      : await this.#sources.create(endpointId, draft, { id, digest: '' })
    for (let attempt = 1; (await this.#sources.managedDigest(id)) !== digest; attempt++) {
      try {
        let items: ImportItem[] = []
        const { ended } = await this.#import(
          source,
          'replace',
          async telling => {
            items = await importFiles(files, this.#readers, telling)
            return items
          },
          undefined,
          digest,
        )
        await ended
        return items.filter(({ result }) => result !== 'done')
      } catch (error) {
        // Another server sets the same up just now.
        if (!(error instanceof HttpProblem && error.status === 409) || attempt === SETUP_ATTEMPTS) throw error
        await setTimeout(SETUP_WAIT_MILLISECONDS)
      }
    }
    return []
  }

  async #import(
    source: KnowledgeSource,
    mode: UploadMode,
    read: (telling: ImportTelling) => Promise<ImportItem[]>,
    discard?: () => Promise<void>,
    managedDigest?: string,
  ) {
    return await this.#jobs.begin(source.id, {
      read,
      apply: async (transaction, items) => {
        await applyItems(transaction, source, items, mode)
        if (managedDigest === undefined) return
        await transaction
          .updateTable('knowledge_sources')
          .set({ managed_digest: managedDigest })
          .where('id', '=', source.id)
          .execute()
      },
      ended: async status => {
        await discard?.()
        if (status === 'done') await this.#library.changed(source.endpointId)
      },
    })
  }

  /** A source that may be changed here. */
  async #own(endpointId: string, sourceId: string, kind?: KnowledgeSource['kind']): Promise<KnowledgeSource> {
    const source = await this.get(endpointId, sourceId)
    if (source.managed) throw conflict('This source comes from the setup file; change it there.')
    if (kind && source.kind !== kind) throw conflict(WRONG_KIND[kind])
    return source
  }

  async #removeWhole(source: KnowledgeSource): Promise<void> {
    const { lastImport } = source
    if (lastImport && !lastImport.endedAt)
      await this.#jobs.cancel(source.id, lastImport.id).catch(() => undefined)
    await this.#sources.remove(source)
    await this.#library.changed(source.endpointId)
  }

  async #languageOf({ title, body }: TypedDocument): Promise<string | undefined> {
    const content = Buffer.from(`# ${title.replaceAll('\n', ' ')}\n\n${body}`)
    const { documents } = await this.#readers.read({ name: 'typed.md', content })
    return documents[0]?.language
  }
}

const WRONG_KIND: Record<KnowledgeSource['kind'], string> = {
  files: 'Files can only be uploaded to a source of files.',
  address: 'Only a source with an address can be read again.',
  typed: 'Documents can only be typed into a source of typed ones.',
}

const managedId = (endpointId: string, folder: string) =>
  `setup-${createHash('sha256')
    .update(JSON.stringify([endpointId, folder]))
    .digest('hex')
    .slice(0, 16)}`
