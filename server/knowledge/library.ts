import { setTimeout } from 'node:timers/promises'
import type { Transaction } from 'kysely'
import type { Database } from '../storage/database.ts'
import type { Tables } from '../storage/schema.ts'
import type { KnowledgeDocumentRow, KnowledgeSourceRow } from '../storage/tables/knowledge.ts'
import type { LoadableKnowledge } from './create-knowledge.ts'
import type { KnowledgeDocument } from './knowledge.ts'
import type { SynonymGroups } from './synonyms.ts'

const LOOK_MILLISECONDS = 2_000

/** What an index was made of: the version of the documents, that of the endpoint's settings, and its synonyms. */
interface Indexed {
  version: number
  revision: number | null
  synonyms: string
}

type Row = KnowledgeDocumentRow & {
  source_name: string
  source_tags: string
  source_language: string | null
}

/**
 * The documents of every endpoint as the database keeps them, and the search index that is made of them on this server.
 * Every change raises the version of its endpoint's knowledge, or the revision of its settings, which hold synonyms; a
 * server whose index is of another one reads anew.
 */
export class Library {
  readonly #database: Database
  readonly #knowledge: LoadableKnowledge
  readonly #synonymsOf: (endpointId: string) => Promise<SynonymGroups>
  readonly #indexed = new Map<string, Indexed>()
  readonly #refreshing = new Map<string, Promise<void>>()
  readonly #listeners = new Set<(endpointId: string) => void>()
  readonly #stopping = new AbortController()
  #watching: Promise<void> | undefined

  /** `synonymsOf` reads what the endpoint's settings say now. */
  constructor(
    database: Database,
    knowledge: LoadableKnowledge,
    synonymsOf: (endpointId: string) => Promise<SynonymGroups>,
  ) {
    this.#database = database
    this.#knowledge = knowledge
    this.#synonymsOf = synonymsOf
  }

  /** Indexes what the database holds; called once at start. */
  async load(): Promise<void> {
    const stores = await this.#database.kysely.selectFrom('knowledge_stores').select('endpoint_id').execute()
    for (const { endpoint_id } of stores) await this.refresh(endpoint_id)
  }

  /** Reads an endpoint's knowledge anew where it changed; resolves once it can be searched. */
  refresh(endpointId: string): Promise<void> {
    const after = (this.#refreshing.get(endpointId) ?? Promise.resolve()).catch(() => undefined)
    const refreshing = after.then(() => this.#refresh(endpointId))
    this.#refreshing.set(endpointId, refreshing)
    void refreshing
      .catch(() => undefined)
      .then(() => this.#refreshing.get(endpointId) === refreshing && this.#refreshing.delete(endpointId))
    return refreshing
  }

  /** Takes up a change that this server made, and tells whoever listens. */
  async changed(endpointId: string): Promise<void> {
    for (const listener of this.#listeners) listener(endpointId)
    await this.refresh(endpointId)
  }

  /** Takes up what somebody changed in the settings of endpoints. */
  async settingsChanged(): Promise<void> {
    await this.#look()
  }

  /** Hears of changes that this server makes. */
  onChanged(listener: (endpointId: string) => void): void {
    this.#listeners.add(listener)
  }

  /** Looks every two seconds for changes that other servers made: their news may get lost. */
  watch(): void {
    this.#watching ??= this.#watch()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#watching
    await Promise.allSettled(this.#refreshing.values())
  }

  /** An endpoint's documents as they are searched: with what their source gives to all of them. */
  async documents(endpointId: string): Promise<KnowledgeDocument[]> {
    const rows = await this.#database.kysely
      .selectFrom('knowledge_documents as document')
      .innerJoin('knowledge_sources as source', 'source.id', 'document.source_id')
      .selectAll('document')
      .select([
        'source.name as source_name',
        'source.tags as source_tags',
        'source.language as source_language',
      ])
      .where('source.endpoint_id', '=', endpointId)
      .orderBy('source.created_at')
      .orderBy('source.id')
      .orderBy('document.place')
      .execute()
    return withUsualLanguage(rows.map(toDocument))
  }

  async #refresh(endpointId: string): Promise<void> {
    const [store] = await this.#stores(endpointId)
    const indexed = this.#indexed.get(endpointId)
    if (isSame(indexed, store)) return
    if (!store) {
      this.#knowledge.remove(endpointId)
      this.#indexed.delete(endpointId)
      return
    }
    // Read after their versions: what changed in between is read twice rather than never.
    const groups = await this.#synonymsOf(endpointId)
    const { version, revision } = store
    const synonyms = JSON.stringify(groups)
    if (indexed?.version !== version || indexed.synonyms !== synonyms) {
      await this.#knowledge.load(endpointId, await this.documents(endpointId), groups)
    }
    this.#indexed.set(endpointId, { version, revision, synonyms })
  }

  /** Which version of what there is of one endpoint, or of all. */
  #stores(endpointId?: string) {
    return this.#database.kysely
      .selectFrom('knowledge_stores')
      .leftJoin('endpoints', 'endpoints.id', 'knowledge_stores.endpoint_id')
      .select(['endpoint_id', 'version', 'revision'])
      .$if(endpointId !== undefined, stores => stores.where('endpoint_id', '=', endpointId ?? ''))
      .execute()
  }

  async #watch(): Promise<void> {
    const { signal } = this.#stopping
    while (!signal.aborted) {
      await setTimeout(LOOK_MILLISECONDS, undefined, { signal, ref: false }).catch(() => undefined)
      if (!signal.aborted) await this.#look().catch(() => undefined)
    }
  }

  async #look(): Promise<void> {
    const stores = new Map((await this.#stores()).map(store => [store.endpoint_id, store]))
    for (const endpointId of new Set([...stores.keys(), ...this.#indexed.keys()])) {
      if (!isSame(this.#indexed.get(endpointId), stores.get(endpointId))) await this.refresh(endpointId)
    }
  }
}

type Version = Pick<Indexed, 'version' | 'revision'>

const isSame = (one: Version | undefined, other: Version | undefined) =>
  one?.version === other?.version && one?.revision === other?.revision

/** What is too short to tell its language is taken to be in the one that most of its source is in, or of them all. */
function withUsualLanguage(documents: KnowledgeDocument[]): KnowledgeDocument[] {
  const usual = mostCommon(documents.flatMap(({ language }) => language ?? []))
  const ofSource = new Map(
    [...Map.groupBy(documents, ({ sourceId }) => sourceId)].map(([sourceId, own]) => [
      sourceId,
      mostCommon(own.flatMap(({ language }) => language ?? [])) ?? usual,
    ]),
  )
  return documents.map(document => ({
    ...document,
    language: document.language ?? ofSource.get(document.sourceId),
  }))
}

function mostCommon(values: string[]): string | undefined {
  const [first] = [...Map.groupBy(values, value => value)].toSorted(
    ([, one], [, other]) => other.length - one.length,
  )
  return first?.[0]
}

/** Raises the version of an endpoint's knowledge, in the transaction that changes it. */
export async function raiseVersion(transaction: Transaction<Tables>, endpointId: string): Promise<void> {
  const changed_at = Date.now()
  await transaction
    .insertInto('knowledge_stores')
    .values({ endpoint_id: endpointId, version: 1, changed_at })
    .onConflict(conflict =>
      conflict
        .column('endpoint_id')
        .doUpdateSet(({ eb }) => ({ version: eb('knowledge_stores.version', '+', 1), changed_at })),
    )
    .execute()
}

export const toTags = (row: Pick<KnowledgeSourceRow | KnowledgeDocumentRow, 'tags'>) =>
  JSON.parse(row.tags) as string[]

const toDocument = (row: Row): KnowledgeDocument => ({
  id: row.id,
  title: row.title,
  tags: [...new Set([...toTags({ tags: row.source_tags }), ...toTags(row)])],
  language: row.source_language ?? row.language ?? undefined,
  body: row.body,
  sourceId: row.source_id,
  sourceName: row.source_name,
  url: row.url ?? undefined,
  kind: row.kind,
})
